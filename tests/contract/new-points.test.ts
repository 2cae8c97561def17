import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AreaScope } from "../../shared/model/permission.ts";
import type { WirePointDetail, WirePointList } from "../../shared/model/wire.ts";
import type { WireAudit } from "../../shared/model/wire-people.ts";
import type { WirePointMade } from "../../shared/model/wire-points.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const DAY_MS = 86_400_000;
const SPARE = "KAM-80000009-34-04";
let server: PeopleServer;
let office: TestBrowser;
let north: TestBrowser;

async function signedIn(user: string, areas: AreaScope): Promise<TestBrowser> {
  await addPerson(server, server.town, { user, role: "superuser", areas });
  return signedInBrowser(server, `id-${user}`);
}

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPoint(server.town, { id: "p1", area: "North", address: "Street 1", serial: "80000001" });
  const { adoptPoints } = await import("../../server/sync/adopt-points.ts");
  await adoptPoints(server.town.rooms, server.town.store.points);
  await server.town.points.load();
  await server.town.points.saveKeys([{ meter: SPARE as never, key: new Uint8Array(16).fill(9) }]);
  server.clock.nowMs = T0 + 12 * DAY_MS;
  [office, north] = [await signedIn("office", "all"), await signedIn("nora", ["North"])];
});
afterAll(() => server.close());

const wanted = (id: string, more: object = {}) => ({
  ...{ id, number: "", address: "New Street 7", postalCode: "5999", city: "Rundkøbing" },
  ...{ area: "North", medium: "heat", ...more },
});
const make = (who: TestBrowser, point: object) => who.json<WirePointMade>("POST", "/api/v1/points", point);
const refusal = (who: TestBrowser, point: object) => who.code("POST", "/api/v1/points", point);
const listed = async (who: TestBrowser) =>
  (await who.json<WirePointList>("GET", "/api/v1/points")).points.map(({ id }) => id).sort();

describe("a metering point made at a desk", () => {
  it("is there for everybody who sees its area, with its meter, once however often it is sent", async () => {
    const meter = { key: SPARE, mountedAtMs: T0 + 10 * DAY_MS };
    const point = wanted("made-0001", { number: "77", position: [55.4, 10.4], meter });
    const made = await make(office, point);
    expect(await make(office, point)).toEqual(made);
    expect(await listed(north)).toEqual(["made-0001", "p1"]);
    const told = await north.json<WirePointDetail>("GET", "/api/v1/points/made-0001");
    expect(told.room).toBe(made.room);
    expect(told.point).toMatchObject({ number: "77", address: "New Street 7", medium: "heat", lat: 55.4 });
    expect(told.segments).toMatchObject([
      { meterKey: SPARE, mountedAtMs: T0 + 10 * DAY_MS, startValues: [] },
    ]);
    const { entries } = await (await signedInAdmin()).json<WireAudit>("GET", "/api/v1/audit?limit=50");
    const ofPoint = entries.filter(({ target }) => target?.id === "made-0001");
    expect(ofPoint.map(({ by }) => by.name)).toEqual(["Name of office"]);
  });

  it("may be the first of an area that nobody has named before", async () => {
    await make(office, wanted("made-0002", { area: "Harbour" }));
    expect(await listed(office)).toEqual(["made-0001", "made-0002", "p1"]);
    expect(await listed(north)).toEqual(["made-0001", "p1"]);
  });

  it("is refused where its number is taken, its meter hangs elsewhere, or its area is somebody else's", async () => {
    expect(await refusal(office, wanted("made-0003", { number: "77" }))).toBe("point.number-taken");
    const taken = { key: SPARE, mountedAtMs: T0 };
    expect(await refusal(office, wanted("made-0003", { meter: taken }))).toBe("exchange.mounted-elsewhere");
    expect(await refusal(north, wanted("made-0003", { area: "South" }))).toBe("point.other-area");
    expect(await refusal(north, wanted("made-0002"))).toBe("request.invalid");
    expect((await listed(office)).includes("made-0003")).toBe(false);
  });

  it("takes no meter into a time in which it hung elsewhere, also where that point is gone by now", async () => {
    const [here, gone] = [
      await addPoint(server.town, { id: "s1", area: "South", address: "South 1", serial: "80000021" }),
      await addPoint(server.town, { id: "s2", area: "South", address: "South 2", serial: "80000022" }),
    ];
    const removedAtMs = T0 + 8 * DAY_MS;
    const hung = { type: "MULTICAL 403", mountedAtMs: 0, removedAtMs, startValues: [], endValues: [] };
    const segments = [
      { ...hung, pointId: "s1", meter: here },
      { ...hung, pointId: "s2", meter: gone },
    ];
    const base = server.town.points.find("s1")?.point;
    if (!base) throw new Error("no point");
    await server.town.points.savePoints([base, { ...base, id: "s2" }], segments);
    await server.town.store.rooms.commit({
      ...{ writes: [], points: [], values: [], conflicts: [], imported: [], notes: [] },
      gonePoints: [{ room: "town/South/points/1", pointId: "s2", atMs: server.clock.nowMs }],
    });
    await server.town.points.load();
    for (const key of [here, gone]) {
      // What it said at s1 and s2 is of the people there, and of an area that nora does not see.
      const meter = { key, mountedAtMs: T0 };
      expect(await refusal(north, wanted("made-0006", { meter })), key).toBe("exchange.mounted-elsewhere");
    }
    const since = { key: here, mountedAtMs: removedAtMs };
    await make(north, wanted("made-0006", { meter: since }));
    expect(await listed(north)).toContain("made-0006");
  });

  it("is refused with a place that is none, a medium nobody has, a meter from the future", async () => {
    for (const wrong of [
      { position: [91, 10] },
      { position: "here" },
      { medium: "wine" },
      { address: " " },
      { meter: { key: SPARE, mountedAtMs: T0 + 99 * DAY_MS } },
      { meter: { key: "80000009", mountedAtMs: T0 } },
    ])
      expect(await refusal(office, wanted("made-0004", wrong)), JSON.stringify(wrong)).toBe(
        "request.invalid",
      );
  });

  it("takes no meter into a time that was billed", async () => {
    const other = "KAM-80000008-34-04";
    const lock = { lockedBeforeMs: T0 + 5 * DAY_MS };
    await (await signedInAdmin()).json("PUT", "/api/v1/period-lock", lock);
    const before = { key: other, mountedAtMs: T0 + DAY_MS };
    expect(await refusal(office, wanted("made-0005", { meter: before }))).toBe("period.locked");
    await make(office, wanted("made-0005", { meter: { key: other, mountedAtMs: T0 + 9 * DAY_MS } }));
    expect((await listed(office)).includes("made-0005")).toBe(true);
  });
});

let admin: TestBrowser | undefined;
async function signedInAdmin(): Promise<TestBrowser> {
  if (!admin) await addPerson(server, server.town, { user: "admin", role: "administrator" });
  admin ??= await signedInBrowser(server, "id-admin");
  return admin;
}
