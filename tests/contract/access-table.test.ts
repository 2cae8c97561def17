import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessGuard } from "../../server/access-guard.ts";
import { JOB_ACCESS, ROUTE_ACCESS } from "../../server/auth/access-table.ts";
import { HttpError } from "../../server/http-error.ts";
import type { Utility } from "../../server/utilities.ts";
import { allows, ROLE_PRESETS } from "../../shared/model/permission.ts";
import { ROOM_RULES } from "../../shared/rooms/room-rules.ts";
import { accessRows, EVERYBODY, type Who } from "../support/access-matrix.ts";
import { type AccessServer, fillPath, openAccessServer, PEOPLE } from "../support/access-server.ts";
import type { PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import { TestBrowser } from "../support/test-browser.ts";

/** Opening a room, and writing each of its parts, by the presets. A round's own readers write `read` and `notes` too. */
const ROOMS = `
points            U S A
points/base       - - -
points/edits      - S A
comments          U S A
comments/comments - S A
groups            U S A
groups/groups     - S A
members           U S A
members/members   - S A
round             U S A
round/round       - S A
round/readers     - S A
round/cards       - S A
round/assigned    - S A
round/read        - S A
round/notes       - S A
settings          U S A
settings/settings - S A
`;

const rooms = ROOMS.trim()
  .split("\n")
  .map((line) => {
    const [room = "", ...letters] = line.split(/\s+/);
    const [kind = "", part] = room.split("/");
    return { room, kind, part, letIn: letters.filter((letter) => letter !== "-") };
  });
const isRoomKind = (kind: string): kind is keyof typeof ROOM_RULES => Object.hasOwn(ROOM_RULES, kind);

let opened: AccessServer;
let server: PeopleServer;
beforeAll(async () => {
  opened = await openAccessServer();
  server = opened.server;
});
afterAll(() => server.close());

async function browserOf(who: Who): Promise<TestBrowser> {
  if (who === "N" || who === "G") return new TestBrowser(server.app.request);
  return signedIn(server.town, PEOPLE[who]);
}

async function signedIn(utility: Utility, user: string): Promise<TestBrowser> {
  return signedInBrowser(server, `id-${user}`, utility);
}

/** Refusals of the guard; a route's own refusals are others. */
const GUARDS = [
  "session.needed",
  "access.denied",
  "access.undeclared",
  "gateway.wrong-token",
  "machine-token.wrong",
  "route.not-found",
];

async function isLetIn(who: Who, method: string, path: string): Promise<boolean> {
  const browser = await browserOf(who);
  const body = method === "GET" || method === "DELETE" ? undefined : {};
  const headers: Record<string, string> =
    who === "G" ? { authorization: `Bearer ${opened.gatewayToken}` } : {};
  const answer = await browser.request(method, fillPath(path, opened.frame), body, headers);
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    await answer.body?.cancel();
    return true;
  }
  if (answer.ok) return true;
  const { error } = (await answer.json()) as { error: { code: string } };
  const isOwnAnswer = path.includes("/session/password") && error.code === "session.needed";
  return !(GUARDS.includes(error.code) || isOwnAnswer);
}

describe("the access table", () => {
  it("names every route of the server, and no route that is not there", () => {
    const registered = server.app.routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => route !== "ALL /*");
    expect([...new Set(registered)].sort()).toEqual(
      Object.keys(ROUTE_ACCESS)
        .filter((route) => route !== "GET /*")
        .sort(),
    );
  });

  it("is written out here by hand, line by line", () => {
    expect(accessRows.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      Object.keys(ROUTE_ACCESS)
        .filter((route) => route !== "GET /*")
        .sort(),
    );
  });

  it.each(accessRows)("$method $path lets in exactly whom it should", async ({ method, path, letIn }) => {
    const found: string[] = [];
    for (const who of EVERYBODY) if (await isLetIn(who, method, path)) found.push(who);
    expect(found).toEqual(letIn);
  });

  it.each(rooms)("rooms: $room lets in exactly whom it should", ({ kind, part, letIn }) => {
    const rule = isRoomKind(kind) ? ROOM_RULES[kind] : undefined;
    const need = part === undefined ? rule?.reads : rule?.parts[part]?.needs;
    if (need === undefined) throw new Error(`${kind} ${part} is not there`);
    const roles = Object.entries(PEOPLE).filter(
      ([, role]) => need !== "server" && allows(ROLE_PRESETS[role], need),
    );
    expect(roles.map(([letter]) => letter)).toEqual(letIn);
  });

  it("names every kind of room and every part of one, and the list here does too", () => {
    const declared = Object.entries(ROOM_RULES).flatMap(([kind, { parts }]) => [
      kind,
      ...Object.keys(parts).map((part) => `${kind}/${part}`),
    ]);
    expect(rooms.map(({ room }) => room).sort()).toEqual(declared.sort());
  });

  it("names jobs with what starting them needs", () => {
    for (const need of Object.values(JOB_ACCESS)) expect(need.right).toBe("write");
  });
});

describe("the guard", () => {
  /** The server's guard before a route that nobody put into the table. */
  function appWithUndeclared(register: (app: Hono) => void): Hono {
    const app = new Hono();
    app.onError((error) =>
      error instanceof HttpError
        ? Response.json({ error: { code: error.code } }, { status: 400 })
        : new Response(),
    );
    app.use(accessGuard(server.deps));
    register(app);
    return app;
  }

  it.each([
    ["a route", (app: Hono) => app.get("/api/v1/forgotten", (c) => c.text("secret"))],
    ["a route for every method", (app: Hono) => app.all("/api/v1/forgotten", (c) => c.text("secret"))],
    ["a route by pattern", (app: Hono) => app.get("/api/:rest{.+}", (c) => c.text("secret"))],
    [
      "a middleware of a path",
      (app: Hono) => app.use("/api/v1/forgotten", (c) => Promise.resolve(c.text("secret"))),
    ],
  ])("refuses %s that is not in the table to everybody, and says so in the log", async (_, register) => {
    const app = appWithUndeclared(register);
    const administrator = await signedIn(server.town, "administrator");
    const session = administrator.cookies.get("rounds-session-8080") ?? "";
    const headers = { host: "localhost:8080", cookie: `rounds-session-8080=${session}` };
    const answer = await app.request("/api/v1/forgotten", { headers });
    expect(await answer.json()).toEqual({ error: { code: "access.undeclared" } });
    expect(await (await app.request("/api/v1/forgotten")).json()).toEqual({
      error: { code: "session.needed" },
    });
    expect(server.reported.at(-1)).toContain("is not in the access table");
  });

  it("takes no other spelling of a path than the router does", async () => {
    const nobody = new TestBrowser(server.app.request);
    for (const path of [
      "/api/v1/points/",
      "//api/v1/points",
      "/api/v1/%70oints",
      "/API/v1/points",
      "/api/v1/points%2F",
    ]) {
      const answer = await nobody.request("GET", path);
      expect([401, 404]).toContain(answer.status);
    }
    const head = await nobody.request("HEAD", "/api/v1/points");
    expect(head.status).toBe(401);
  });

  it("a gateway's token opens nothing but its own door, and a session does not open that one", async () => {
    const browser = new TestBrowser(server.app.request);
    const points = await browser.request("GET", "/api/v1/points", undefined, {
      authorization: `Bearer ${opened.gatewayToken}`,
    });
    expect(points.status).toBe(401);
    const administrator = await signedIn(server.town, "administrator");
    expect(await administrator.code("POST", "/ingest/v1/telegrams", [])).toBe("gateway.wrong-token");
  });
});
