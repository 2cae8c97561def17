import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessGuard } from "../../server/access-guard.ts";
import { JOB_ACCESS, ROUTE_ACCESS } from "../../server/auth/access-table.ts";
import { HttpError } from "../../server/http-error.ts";
import type { Utility } from "../../server/utilities.ts";
import { allows, ROLE_PRESETS } from "../../shared/model/permission.ts";
import { ROOM_RULES } from "../../shared/rooms/room-rules.ts";
import {
  addPerson,
  addPoint,
  hear,
  openPeopleServer,
  type PeopleServer,
  T0,
} from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import { TestBrowser } from "../support/test-browser.ts";

/**
 * Every route × everybody, written out by hand: N nobody, G a gateway's token, U user, S superuser,
 * A administrator. A letter stands for being let in; what the route then answers is its own matter.
 */
const MATRIX = `
GET    /health                          N G U S A
POST   /ingest/v1/telegrams             - G - - -
PUT    /ingest/v1/weather               - - - - -
GET    /api/v1/machine-tokens           - - - - A
POST   /api/v1/machine-tokens           - - - - A
DELETE /api/v1/machine-tokens/:id       - - - - A
GET    /api/v1/session                  N G U S A
POST   /api/v1/session                  N G U S A
DELETE /api/v1/session                  N G U S A
PUT    /api/v1/session/password         - - U S A
GET    /api/v1/sessions                 - - U S A
DELETE /api/v1/sessions                 - - U S A
POST   /api/v1/demo-session             N G U S A
POST   /api/v1/setup                    N G U S A
POST   /api/v1/invitation               N G U S A
POST   /api/v1/invitation/look          N G U S A
GET    /api/v1/blocks                   - - U S A
GET    /api/v1/changes                  - - U S A
GET    /api/v1/heard                    - - U S A
GET    /api/v1/latest                   - - U S A
GET    /maps/*                         - - U S A
GET    /api/v1/map                      - - U S A
PUT    /api/v1/map                      - - - S A
GET    /api/v1/shards                   - - U S A
GET    /api/v1/shards/points            - - U S A
GET    /api/v1/points                   - - U S A
POST   /api/v1/points                   - - - S A
GET    /api/v1/points/:id               - - U S A
GET    /api/v1/points/:id/blocks        - - U S A
GET    /api/v1/points/:id/blocks/:meter/:month - - U S A
GET    /api/v1/points/:id/consumption   - - U S A
GET    /api/v1/points/:id/proof      - - U S A
GET    /api/v1/points/:id/readings      - - U S A
GET    /api/v1/points/:id/registers     - - U S A
GET    /api/v1/points/:id/series        - - U S A
GET    /api/v1/custom-fields            - - U S A
PUT    /api/v1/custom-fields            - - - S A
GET    /api/v1/custom-fields/:id/values - - U S A
GET    /api/v1/weather                  - - U S A
PUT    /api/v1/weather                  - - - S A
GET    /api/v1/live                     - - U S A
GET    /api/v1/live/trends              - - U S A
GET    /api/v1/paths                    - - U S A
PUT    /api/v1/paths/:id                - - - S A
DELETE /api/v1/paths/:id                - - - S A
GET    /api/v1/paths/:id/profile        - - U S A
GET    /api/v1/telegrams/:seq           - - U S A
POST   /api/v1/report-runs              - - U S A
GET    /api/v1/saved-reports            - - U S A
PUT    /api/v1/saved-reports/:id        - - - S A
DELETE /api/v1/saved-reports/:id        - - - S A
GET    /api/v1/signing-key              - - U S A
POST   /api/v1/points/:id/customer-report - - U S A
POST   /api/v1/points/:id/customer-mail - - - S A
GET    /api/v1/mail-settings            - - - S A
PUT    /api/v1/mail-settings            - - - S A
POST   /api/v1/mail-settings/test       - - - S A
GET    /sync                            - - U S A
GET    /api/v1/rooms                    - - U S A
GET    /api/v1/rooms/:room/snapshot     - - U S A
GET    /api/v1/last-import              - - U S A
GET    /api/v1/conflicts                - - U S A
POST   /api/v1/conflicts/settled        - - - S A
POST   /api/v1/hearings                 - - U S A
GET    /api/v1/readers                  - - U S A
GET    /api/v1/rounds                   - - U S A
POST   /api/v1/rounds                   - - - S A
GET    /api/v1/orders                   - - U S A
POST   /api/v1/orders                   - - - S A
DELETE /api/v1/orders/:id               - - - S A
POST   /api/v1/orders/:id/events        - - U S A
POST   /api/v1/visits                   - - U S A
PUT    /api/v1/points/:id/photos/:hash  - - U S A
GET    /api/v1/points/:id/photos/:hash  - - U S A
GET    /api/v1/points/:id/visits        - - U S A
GET    /api/v1/rounds/:id/expected      - - U S A
GET    /api/v1/spare-meters             - - U S A
GET    /api/v1/firmware                 - - U S A
PUT    /api/v1/firmware-rules           - - - S A
GET    /api/v1/stock                    - - U S A
POST   /api/v1/stock                    - - - S A
PUT    /api/v1/stock/:meter             - - - S A
DELETE /api/v1/stock/:meter             - - - S A
GET    /api/v1/phones                   - - - S A
POST   /api/v1/phones                   - - U S A
DELETE /api/v1/phones/:id               - - - S A
POST   /api/v1/phones/:id/lease         - - U S A
GET    /api/v1/review                   - - U S A
GET    /api/v1/review/:id               - - U S A
POST   /api/v1/review/:id/decision      - - - S A
GET    /api/v1/points/:id/edits         - - U S A
POST   /api/v1/points/:id/edits         - - - S A
DELETE /api/v1/edits/:id                - - - S A
GET    /api/v1/period-lock              - - U S A
PUT    /api/v1/period-lock              - - - S A
GET    /api/v1/retention                - - - S A
PUT    /api/v1/retention                - - - - A
POST   /api/v1/retention/preview        - - - S A
GET    /api/v1/redecoding               - - - S A
POST   /api/v1/redecoding/preview       - - - S A
POST   /api/v1/redecoding               - - - - A
DELETE /api/v1/redecoding               - - - - A
POST   /api/v1/replay/telegrams         - - - S A
POST   /api/v1/replay/rounds/:id        - - - S A
GET    /api/v1/removed-points           - - - S A
POST   /api/v1/removed-points/preview   - - - S A
POST   /api/v1/removed-points/erase     - - - - A
POST   /api/v1/holds                    - - - S A
DELETE /api/v1/holds/:id                - - - S A
GET    /api/v1/users                    - - - - A
POST   /api/v1/users                    - - - - A
PATCH  /api/v1/users/:id                - - - - A
DELETE /api/v1/users/:id                - - - - A
POST   /api/v1/users/:id/invitation     - - - - A
DELETE /api/v1/users/:id/sessions       - - - - A
GET    /api/v1/roles                    - - - - A
PUT    /api/v1/roles/:role              - - - - A
GET    /api/v1/audit                    - - - - A
GET    /api/v1/audit/chain              - - - - A
`;

const EVERYBODY = ["N", "G", "U", "S", "A"] as const;
type Who = (typeof EVERYBODY)[number];

const rows = MATRIX.trim()
  .split("\n")
  .map((line) => {
    const [method = "", path = "", ...letters] = line.split(/\s+/);
    return { method, path, letIn: letters.filter((letter) => letter !== "-") };
  });

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

const PEOPLE = { U: "user", S: "superuser", A: "administrator" } as const;

let server: PeopleServer;
let frame = 0;
let gatewayToken = "";
beforeAll(async () => {
  server = await openPeopleServer({ isDemo: true });
  for (const role of Object.values(PEOPLE)) await addPerson(server, server.town, { user: role, role });
  await addPerson(server, server.elsewhere, { user: "stranger", role: "administrator" });
  await addPoint(server.town, { id: "p1", area: "North", address: "Secret Street 1", serial: "80000001" });
  frame = await hear(server.town, "80000001", T0 + 1000);
  await hear(server.town, "80000099", T0 + 2000);
  for (const { id } of server.deps.utilities.all()) {
    mkdirSync(join(server.dataFolder, id, "maps"));
    writeFileSync(join(server.dataFolder, id, "maps/world.txt"), `the map of ${id}`);
  }
  gatewayToken = await server.town.store.gateways.create("mast");
});
afterAll(() => server.close());

async function browserOf(who: Who): Promise<TestBrowser> {
  if (who === "N" || who === "G") return new TestBrowser(server.app.request);
  return signedIn(server.town, PEOPLE[who]);
}

async function signedIn(utility: Utility, user: string): Promise<TestBrowser> {
  return signedInBrowser(server, `id-${user}`, utility);
}

/** An address of this pattern that leads to something where there is something. */
const fill = (path: string): string =>
  path
    .replace("/maps/*", "/maps/world.txt")
    .replace("/users/:id", "/users/id-nobody")
    .replace(":id", "p1")
    .replace(":room", encodeURIComponent("town/North/points/1"))
    .replace(":meter", "KAM-80000001-34-04")
    .replace(":month", "2026-11")
    .replace(":seq", `${frame}`)
    .replace(":role", "nobody");

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
  const headers: Record<string, string> = who === "G" ? { authorization: `Bearer ${gatewayToken}` } : {};
  const answer = await browser.request(method, fill(path), body, headers);
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
    expect(rows.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      Object.keys(ROUTE_ACCESS)
        .filter((route) => route !== "GET /*")
        .sort(),
    );
  });

  it.each(rows)("$method $path lets in exactly whom it should", async ({ method, path, letIn }) => {
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
      authorization: `Bearer ${gatewayToken}`,
    });
    expect(points.status).toBe(401);
    const administrator = await signedIn(server.town, "administrator");
    expect(await administrator.code("POST", "/ingest/v1/telegrams", [])).toBe("gateway.wrong-token");
  });
});

describe("two utilities on one server", () => {
  const TRACES = [
    "Secret Street",
    "p1",
    "80000001",
    "80000099",
    "KAM",
    "Name of user",
    "id-user",
    "mast",
    "town",
  ];

  it.each(rows.filter(({ method }) => method === "GET"))(
    "$method $path shows the other utility's administrator nothing of the first",
    async ({ method, path }) => {
      const stranger = await signedIn(server.elsewhere, "stranger");
      if (path === "/api/v1/changes") return expect(await firstChange(stranger)).not.toContain("p1");
      const answer = await stranger.request(
        method,
        `${fill(path)}?at=${T0}&register=E1&registers=t1&step=day&since=0&from=${T0}&to=${T0 + 9e7}`,
      );
      const isOfOne = ["/points/", "/rooms/", "/rounds/", "/telegrams/", "/review/", "/paths/"].some((part) =>
        path.includes(part),
      );
      const isSocket = path === "/sync";
      expect(answer.status).toBe(isOfOne ? 404 : isSocket ? 400 : 200);
      const text = (await answer.text()).replaceAll(/"details":\{[^}]*\}/g, "");
      expect(TRACES.filter((trace) => text.includes(trace))).toEqual([]);
    },
  );

  it("a person of the first can be neither read, nor changed, nor signed out from the other", async () => {
    const stranger = await signedIn(server.elsewhere, "stranger");
    const before = await server.town.store.people.list(server.clock.nowMs);
    expect(await stranger.code("PATCH", "/api/v1/users/id-user", { role: "administrator" })).toBe(
      "person.not-found",
    );
    expect(await stranger.code("DELETE", "/api/v1/users/id-user")).toBe("person.not-found");
    expect(await stranger.code("POST", "/api/v1/users/id-user/invitation", {})).toBe("person.not-found");
    expect(await stranger.code("DELETE", "/api/v1/users/id-user/sessions")).toBe("person.not-found");
    expect(await server.town.store.people.list(server.clock.nowMs)).toEqual(before);
  });

  it("a role changed in one stays as it was in the other", async () => {
    const stranger = await signedIn(server.elsewhere, "stranger");
    const { roles } = await stranger.json<{ roles: { role: string; permissions: object }[] }>(
      "GET",
      "/api/v1/roles",
    );
    const permissions = { ...roles.find(({ role }) => role === "user")?.permissions, "data-access": "none" };
    await stranger.json("PUT", "/api/v1/roles/user", { permissions });
    expect((await server.town.store.roles.permissions("user"))["data-access"]).toBe("read");
    expect(await (await browserOf("U")).code("GET", "/api/v1/points")).toBe(200);
  });

  it("a session's token with the other utility's name in front opens nothing", async () => {
    const browser = await browserOf("A");
    const token = browser.cookies.get("rounds-session-8080") ?? "";
    browser.cookies.set("rounds-session-8080", token.replace("town.", "elsewhere."));
    expect(await browser.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("a gateway's telegrams reach its own utility only", async () => {
    const before = server.elsewhere.journal.lastSeq();
    const browser = new TestBrowser(server.app.request);
    const telegram = { rxAt: T0 + 5000, raw: "2C2D" };
    const answer = await browser.request("POST", "/ingest/v1/telegrams", [telegram], {
      authorization: `Bearer ${gatewayToken}`,
    });
    expect(answer.status).toBe(200);
    expect(server.elsewhere.journal.lastSeq()).toBe(before);
  });

  async function firstChange(browser: TestBrowser): Promise<string> {
    const answer = await browser.request("GET", "/api/v1/changes");
    const reader = answer.body?.getReader();
    await hear(server.town, "80000001", T0 + 3_600_000 * 30);
    server.town.changes.flush();
    const heard = reader?.read().then(({ value }) => new TextDecoder().decode(value));
    const silence = new Promise<string>((resolve) => setTimeout(() => resolve(""), 300));
    const text = await Promise.race([heard, silence]);
    await reader?.cancel();
    return text ?? "";
  }
});
