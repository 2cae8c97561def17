import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import { changePoint } from "../../server/sync/write-points.ts";
import type { WireReadings } from "../../shared/model/wire.ts";
import type { WireEdit } from "../../shared/model/wire-review.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import type { WireExpected, WireVisit } from "../../shared/model/wire-visits.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const DAY_MS = 86_400_000;
let server: PeopleServer;
let reader: TestBrowser;
let office: TestBrowser;
let south: TestBrowser;
let admin: TestBrowser;
let meter = "";

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "reader", role: "user" });
  await addPerson(server, server.town, { user: "office", role: "superuser" });
  await addPerson(server, server.town, { user: "south", role: "user", areas: ["South"] });
  await addPerson(server, server.town, { user: "admin", role: "administrator" });
  meter = await addPoint(server.town, { id: "p1", area: "North", address: "Street 1", serial: "80000001" });
  await addPoint(server.town, { id: "p2", area: "South", address: "Street 2", serial: "80000002" });
  [reader, office, south, admin] = [
    await signedIn("reader"),
    await signedIn("office"),
    await signedIn("south"),
    await signedIn("admin"),
  ];
  server.clock.nowMs = T0 + 12 * DAY_MS;
});
afterAll(() => server.close());

async function signedIn(user: string): Promise<TestBrowser> {
  return signedInBrowser(server, `id-${user}`);
}

const value = (text: string) => [{ register: "E1", value: text, unit: "kWh" }];
const visit = (id: string, more: object = {}) => ({
  id: `visit-${id}`,
  pointId: "p1",
  meter,
  atMs: T0 + 10 * DAY_MS,
  outcome: "read",
  values: value("5200"),
  doubts: [],
  note: "",
  ...more,
});
const visitsOf = async (browser: TestBrowser, id = "p1"): Promise<readonly WireVisit[]> =>
  (await browser.json<{ visits: readonly WireVisit[] }>("GET", `/api/v1/points/${id}/visits`)).visits;
const manualOf = async (id = "p1") =>
  (await office.json<WireReadings>("GET", `/api/v1/points/${id}/readings?limit=100`)).readings.filter(
    ({ source }) => source === "manual",
  );

const noteAccess = (id: string, accessNote: string) => {
  const by = { personId: "id-office", name: "Office", address: "", computer: "" };
  return changePoint(server.town.rooms, id, { fields: { accessNote }, by });
};

/** The smallest thing that begins as a JPEG does. */
const PHOTO = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const HASH = createHash("sha256").update(PHOTO).digest("hex");
const headersOf = (browser: TestBrowser) => ({
  cookie: [...browser.cookies].map(([name, one]) => `${name}=${one}`).join("; "),
  host: "localhost:8080",
  "sec-fetch-site": "same-origin",
});
const putPhoto = async (browser: TestBrowser, path: string, body: Uint8Array): Promise<number> => {
  const init = { method: "PUT", body: Uint8Array.from(body), headers: headersOf(browser) };
  return (await server.app.request(path, init)).status;
};

describe("a visit", () => {
  it("with values becomes one reading by hand, however often the phone sends it", async () => {
    expect(await reader.json("POST", "/api/v1/visits", visit("once"))).toEqual({ isNew: true });
    expect(await reader.json("POST", "/api/v1/visits", visit("once"))).toEqual({ isNew: false });
    const [reading, ...others] = await manualOf();
    expect(others).toEqual([]);
    expect(reading).toMatchObject({
      atMs: T0 + 10 * DAY_MS,
      values: value("5200"),
      marks: [],
      receiver: "Name of reader",
    });
    expect(await visitsOf(office)).toMatchObject([
      { id: "visit-once", by: "Name of reader", outcome: "read" },
    ]);
    // The list shows it as the latest.
    expect(server.town.points.find("p1")?.row.latest?.values[0]?.value).toBe("5200");
  });

  it("that cannot be true is kept, marked and put on the work list", async () => {
    const below = { atMs: T0 + 11 * DAY_MS, values: value("100"), doubts: ["below-last"] };
    expect(await reader.json("POST", "/api/v1/visits", visit("below", below))).toEqual({ isNew: true });
    const marked = (await manualOf()).find(({ atMs }) => atMs === below.atMs);
    expect(marked?.marks).toEqual(["implausible"]);
    const { findings } = await office.json<{ findings: readonly { pointId: string; atMs: number }[] }>(
      "GET",
      "/api/v1/review",
    );
    expect(findings.filter(({ atMs }) => atMs === below.atMs)).toHaveLength(1);
    expect((await visitsOf(office))[0]?.doubts).toEqual(["below-last"]);
  });

  it("that arrives late is held against what the meter said before and says now", async () => {
    // At p2 the meter is heard at 5024 on 2 November; the office notes 5300 on the 11th.
    const p2 = { pointId: "p2", meter: "KAM-80000002-34-04" };
    await office.json(
      "POST",
      "/api/v1/visits",
      visit("p2-now", { ...p2, values: value("5300"), atMs: T0 + 11 * DAY_MS }),
    );
    const late = { ...p2, atMs: T0 + 10 * DAY_MS };
    await reader.json("POST", "/api/v1/visits", visit("p2-above", { ...late, values: value("5301") }));
    await reader.json(
      "POST",
      "/api/v1/visits",
      visit("p2-below", { ...late, atMs: T0 + 9 * DAY_MS, values: value("5023") }),
    );
    await reader.json(
      "POST",
      "/api/v1/visits",
      visit("p2-right", { ...late, atMs: T0 + 8 * DAY_MS, values: value("5100") }),
    );
    const marks = (await manualOf("p2")).map(({ values, marks: found }) => [values[0]?.value, found]);
    expect(marks).toEqual([
      ["5300", []],
      ["5301", ["implausible"]],
      ["5023", ["implausible"]],
      ["5100", []],
    ]);
    expect(server.town.points.find("p2")?.row.latest?.values[0]?.value).toBe("5300");
  });

  it("does not say what no register can show, however sure somebody is", async () => {
    const said = visit("beyond", { values: value("99999999999"), doubts: ["far-above"] });
    expect(await reader.code("POST", "/api/v1/visits", said)).toBe("value.beyond-register");
    const finely = { pointId: "p2", meter: "KAM-80000002-34-04", atMs: T0 + 12 * DAY_MS };
    // Twelve days after 5024: 24 h × 5,265 kWh a day are 1.5 million; typed with a decimal it was held against nothing.
    const tooFast = visit("p2-fast", { ...finely, values: value("9000000.5"), doubts: ["far-above"] });
    await reader.json("POST", "/api/v1/visits", tooFast);
    const found = (await manualOf("p2")).find(({ atMs }) => atMs === finely.atMs);
    expect(found?.marks).toEqual(["implausible"]);
  });

  it("without a reading says why, with a photo that came before it", async () => {
    const dog = { outcome: "dog", values: [], note: "Ring first", photo: HASH, atMs: T0 + 11.5 * DAY_MS };
    expect(await reader.code("POST", "/api/v1/visits", visit("dog", dog))).toBe("visit.no-photo");
    const path = `/api/v1/points/p1/photos/${HASH}`;
    expect(await putPhoto(reader, path, PHOTO)).toBe(204);
    expect(await putPhoto(reader, path, PHOTO)).toBe(204);
    expect(await reader.json("POST", "/api/v1/visits", visit("dog", dog))).toEqual({ isNew: true });
    expect((await visitsOf(office))[0]).toMatchObject({ outcome: "dog", note: "Ring first", photo: HASH });
    expect(await manualOf()).toHaveLength(2);
    const answer = await server.app.request(path, { headers: headersOf(office) });
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PHOTO);
  });

  it("takes no picture that is none, or another than its address names", async () => {
    const other = Uint8Array.from([...PHOTO, 9]);
    expect(await putPhoto(reader, `/api/v1/points/p1/photos/${HASH}`, other)).toBe(400);
    const text = new TextEncoder().encode("<script>");
    const named = createHash("sha256").update(text).digest("hex");
    expect(await putPhoto(reader, `/api/v1/points/p1/photos/${named}`, text)).toBe(400);
  });

  it("typed wrongly is corrected beside what was typed, with a reason, and taken back again", async () => {
    const typed = { meter: "KAM-80000001-34-04", atMs: T0 + 10 * DAY_MS, source: "manual" };
    const wish = { ...typed, kind: "correct", reason: "Two digits were swapped", values: value("5020") };
    // The meter was heard at 5024 before: it is asked again.
    expect(await office.code("POST", "/api/v1/points/p1/edits", wish)).toBe("value.below-before");
    const right = { ...wish, isSure: true };
    const all = async () => {
      const { readings } = await office.json<WireReadings>("GET", "/api/v1/points/p1/readings?limit=200");
      return readings
        .filter(({ atMs }) => atMs === typed.atMs)
        .map(({ source, values, marks }) => [source, values[0]?.value, marks]);
    };
    const { edit } = await office.json<{ edit: WireEdit }>("POST", "/api/v1/points/p1/edits", right);
    expect(await all()).toEqual(
      expect.arrayContaining([
        ["manual", "5200", ["implausible"]],
        ["corrected", "5020", ["edited"]],
      ]),
    );
    // The list shows what holds.
    expect(server.town.points.find("p1")?.row.latest?.values[0]?.value).toBe("5020");
    // A second correction waits until the first is taken back; it is none of the correction itself either.
    expect(await office.code("POST", "/api/v1/points/p1/edits", right)).toBe("reading.by-hand");
    const again = { ...right, source: "corrected" };
    expect(await office.code("POST", "/api/v1/points/p1/edits", again)).toBe("reading.by-hand");
    await office.json("DELETE", `/api/v1/edits/${edit.id}`, { reason: "It was right" });
    expect(await all()).toEqual(
      expect.arrayContaining([
        ["manual", "5200", []],
        ["corrected", "5020", ["edited", "implausible"]],
      ]),
    );
    expect(await office.code("POST", "/api/v1/points/p1/edits", right)).toBe(200);
    const [newest] = (await office.json<{ edits: WireEdit[] }>("GET", "/api/v1/points/p1/edits")).edits;
    await office.json("DELETE", `/api/v1/edits/${newest?.id}`);
  });

  it("never writes over another reading by hand, and not into what was billed", async () => {
    const other = visit("other", { values: value("5300") });
    expect(await reader.code("POST", "/api/v1/visits", other)).toBe("reading.by-hand");
    const early = { atMs: T0 + 5 * DAY_MS, values: value("5100") };
    await admin.json("PUT", "/api/v1/period-lock", { lockedBeforeMs: T0 + 6 * DAY_MS });
    expect(await reader.code("POST", "/api/v1/visits", visit("early", early))).toBe("period.locked");
    // The bill's end was reckoned between the readings around the lock: none comes between them any more.
    const between = { atMs: T0 + 7 * DAY_MS, values: value("5150") };
    expect(await reader.code("POST", "/api/v1/visits", visit("between", between))).toBe("period.locked");
    expect(await manualOf()).toHaveLength(2);
  });

  it("is refused for a meter that did not hang there, from the future, and elsewhere", async () => {
    const strange = { meter: "KAM-80000002-34-04", atMs: T0 + 9 * DAY_MS };
    expect(await reader.code("POST", "/api/v1/visits", visit("strange", strange))).toBe("visit.other-meter");
    const future = { atMs: T0 + 13 * DAY_MS };
    expect(await reader.code("POST", "/api/v1/visits", visit("future", future))).toBe("request.invalid");
    expect(await south.code("POST", "/api/v1/visits", visit("south"))).toBe("point.not-found");
    expect(await south.code("GET", "/api/v1/points/p1/visits")).toBe("point.not-found");
    expect(await south.code("GET", `/api/v1/points/p1/photos/${HASH}`)).toBe("point.not-found");
    expect(await reader.code("POST", "/api/v1/visits", visit("none", { values: [] }))).toBe(
      "request.invalid",
    );
  });
});

describe("what a round's points use", () => {
  it("is told by day from the months of its meters", async () => {
    const round = await office.json<WireRoundHead>("POST", "/api/v1/rounds", {
      name: "All",
      pointIds: ["p1", "p2"],
    });
    const path = `/api/v1/rounds/${round.id}/expected`;
    // p1's and p2's counts fall within the month, where somebody typed what cannot be: nothing is concluded.
    const { points } = await reader.json<WireExpected>("GET", path);
    expect(points.map(([id]) => id)).toEqual([]);
    // p3: 5000 on 1 November, 5200 ten days later.
    const p3 = await addPoint(server.town, {
      id: "p3",
      area: "North",
      address: "Street 3",
      serial: "80000003",
    });
    await reader.json("POST", "/api/v1/visits", visit("p3", { pointId: "p3", meter: p3 }));
    const next = { name: "New", pointIds: ["p3"] };
    const { id } = await office.json<WireRoundHead>("POST", "/api/v1/rounds", next);
    expect((await reader.json<WireExpected>("GET", `/api/v1/rounds/${id}/expected`)).points).toEqual([
      ["p3", [{ register: "E1", unit: "kWh", perDay: 20, mostPerDay: 20 }]],
    ]);
    expect(await reader.code("GET", "/api/v1/rounds/nothing/expected")).toBe("round.not-found");
    expect(await south.code("GET", path)).toBe("round.not-found");
  });
});

describe("what there is to know of getting to a round's meters", () => {
  it("is what the office knows now, of the points that the reader may see", async () => {
    const points = ["p4", "p5"];
    for (const [id, area, address, serial] of [
      ["p4", "North", "Street 4", "80000004"],
      ["p5", "South", "Street 5", "80000005"],
    ] as const)
      await addPoint(server.town, { id, area, address, serial });
    await adoptPoints(server.town.rooms, server.town.store.points);
    const { id } = await office.json<WireRoundHead>("POST", "/api/v1/rounds", {
      name: "Access",
      pointIds: points,
    });
    await noteAccess("p4", "Beware of the dog");
    const path = `/api/v1/rounds/${id}/expected`;
    expect((await reader.json<WireExpected>("GET", path)).accessNotes).toEqual([
      ["p4", "Beware of the dog"],
      ["p5", ""],
    ]);
    await noteAccess("p4", "");
    expect((await reader.json<WireExpected>("GET", path)).accessNotes[0]).toEqual(["p4", ""]);
  });
});
