import { describe, expect, it } from "vitest";
import { ROLE_PRESETS } from "../../shared/model/permission.ts";
import type {
  WireAcceptance,
  WireLink,
  WireNewUser,
  WireRole,
  WireUser,
} from "../../shared/model/wire-people.ts";
import { addPerson, PASSWORD } from "../support/people-server.ts";
import { useTownOffice } from "../support/town-office.ts";

const OTHER_PASSWORD = "lamp posts sing at noon";
const { administrator, open, server, signIn } = useTownOffice();

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
    await addPerson(server(), server().town, { user: "nora", role: "user", password: PASSWORD });
    const before = await signIn("nora");
    const { token } = await ada.json<WireLink>("POST", "/api/v1/users/id-nora/invitation", {});
    expect(await before.code("GET", "/api/v1/points")).toBe(200);
    const acceptance: WireAcceptance = { token, password: OTHER_PASSWORD };
    expect(await open().code("POST", "/api/v1/invitation", acceptance)).toBe(200);
    expect(await before.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("a change of role, areas or activity holds from the next request", async () => {
    const ada = await administrator();
    await addPerson(server(), server().town, { user: "nora", role: "administrator", password: PASSWORD });
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
      { user: "ada", hasPassword: true, sessions: 1, lastSeenAtMs: server().clock.nowMs },
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
    expect(await server().town.store.people.list(0)).toHaveLength(1);
  });
});

describe("roles", () => {
  it("an administrator gives a role more or less, and it holds from the next request", async () => {
    const ada = await administrator();
    await addPerson(server(), server().town, { user: "nora", role: "user", password: PASSWORD });
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
