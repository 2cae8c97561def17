import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invite } from "../../server/auth/invite.ts";
import { ROLE_PRESETS } from "../../shared/model/permission.ts";
import type {
  WireAcceptance,
  WireAudit,
  WireAuditChain,
  WireInvitationView,
  WireLink,
  WireNewUser,
  WireOwnSession,
  WireRole,
  WireSession,
  WireSetup,
  WireSignIn,
  WireUser,
} from "../../shared/model/wire-people.ts";
import { addPerson, openPeopleServer, PASSWORD, type PeopleServer } from "../support/people-server.ts";
import { TestBrowser, type TestBrowserOptions } from "../support/test-browser.ts";

const DAY = 86_400_000;
const OTHER_PASSWORD = "lamp posts sing at noon";
let server: PeopleServer;
beforeEach(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await server.town.store.settings.saveUtility({ name: "Engby Varme", timeZone: "Europe/Copenhagen" });
});
afterEach(() => server.close());

const open = (options: TestBrowserOptions = {}) => new TestBrowser(server.app.request, options);

async function signIn(user: string, password = PASSWORD): Promise<TestBrowser> {
  const browser = open();
  await browser.json("POST", "/api/v1/session", { user, password } satisfies WireSignIn);
  return browser;
}

async function administrator(): Promise<TestBrowser> {
  await addPerson(server, server.town, { user: "ada", role: "administrator", password: PASSWORD });
  return signIn("ada");
}

async function setupToken(): Promise<string> {
  const note = {
    atMs: server.clock.nowMs,
    event: "setup.link-printed",
    by: { name: "start", address: "", computer: "" },
  };
  return (await invite(server.town.store.invitations, { utility: "town", kind: "setup" }, note)).token;
}

const auditOf = (browser: TestBrowser) => browser.json<WireAudit>("GET", "/api/v1/audit");

describe("the first start", () => {
  it("has no password by default: nobody is let in, and the page is told that a setup is needed", async () => {
    const browser = open();
    expect(await browser.json<WireSession>("GET", "/api/v1/session")).toEqual({
      signedIn: false,
      isEnforced: true,
      needsSetup: true,
      asksUtility: false,
      demoPeople: [],
    });
    const guesses = ["admin", "administrator", "root"].flatMap((user) => [
      { user, password: user },
      { user, password: "" },
    ]);
    for (const guess of guesses)
      expect(await browser.code("POST", "/api/v1/session", guess)).toBe("session.wrong-credentials");
  });

  it("the setup link makes the first administrator, signs them in, and works once", async () => {
    const token = await setupToken();
    const browser = open();
    const view = await browser.json<WireInvitationView>("POST", "/api/v1/invitation/look", { token });
    expect(view).toMatchObject({ kind: "setup", utility: { id: "town", name: "Engby Varme" } });
    const form: WireSetup = { token, user: "ada", name: "Ada", password: PASSWORD };
    const session = await browser.json<WireSession>("POST", "/api/v1/setup", form);
    expect(session).toMatchObject({
      signedIn: true,
      person: { user: "ada", name: "Ada" },
      role: "administrator",
      permissions: ROLE_PRESETS.administrator,
      areas: "all",
    });
    expect(await browser.code("GET", "/api/v1/points")).toBe(200);
    expect(await open().code("POST", "/api/v1/setup", { ...form, user: "eve" })).toBe("invitation.invalid");
    expect(await open().json("GET", "/api/v1/session")).toMatchObject({ needsSetup: false });
  });

  it("the setup link is worth nothing after 24 hours, or once a newer one was printed", async () => {
    const [first, second] = [await setupToken(), await setupToken()];
    const form = { user: "ada", name: "Ada", password: PASSWORD };
    expect(await open().code("POST", "/api/v1/setup", { ...form, token: first })).toBe("invitation.invalid");
    server.clock.nowMs += DAY;
    expect(await open().code("POST", "/api/v1/setup", { ...form, token: second })).toBe("invitation.invalid");
  });

  it("a wrong password leaves the setup link as it is", async () => {
    const token = await setupToken();
    const form = { token, user: "ada", name: "Ada" };
    expect(await open().code("POST", "/api/v1/setup", { ...form, password: "short" })).toBe(
      "password.too-short",
    );
    expect(await open().code("POST", "/api/v1/setup", { ...form, password: "EngbyVarme2026" })).toBe(
      "password.related",
    );
    expect(await open().code("POST", "/api/v1/setup", { ...form, password: PASSWORD })).toBe(200);
  });

  it("two people with the same link at the same moment make one administrator", async () => {
    const token = await setupToken();
    const form = (user: string) => ({ token, user, name: user, password: PASSWORD });
    const codes = await Promise.all(
      ["ada", "eve"].map((user) => open().code("POST", "/api/v1/setup", form(user))),
    );
    expect(codes.sort()).toEqual([200, "invitation.invalid"].sort());
    expect(await server.town.store.people.list(0)).toHaveLength(1);
  });
});

describe("a session", () => {
  it("says who one is, and is gone after signing out", async () => {
    await addPerson(server, server.town, {
      user: "nora",
      role: "superuser",
      areas: ["North"],
      password: PASSWORD,
    });
    const browser = await signIn("NORA");
    expect(await browser.json<WireSession>("GET", "/api/v1/session")).toMatchObject({
      signedIn: true,
      utility: { id: "town", name: "Engby Varme" },
      person: { id: "id-nora", user: "nora", name: "Name of nora" },
      role: "superuser",
      areas: ["North"],
    });
    const stolen = new Map(browser.cookies);
    expect(await browser.code("DELETE", "/api/v1/session")).toBe(204);
    for (const [name, value] of stolen) browser.cookies.set(name, value);
    expect(await browser.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("lives 30 days from its last use, to the day", async () => {
    await addPerson(server, server.town, { user: "nora", role: "user", password: PASSWORD });
    const browser = await signIn("nora");
    for (let n = 0; n < 4; n++) {
      server.clock.nowMs += 29 * DAY;
      expect(await browser.code("GET", "/api/v1/points")).toBe(200);
    }
    server.clock.nowMs += 30 * DAY;
    expect(await browser.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("is kept as a hash only: the database holds no token", async () => {
    await addPerson(server, server.town, { user: "nora", role: "user", password: PASSWORD });
    const browser = await signIn("nora");
    const token = browser.cookies.get("rounds-session-8080") ?? "";
    const [session] = await server.town.store.sessions.listOf("id-nora", server.clock.nowMs);
    const { createHash } = await import("node:crypto");
    expect(Buffer.from(session?.id ?? []).toString("hex")).toBe(
      createHash("sha256").update(token).digest("hex"),
    );
  });

  it("signing out everywhere ends the others too", async () => {
    await addPerson(server, server.town, { user: "nora", role: "user", password: PASSWORD });
    const [phone, desk] = [await signIn("nora"), await signIn("nora")];
    const { sessions } = await desk.json<{ sessions: WireOwnSession[] }>("GET", "/api/v1/sessions");
    expect(sessions.map(({ isThis, computer }) => [isThis, computer]).sort()).toEqual([
      [false, "Firefox 128 on Linux"],
      [true, "Firefox 128 on Linux"],
    ]);
    expect(sessions[0]).not.toHaveProperty("id");
    expect(await desk.code("DELETE", "/api/v1/sessions")).toBe(204);
    expect(await phone.code("GET", "/api/v1/session")).toBe(200);
    expect(await phone.code("GET", "/api/v1/points")).toBe("session.needed");
    expect(await desk.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("a new password asks for the old one, and ends the sessions elsewhere", async () => {
    await addPerson(server, server.town, { user: "nora", role: "user", password: PASSWORD });
    const [phone, desk] = [await signIn("nora"), await signIn("nora")];
    const change = (current: string, next: string) =>
      desk.code("PUT", "/api/v1/session/password", { current, next });
    expect(await change("not my password", OTHER_PASSWORD)).toBe("password.wrong");
    expect(await change(PASSWORD, "nora nora nora")).toBe("password.related");
    expect(await change(PASSWORD, OTHER_PASSWORD)).toBe(204);
    expect(await desk.code("GET", "/api/v1/points")).toBe(200);
    expect(await phone.code("GET", "/api/v1/points")).toBe("session.needed");
    expect(await open().code("POST", "/api/v1/session", { user: "nora", password: PASSWORD })).toBe(
      "session.wrong-credentials",
    );
    expect(await open().code("POST", "/api/v1/session", { user: "nora", password: OTHER_PASSWORD })).toBe(
      200,
    );
  });
});

describe("users", () => {
  it("are invited by a link that works once: the administrator never knows their password", async () => {
    const ada = await administrator();
    const made = await ada.json<WireNewUser>("POST", "/api/v1/users", {
      user: "nora",
      name: "Nora",
      role: "superuser",
      areas: ["North"],
    });
    expect(made.user).toMatchObject({
      user: "nora",
      role: "superuser",
      areas: ["North"],
      hasPassword: false,
    });
    const { token } = made.invitation;
    const nora = open();
    expect(await nora.json("POST", "/api/v1/invitation/look", { token })).toMatchObject({
      kind: "password",
      person: { user: "nora", name: "Nora", role: "superuser" },
    });
    expect(await nora.json("POST", "/api/v1/invitation", { token, password: PASSWORD })).toMatchObject({
      person: { user: "nora" },
    });
    expect(await nora.code("GET", "/api/v1/points")).toBe(200);
    expect(await open().code("POST", "/api/v1/invitation", { token, password: OTHER_PASSWORD })).toBe(
      "invitation.invalid",
    );
    expect(await open().code("POST", "/api/v1/session", { user: "nora", password: PASSWORD })).toBe(200);
  });

  it("who has no password yet cannot sign in with any", async () => {
    const ada = await administrator();
    await ada.json("POST", "/api/v1/users", { user: "nora", name: "Nora", role: "user", areas: "all" });
    for (const password of ["", "nobody has this password", PASSWORD])
      expect(await open().code("POST", "/api/v1/session", { user: "nora", password })).toBe(
        "session.wrong-credentials",
      );
  });

  it("who forgot the password gets a new link, and stays signed in nowhere else", async () => {
    const ada = await administrator();
    await addPerson(server, server.town, { user: "nora", role: "user", password: PASSWORD });
    const before = await signIn("nora");
    const { token } = await ada.json<WireLink>("POST", "/api/v1/users/id-nora/invitation", {});
    expect(await before.code("GET", "/api/v1/points")).toBe(200);
    const acceptance: WireAcceptance = { token, password: OTHER_PASSWORD };
    expect(await open().code("POST", "/api/v1/invitation", acceptance)).toBe(200);
    expect(await before.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("a change of role, areas or activity holds from the next request", async () => {
    const ada = await administrator();
    await addPerson(server, server.town, { user: "nora", role: "administrator", password: PASSWORD });
    const nora = await signIn("nora");
    expect(await nora.code("GET", "/api/v1/users")).toBe(200);
    await ada.json("PATCH", "/api/v1/users/id-nora", { role: "user", areas: ["South"] });
    expect(await nora.code("GET", "/api/v1/users")).toBe("access.denied");
    await ada.json("PATCH", "/api/v1/users/id-nora", { isActive: false });
    expect(await nora.code("GET", "/api/v1/points")).toBe("session.needed");
    expect(await open().code("POST", "/api/v1/session", { user: "nora", password: PASSWORD })).toBe(
      "session.wrong-credentials",
    );
  });

  it("the list says who has a password, who is signed in, and who was seen when", async () => {
    const ada = await administrator();
    await ada.json("POST", "/api/v1/users", { user: "nora", name: "Nora", role: "user", areas: [] });
    const { users } = await ada.json<{ users: WireUser[] }>("GET", "/api/v1/users");
    expect(users).toMatchObject([
      { user: "ada", hasPassword: true, sessions: 1, lastSeenAtMs: server.clock.nowMs },
      { user: "nora", hasPassword: false, sessions: 0, areas: [] },
    ]);
    expect(JSON.stringify(users)).not.toContain("argon2");
  });

  it("the last administrator stays one", async () => {
    const ada = await administrator();
    expect(await ada.code("DELETE", "/api/v1/users/id-ada")).toBe("person.last-administrator");
    expect(await ada.code("PATCH", "/api/v1/users/id-ada", { role: "user" })).toBe(
      "person.last-administrator",
    );
  });

  it.each([
    ["no user name", { name: "N", role: "user", areas: "all" }, "user"],
    ["an empty name", { user: "n", name: "  ", role: "user", areas: "all" }, "name"],
    ["a name of two lines", { user: "n", name: "N\nO", role: "user", areas: "all" }, "name"],
    ["a role that is none", { user: "n", name: "N", role: "root", areas: "all" }, "role"],
    ["areas that are no list", { user: "n", name: "N", role: "user", areas: "North" }, "areas"],
    ["areas with a number", { user: "n", name: "N", role: "user", areas: ["North", 7] }, "areas"],
    ["no areas", { user: "n", name: "N", role: "user" }, "areas"],
    [
      "an administrator of one area",
      { user: "n", name: "N", role: "administrator", areas: ["North"] },
      "areas",
    ],
  ])("%s is refused, and nobody is made", async (_, body, field) => {
    const ada = await administrator();
    const answer = await ada.request("POST", "/api/v1/users", body);
    expect(await answer.json()).toMatchObject({ error: { code: "request.invalid", details: { field } } });
    expect(await server.town.store.people.list(0)).toHaveLength(1);
  });
});

describe("roles", () => {
  it("an administrator gives a role more or less, and it holds from the next request", async () => {
    const ada = await administrator();
    await addPerson(server, server.town, { user: "nora", role: "user", password: PASSWORD });
    const nora = await signIn("nora");
    const change = (permissions: object) => ada.code("PUT", "/api/v1/roles/user", { permissions });
    expect(await change({ ...ROLE_PRESETS.user, "data-access": "none" })).toBe(200);
    expect(await nora.code("GET", "/api/v1/points")).toBe("access.denied");
    const { roles } = await ada.json<{ roles: WireRole[] }>("GET", "/api/v1/roles");
    expect(
      roles.map(({ role, permissions, preset, isFixed }) => [
        role,
        permissions["data-access"],
        preset["data-access"],
        isFixed,
      ]),
    ).toEqual([
      ["user", "none", "read", false],
      ["superuser", "write", "write", false],
      ["administrator", "write", "write", true],
    ]);
  });

  it("access control stays the administrator's, and the administrator's rights stay whole", async () => {
    const ada = await administrator();
    const put = (role: string, permissions: object) =>
      ada.code("PUT", `/api/v1/roles/${role}`, { permissions });
    expect(await put("superuser", { ...ROLE_PRESETS.superuser, "access-control": "read" })).toBe(
      "role.access-control",
    );
    expect(await put("administrator", ROLE_PRESETS.user)).toBe("role.fixed");
    expect(await put("root", ROLE_PRESETS.user)).toBe("role.not-found");
    expect(await put("user", { "data-access": "read" })).toBe("request.invalid");
    expect(await put("user", { ...ROLE_PRESETS.user, "data-access": "all" })).toBe("request.invalid");
  });
});

describe("the audit log", () => {
  it("says who did what, when, from which address and browser, from what to what", async () => {
    const ada = await administrator();
    server.clock.nowMs += 1000;
    await ada.json("POST", "/api/v1/users", { user: "nora", name: "Nora", role: "user", areas: ["North"] });
    const { users } = await ada.json<{ users: WireUser[] }>("GET", "/api/v1/users");
    const nora = users.find(({ user }) => user === "nora");
    await ada.json("PATCH", `/api/v1/users/${nora?.id}`, { areas: "all" });
    const { entries } = await auditOf(ada);
    expect(entries.map(({ event }) => event).slice(0, 4)).toEqual([
      "person.changed",
      "invitation.created",
      "person.created",
      "session.started",
    ]);
    expect(entries[0]).toMatchObject({
      atMs: server.clock.nowMs,
      by: { id: "id-ada", name: "Name of ada" },
      address: "127.0.0.1",
      computer: "Firefox 128 on Linux",
      target: { kind: "person", id: nora?.id, name: "Nora" },
      before: { areas: ["North"] },
      after: { areas: "all" },
    });
    const chain = await ada.json<WireAuditChain>("GET", "/api/v1/audit/chain");
    expect(chain).toMatchObject({ isWhole: true, entries: entries[0]?.seq, head: entries[0]?.hash });
  });

  it("notes wrong passwords for people there are, and not what is typed for names nobody has", async () => {
    const ada = await administrator();
    await open({ address: "192.0.2.9" }).code("POST", "/api/v1/session", {
      user: "ada",
      password: "wrong password!",
    });
    await open().code("POST", "/api/v1/session", { user: PASSWORD, password: "" });
    const { entries } = await auditOf(ada);
    expect(entries[0]).toMatchObject({
      event: "session.refused",
      address: "192.0.2.9",
      target: { id: "id-ada" },
    });
    const text = JSON.stringify(entries);
    expect(entries.filter(({ event }) => event === "session.refused")).toHaveLength(1);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain("wrong password!");
  });

  it("is asked for a period, page by page", async () => {
    const ada = await administrator();
    const from = server.clock.nowMs + DAY;
    server.clock.nowMs = from;
    for (const name of ["A", "B", "C"]) await ada.json("PATCH", "/api/v1/users/id-ada", { name });
    server.clock.nowMs += DAY;
    await ada.json("PATCH", "/api/v1/users/id-ada", { name: "D" });
    const page = (query: string) =>
      ada.json<WireAudit>("GET", `/api/v1/audit?from=${from}&to=${from + 1}${query}`);
    const names = (audit: WireAudit) => audit.entries.map(({ after }) => (after as { name: string }).name);
    const first = await page("&limit=2");
    expect(names(first)).toEqual(["C", "B"]);
    const second = await page(`&limit=2&before=${first.nextBefore}`);
    expect(names(second)).toEqual(["A"]);
    expect(second).not.toHaveProperty("nextBefore");
    expect(await ada.code("GET", "/api/v1/audit?from=yesterday")).toBe("request.invalid");
  });

  it("holds no secret: no password, no token, no hash of one", async () => {
    const token = await setupToken();
    const ada = open();
    await ada.json("POST", "/api/v1/setup", { token, user: "ada", name: "Ada", password: PASSWORD });
    const made = await ada.json<WireNewUser>("POST", "/api/v1/users", {
      user: "n",
      name: "N",
      role: "user",
      areas: [],
    });
    await ada.code("PUT", "/api/v1/session/password", { current: PASSWORD, next: OTHER_PASSWORD });
    const text = JSON.stringify(await auditOf(ada));
    for (const secret of [token, made.invitation.token, PASSWORD, OTHER_PASSWORD, "argon2"])
      expect(text).not.toContain(secret);
  });
});

describe("several utilities", () => {
  it("sign-in asks which one, and a wrong one is answered like a wrong password", async () => {
    const both = await openPeopleServer();
    try {
      await addPerson(both, both.town, { user: "nora", role: "user", password: PASSWORD });
      await addPerson(both, both.elsewhere, { user: "nora", role: "superuser", password: OTHER_PASSWORD });
      const browser = new TestBrowser(both.app.request);
      const code = (body: object) => browser.code("POST", "/api/v1/session", { user: "nora", ...body });
      expect(await browser.json("GET", "/api/v1/session")).toMatchObject({ asksUtility: true });
      expect(await code({ password: PASSWORD })).toBe("session.utility-needed");
      expect(await code({ password: PASSWORD, utility: "nowhere" })).toBe("session.wrong-credentials");
      expect(await code({ password: PASSWORD, utility: "elsewhere" })).toBe("session.wrong-credentials");
      expect(
        await browser.json("POST", "/api/v1/session", {
          user: "nora",
          password: OTHER_PASSWORD,
          utility: "elsewhere",
        }),
      ).toMatchObject({
        utility: { id: "elsewhere" },
        role: "superuser",
      });
    } finally {
      await both.close();
    }
  });
});

describe("the demonstration", () => {
  it("signs its three people in by a click, and they have no password to guess", async () => {
    const demo = await openPeopleServer({ isDemo: true, utilities: 1 });
    try {
      const { createDemoPeople } = await import("../../server/auth/demo-people.ts");
      await createDemoPeople(demo.town.store, demo.clock.nowMs);
      await createDemoPeople(demo.town.store, demo.clock.nowMs);
      const browser = new TestBrowser(demo.app.request);
      const { demoPeople } = await browser.json<WireSession & { signedIn: false }>("GET", "/api/v1/session");
      expect(demoPeople.map(({ person, role }) => [person, role])).toEqual([
        ["reader", "user"],
        ["office", "superuser"],
        ["admin", "administrator"],
      ]);
      for (const { person, role } of demoPeople)
        expect(await browser.json("POST", "/api/v1/demo-session", { person })).toMatchObject({ role });
      expect(await browser.code("POST", "/api/v1/demo-session", { person: "root" })).toBe("person.not-found");
      expect(await browser.code("POST", "/api/v1/session", { user: "admin", password: "" })).toBe(
        "session.wrong-credentials",
      );
    } finally {
      await demo.close();
    }
  });

  it("is nowhere else: an ordinary server has no such door", async () => {
    await addPerson(server, server.town, { user: "reader", role: "user" });
    expect(await open().code("POST", "/api/v1/demo-session", { person: "reader" })).toBe("route.not-found");
  });
});

describe("a server that lets everybody in", () => {
  it("does everything for nobody, in its first utility, and says that it asks for no sign-in", async () => {
    const lax = await openPeopleServer({ access: "open" });
    try {
      const browser = new TestBrowser(lax.app.request);
      expect(await browser.code("GET", "/api/v1/points")).toBe(200);
      expect(await browser.json("GET", "/api/v1/session")).toMatchObject({
        signedIn: false,
        isEnforced: false,
      });
      expect(await browser.code("GET", "/api/v1/sessions")).toBe("session.needed");
    } finally {
      await lax.close();
    }
  });
});
