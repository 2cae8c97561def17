import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { WireConsumption, WirePointDetail } from "../../shared/model/wire.ts";
import type { WireAudit } from "../../shared/model/wire-people.ts";
import type { WireSpareMeters, WireVisit } from "../../shared/model/wire-visits.ts";
import { addPerson, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const DAY_MS = 86_400_000;
const MOUNTED_MS = T0 + 4 * DAY_MS;
const [FIRST, SECOND] = ["KAM-80000009-34-04", "KAM-80000010-34-04"];
let server: PeopleServer;
let office: TestBrowser;
let admin: TestBrowser;

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "office", role: "superuser" });
  await addPerson(server, server.town, { user: "admin", role: "administrator" });
  [office, admin] = [await signedInBrowser(server, "id-office"), await signedInBrowser(server, "id-admin")];
  const key = new Uint8Array(16).fill(9);
  await server.town.points.saveKeys([FIRST, SECOND].map((meter) => ({ meter: meter as never, key })));
  server.clock.nowMs = T0 + 12 * DAY_MS;
  for (const id of ["made-0001", "made-0002"]) {
    const where = { number: "", address: `New Street ${id}`, postalCode: "5999", city: "Engby" };
    await office.json("POST", "/api/v1/points", { id, ...where, area: "North", medium: "heat" });
  }
});
afterAll(() => server.close());

const kWh = (text: string) => [{ register: "E1", value: text, unit: "kWh" }];
const mounting = (id: string, more: object = {}) => ({
  ...{ id: `mounting-${id}`, pointId: "made-0001", meter: "", atMs: MOUNTED_MS, outcome: "exchanged" },
  ...{ values: [], exchange: { meter: FIRST, type: "", startValues: kWh("7") }, doubts: [], note: "" },
  ...more,
});
const send = (who: TestBrowser, visit: object) => who.json("POST", "/api/v1/visits", visit);
const refusal = (visit: object) => office.code("POST", "/api/v1/visits", visit);
const segmentsOf = async (id: string) =>
  (await office.json<WirePointDetail>("GET", `/api/v1/points/${id}`)).segments;

describe("the first meter of a point that was made without one", () => {
  it("takes no registers of a meter that did not come down", async () => {
    expect(await refusal(mounting("taken", { values: kWh("5") }))).toBe("request.invalid");
    expect(await segmentsOf("made-0001")).toEqual([]);
  });

  it("is put up from the stock with what it showed, once however often it is sent, and stands in the audit log", async () => {
    expect(await send(office, mounting("once"))).toEqual({ isNew: true });
    expect(await send(office, mounting("once"))).toEqual({ isNew: false });
    expect(await segmentsOf("made-0001")).toMatchObject([
      {
        meterKey: FIRST,
        type: "MULTICAL 403",
        mountedAtMs: MOUNTED_MS,
        startValues: kWh("7"),
        endValues: [],
      },
    ]);
    const spares = await office.json<WireSpareMeters>("GET", "/api/v1/spare-meters");
    expect(spares.meters.map(({ meter }) => meter)).toEqual([SECOND]);
    const { visits } = await office.json<{ visits: readonly WireVisit[] }>(
      "GET",
      "/api/v1/points/made-0001/visits",
    );
    expect(visits).toMatchObject([{ meter: "", outcome: "exchanged", exchange: { meter: FIRST } }]);
    const { entries } = await admin.json<WireAudit>("GET", "/api/v1/audit?limit=50");
    const said = entries.filter(({ event }) => event === "visit.received");
    expect(said.map(({ target, by }) => [target?.id, target?.name, by.name])).toEqual([
      ["made-0001", FIRST, "Name of office"],
    ]);
  });

  it("counts from what it showed then", async () => {
    const read = { meter: FIRST, atMs: MOUNTED_MS + 2 * DAY_MS, outcome: "read", values: kWh("27") };
    await send(office, mounting("read", { ...read, exchange: undefined }));
    const { total } = await office.json<WireConsumption>(
      "GET",
      `/api/v1/points/made-0001/consumption?register=E1&step=day&from=${T0 + DAY_MS}&to=${T0 + 9 * DAY_MS}`,
    );
    // 27 − 7 kWh.
    expect(total).toBe("20");
  });

  it("is a conflict where somebody has put one up meanwhile, and no meter hangs twice", async () => {
    const other = { exchange: { meter: SECOND, type: "", startValues: [] } };
    expect(await send(office, mounting("late", other))).toEqual({
      ...{ isNew: true, conflict: "exchange.other-meter" },
    });
    const elsewhere = mounting("elsewhere", { pointId: "made-0002" });
    expect(await refusal(elsewhere)).toBe("exchange.mounted-elsewhere");
    expect((await segmentsOf("made-0001")).map(({ meterKey }) => meterKey)).toEqual([FIRST]);
  });

  it("is not put up where another one hung still at that moment", async () => {
    const removedAtMs = MOUNTED_MS + DAY_MS;
    const { points, store, rooms } = server.town;
    const known = points.find("made-0002")?.point;
    if (!known) throw new Error("no such point");
    const meter = "KAM-80000001-34-04" as MeterKey;
    await points.savePoints(
      [{ ...known, id: "taken-down" }],
      [
        {
          ...{ pointId: "taken-down", meter, type: "", mountedAtMs: 0, removedAtMs },
          ...{ startValues: [], endValues: [] },
        },
      ],
    );
    await adoptPoints(rooms, store.points);
    const other = { pointId: "taken-down", exchange: { meter: SECOND, type: "", startValues: [] } };
    expect(await refusal(mounting("early", other))).toBe("exchange.before-removal");
    expect(await segmentsOf("taken-down")).toHaveLength(1);
  });

  it("may be put up without its registers, and not into a time that is billed", async () => {
    const other = { pointId: "made-0002", exchange: { meter: SECOND, type: "", startValues: [] } };
    await office.json("PUT", "/api/v1/period-lock", { lockedBeforeMs: MOUNTED_MS + 1 });
    expect(await refusal(mounting("billed", other))).toBe("period.locked");
    const after = { ...other, atMs: MOUNTED_MS + 1 };
    expect(await send(office, mounting("bare", after))).toEqual({ isNew: true });
    expect(await segmentsOf("made-0002")).toMatchObject([{ meterKey: SECOND, startValues: [] }]);
  });
});
