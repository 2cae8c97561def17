import { describe, expect, it } from "vitest";
import { ROLE_PRESETS } from "../../shared/model/permission.ts";
import type {
  WireInvitationView,
  WireOwnSession,
  WireSession,
  WireSetup,
} from "../../shared/model/wire-people.ts";
import { addPerson, openPeopleServer, PASSWORD } from "../support/people-server.ts";
import { TestBrowser } from "../support/test-browser.ts";
import { useTownOffice } from "../support/town-office.ts";

const DAY = 86_400_000;
const OTHER_PASSWORD = "lamp posts sing at noon";
const { open, server, setupToken, signIn } = useTownOffice();

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
    server().clock.nowMs += DAY;
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
    expect(await server().town.store.people.list(0)).toHaveLength(1);
  });
});

describe("a session", () => {
  it("says who one is, and is gone after signing out", async () => {
    await addPerson(server(), server().town, {
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
    await addPerson(server(), server().town, { user: "nora", role: "user", password: PASSWORD });
    const browser = await signIn("nora");
    for (let n = 0; n < 4; n++) {
      server().clock.nowMs += 29 * DAY;
      expect(await browser.code("GET", "/api/v1/points")).toBe(200);
    }
    server().clock.nowMs += 30 * DAY;
    expect(await browser.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("is kept as a hash only: the database holds no token", async () => {
    await addPerson(server(), server().town, { user: "nora", role: "user", password: PASSWORD });
    const browser = await signIn("nora");
    const token = browser.cookies.get("rounds-session-8080") ?? "";
    const [session] = await server().town.store.sessions.listOf("id-nora", server().clock.nowMs);
    const { createHash } = await import("node:crypto");
    expect(Buffer.from(session?.id ?? []).toString("hex")).toBe(
      createHash("sha256").update(token).digest("hex"),
    );
  });

  it("signing out everywhere ends the others too", async () => {
    await addPerson(server(), server().town, { user: "nora", role: "user", password: PASSWORD });
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
    await addPerson(server(), server().town, { user: "nora", role: "user", password: PASSWORD });
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
    await addPerson(server(), server().town, { user: "reader", role: "user" });
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
