import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyUpdate, Doc } from "yjs";
import type { WireIngestAnswer } from "../../shared/model/wire.ts";
import type { WireLease, WirePhone, WireRoundHead, WireRounds } from "../../shared/model/wire-rounds.ts";
import { assignedOf, cardsOf, markRead, readersOf, roundOf } from "../../shared/rooms/round-room.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

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
  return signedInBrowser(server, `id-${user}`);
}

const makeRound = (pointIds: readonly string[], readerIds: readonly string[] = []): Promise<WireRoundHead> =>
  office.json("POST", "/api/v1/rounds", { name: "Monday", pointIds, readerIds });

/** Says something in a round's room, through the relay's one commit. */
async function sayIn(head: WireRoundHead, run: (doc: Doc) => void): Promise<void> {
  const name = server.town.rooms.nameOf(head.room);
  if (!name) throw new Error(head.room);
  const by = { name: "test", address: "", computer: "" };
  await server.town.rooms.edit({ by, rooms: [{ name, run }] });
}

const headOf = async (id: string): Promise<WireRoundHead | undefined> =>
  (await office.json<WireRounds>("GET", "/api/v1/rounds")).rounds.find((one) => one.id === id);

/** The room as a phone receives it. */
async function received(browser: TestBrowser, { room }: WireRoundHead): Promise<Doc> {
  const answer = await browser.request("GET", `/api/v1/rooms/${encodeURIComponent(room)}/snapshot`);
  expect(answer.status).toBe(200);
  const doc = new Doc();
  applyUpdate(doc, new Uint8Array(await answer.arrayBuffer()));
  return doc;
}

const pairPhone = async (browser: TestBrowser): Promise<WirePhone> => {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const publicKey = Buffer.from(await crypto.subtle.exportKey("raw", pair.publicKey)).toString("base64");
  const body = { name: "Anna's phone", publicKey };
  return (await browser.json<{ phone: WirePhone }>("POST", "/api/v1/phones", body)).phone;
};

describe("a round", () => {
  it("is made from points, received with its cards, and counted once for every point", async () => {
    const made = await makeRound(["p1", "p2", "p2", "not-there"], ["id-anna"]);
    expect(made).toMatchObject({ points: 2, read: 0, readers: [{ id: "id-anna", points: 2 }] });
    const doc = await received(anna, made);
    expect(roundOf(doc).toJSON()).toEqual({
      name: "Monday",
      state: "open",
      createdAtMs: server.clock.nowMs,
      dueAtMs: null,
      groupId: null,
    });
    const cards = [...cardsOf(doc).entries()].map(([id, card]) => [id, Reflect.get(Object(card), "address")]);
    expect(cards.sort()).toEqual([
      ["p1", "Street p1"],
      ["p2", "Street p2"],
    ]);
    await sayIn(made, (room) => markRead(room, { pointId: "p1", by: "id-anna" }, { atMs: T0, via: "radio" }));
    await sayIn(made, (room) =>
      markRead(room, { pointId: "p1", by: "id-bo" }, { atMs: T0 + 9, via: "radio" }),
    );
    expect(await headOf(made.id)).toMatchObject({ points: 2, read: 1 });
    expect(await server.town.store.rounds.reads(made.id)).toEqual([
      { pointId: "p1", personId: "id-anna", atMs: T0 },
      { pointId: "p1", personId: "id-bo", atMs: T0 + 9 },
    ]);
  });

  it("is listed for its readers, and half of it can be given to another car", async () => {
    const made = await makeRound(["p1", "p2", "p3"], ["id-anna"]);
    const isListed = async (browser: TestBrowser) => {
      const { rounds } = await browser.json<WireRounds>("GET", "/api/v1/rounds?mine=1");
      return rounds.some(({ id }) => id === made.id);
    };
    expect([await isListed(anna), await isListed(bo)]).toEqual([true, false]);
    await sayIn(made, (doc) => {
      readersOf(doc).set("id-bo", { name: "Bo", car: "2" });
      for (const id of ["p2", "p3"]) assignedOf(doc).set(id, "id-bo");
    });
    expect([await isListed(anna), await isListed(bo)]).toEqual([true, true]);
    expect((await headOf(made.id))?.readers).toMatchObject([
      { id: "id-bo", car: "2", points: 2, read: 0 },
      { id: "id-anna", points: 1, read: 0 },
    ]);
    await sayIn(made, (doc) => roundOf(doc).set("state", "closed"));
    expect([await isListed(anna), await isListed(bo)]).toEqual([false, false]);
  });

  it("made for two is shared out, each a run of streets", async () => {
    const made = await makeRound(["p3", "p1", "p2"], ["id-anna", "id-bo"]);
    // Three streets of one point each: 1.5 is wanted, the nearest street ends are 1 and 2; the later one stands.
    expect(await server.town.store.rounds.points(made.id)).toEqual([
      { pointId: "p3", readerId: "id-anna" },
      { pointId: "p1", readerId: "id-anna" },
      { pointId: "p2", readerId: "id-bo" },
    ]);
    await sayIn(made, (doc) => roundOf(doc).set("state", "closed"));
  });

  it("is told to the audit log in numbers, not card by card", async () => {
    const made = await makeRound(["p1", "p2"], ["id-anna"]);
    const [entry] = await server.town.store.audit.list({
      fromMs: 0,
      toMs: Number.MAX_SAFE_INTEGER,
      beforeSeq: Number.MAX_SAFE_INTEGER,
      limit: 1,
    });
    expect(entry).toMatchObject({ event: "round.edited", target: { id: made.id } });
    expect(entry?.after).toMatchObject({
      "round/name": "Monday",
      "cards/count": 2,
      "assigned/id-anna": 2,
    });
  });

  it("is refused without points, without a name and for a reader who is not there", async () => {
    expect(await office.code("POST", "/api/v1/rounds", { name: "Empty", pointIds: [] })).toBe(
      "request.invalid",
    );
    expect(await office.code("POST", "/api/v1/rounds", { pointIds: ["p1"] })).toBe("request.invalid");
    expect(
      await office.code("POST", "/api/v1/rounds", { name: "X", pointIds: ["p1"], readerIds: ["nobody"] }),
    ).toBe("person.not-found");
  });
});

describe("a phone", () => {
  it("gets the keys of its reader's own open rounds, until it is revoked", async () => {
    await server.town.points.saveKeys(
      server.town.points
        .rows()
        .flatMap(({ meter }) => (meter ? [{ meter: meter.key as never, key: new Uint8Array(16) }] : [])),
    );
    const fresh = await makeRound(["p3"], ["id-bo"]);
    const phone = await pairPhone(bo);
    const lease = await bo.json<WireLease>("POST", `/api/v1/phones/${phone.id}/lease`);
    expect(lease).toMatchObject({ phoneId: phone.id, keys: 1 });
    expect(lease.expiresAtMs).toBeGreaterThan(server.clock.nowMs);
    expect(await anna.code("POST", `/api/v1/phones/${phone.id}/lease`)).toBe("phone.not-found");
    expect(await office.code("DELETE", `/api/v1/phones/${phone.id}`)).toBe(204);
    expect(await bo.code("POST", `/api/v1/phones/${phone.id}/lease`)).toBe("phone.revoked");
    await sayIn(fresh, (doc) => roundOf(doc).set("state", "closed"));
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
