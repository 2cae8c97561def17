import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSession } from "../../server/auth/open-sessions.ts";
import type { WireIngestAnswer } from "../../shared/model/wire.ts";
import type { WireLease, WirePhone, WireRound, WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { TestBrowser } from "../support/test-browser.ts";

let server: PeopleServer;
let office: TestBrowser;
let anna: TestBrowser;
let bo: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "office", role: "superuser" });
  await addPerson(server, server.town, { user: "anna", role: "user" });
  await addPerson(server, server.town, { user: "bo", role: "user" });
  for (const id of ["p1", "p2", "p3"]) {
    await addPoint(server.town, {
      id,
      area: "North",
      address: `Street ${id}`,
      serial: `8000000${id.slice(1)}`,
    });
  }
  office = await signedIn("office");
  anna = await signedIn("anna");
  bo = await signedIn("bo");
});
afterAll(() => server.close());

async function signedIn(user: string): Promise<TestBrowser> {
  const browser = new TestBrowser((path, init, env) => server.app.request(path, init, env));
  const person = await server.town.store.people.find(`id-${user}`);
  if (!person) throw new Error(user);
  const by = { name: "test", address: "", computer: "" };
  const how = "test";
  const { token } = await startSession(
    server.town.store.sessions,
    { utility: "town", person, by, how },
    server.clock.nowMs,
  );
  browser.cookies.set("rounds-session-8080", token);
  return browser;
}

const makeRound = (pointIds: readonly string[], readerId?: string): Promise<WireRoundHead> =>
  office.json("POST", "/api/v1/rounds", { name: "Monday", pointIds, readerId });

const pairPhone = async (browser: TestBrowser): Promise<WirePhone> => {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const publicKey = Buffer.from(await crypto.subtle.exportKey("raw", pair.publicKey)).toString("base64");
  const body = { name: "Anna's phone", publicKey };
  return (await browser.json<{ phone: WirePhone }>("POST", "/api/v1/phones", body)).phone;
};

describe("a round", () => {
  it("is made from points, read by its reader, and counted once for every point", async () => {
    const made = await makeRound(["p1", "p2", "p2", "not-there"], "id-anna");
    expect(made).toMatchObject({ points: 2, read: 0 });
    const round = await anna.json<WireRound>("GET", `/api/v1/rounds/${made.id}`);
    expect(round.cards.map(({ pointId, address }) => [pointId, address])).toEqual([
      ["p1", "Street p1"],
      ["p2", "Street p2"],
    ]);
    const path = `/api/v1/rounds/${made.id}/reads`;
    const first = { reads: [{ pointId: "p1", atMs: T0 }] };
    expect(await anna.json("POST", path, first)).toEqual({ added: 1 });
    expect(await anna.json("POST", path, first)).toEqual({ added: 0 });
    expect(
      await bo.json("POST", path, {
        reads: [
          { pointId: "p1", atMs: T0 + 9 },
          { pointId: "x", atMs: 1 },
        ],
      }),
    ).toEqual({
      added: 0,
    });
    const after = await office.json<WireRound>("GET", `/api/v1/rounds/${made.id}`);
    expect(after).toMatchObject({ points: 2, read: 1, reads: [{ pointId: "p1", atMs: T0, by: "id-anna" }] });
  });

  it("is listed for its readers, and half of it can be given to another car", async () => {
    const made = await makeRound(["p1", "p2", "p3"], "id-anna");
    const listed = async (browser: TestBrowser) => {
      const { rounds } = await browser.json<{ rounds: WireRoundHead[] }>("GET", "/api/v1/rounds?mine=1");
      return rounds.some(({ id }) => id === made.id);
    };
    expect([await listed(anna), await listed(bo)]).toEqual([true, false]);
    const half = { pointIds: ["p2", "p3"], readerId: "id-bo" };
    expect(await office.json("PUT", `/api/v1/rounds/${made.id}/assigned`, half)).toEqual({ changed: 2 });
    expect([await listed(anna), await listed(bo)]).toEqual([true, true]);
    await office.request("PATCH", `/api/v1/rounds/${made.id}`, { state: "closed" });
    expect([await listed(anna), await listed(bo)]).toEqual([false, false]);
  });

  it("is refused without points, without a name and for a reader who is not there", async () => {
    expect(await office.code("POST", "/api/v1/rounds", { name: "Empty", pointIds: [] })).toBe(
      "request.invalid",
    );
    expect(await office.code("POST", "/api/v1/rounds", { pointIds: ["p1"] })).toBe("request.invalid");
    expect(
      await office.code("POST", "/api/v1/rounds", { name: "X", pointIds: ["p1"], readerId: "nobody" }),
    ).toBe("person.not-found");
    expect(await office.code("GET", "/api/v1/rounds/nothing")).toBe("round.not-found");
  });
});

describe("a phone", () => {
  it("gets the keys of its reader's own open rounds, until it is revoked", async () => {
    await server.town.points.saveKeys(
      server.town.points
        .rows()
        .flatMap(({ meter }) => (meter ? [{ meter: meter.key as never, key: new Uint8Array(16) }] : [])),
    );
    const fresh = await makeRound(["p3"], "id-bo");
    const phone = await pairPhone(bo);
    const lease = await bo.json<WireLease>("POST", `/api/v1/phones/${phone.id}/lease`);
    expect(lease).toMatchObject({ phoneId: phone.id, keys: 1 });
    expect(lease.expiresAtMs).toBeGreaterThan(server.clock.nowMs);
    expect(await anna.code("POST", `/api/v1/phones/${phone.id}/lease`)).toBe("phone.not-found");
    expect(await office.code("DELETE", `/api/v1/phones/${phone.id}`)).toBe(204);
    expect(await bo.code("POST", `/api/v1/phones/${phone.id}/lease`)).toBe("phone.revoked");
    await office.request("PATCH", `/api/v1/rounds/${fresh.id}`, { state: "closed" });
  });

  it("hands over what it heard, once, under its own name, even after it was revoked", async () => {
    const phone = await pairPhone(anna);
    await office.request("DELETE", `/api/v1/phones/${phone.id}`);
    const frames = [{ rxAt: T0 + 5, raw: "2C446850270320", rssiDbm: -71, gatewayId: "a mast" }];
    const path = `/api/v1/hearings?phone=${phone.id}`;
    expect(await anna.json<WireIngestAnswer>("POST", path, frames)).toMatchObject({
      accepted: 1,
      duplicates: 0,
    });
    expect(await anna.json<WireIngestAnswer>("POST", path, frames)).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    const entry = await server.town.journal.find(server.town.journal.lastSeq());
    expect(entry?.receiver).toBe(`Anna's phone (${phone.id.slice(0, 8)})`);
    expect(await anna.code("POST", "/api/v1/hearings", frames)).toBe("request.invalid");
  });
});
