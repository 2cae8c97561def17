import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireFirmware } from "../../shared/model/firmware.ts";
import type { WireReadings } from "../../shared/model/wire.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** Published answers: serial 90000001, type 0004 with software 0601 (letter 6 = F, number 1), E1 12.345 MWh. */
const SERIAL = "403F02055D4A816D780D";
const TYPE = "403F0100041BF90126990D";
const REGISTER = "403F10003C03044300003039 34FF0D".replace(" ", "");
/** In clear from 90000002: E1 1 kWh (04 06), and FD 0E as text, last sign first (EN 13757-3): `31 2E 32` is 2.1. */
const CLEAR = "17442D2C02000090340478040601000000" + "0DFD0E03312E32";

const DAY = 86_400_000;
const RULE = { id: "slow", type: "MULTICAL 403", from: "", until: "F1", reason: "Clock runs slow" };

let server: PeopleServer;
let office: TestBrowser;

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "anna", role: "superuser" });
  for (const n of [1, 2, 3])
    await addPoint(server.town, {
      id: `p${n}`,
      area: "North",
      address: `Engvej ${n}`,
      serial: `9000000${n}`,
    });
  office = await signedInBrowser(server, "id-anna");
});
afterAll(() => server.close());

async function hear(medium: "kmp" | "kmp-radio" | "wmbus", raw: string, atMs: number): Promise<void> {
  await office.json("POST", "/api/v1/hearings?phone=12345678-aaaa", [{ rxAt: atMs, medium, raw }]);
  await server.town.ingest.settled();
}
const versions = async (): Promise<readonly (readonly [string, string, string])[]> => {
  const { meters } = await office.json<WireFirmware>("GET", "/api/v1/firmware");
  return meters.map(({ meter, version, source }) => [meter.slice(4, 12), version, source] as const);
};

describe("the version a meter runs", () => {
  it("is what it said under the head, in a telegram, or while an order was carried out", async () => {
    expect(await versions()).toEqual([]);
    await hear("kmp", SERIAL + TYPE + REGISTER, T0 + DAY);
    expect(await versions()).toEqual([["90000001", "F1", "optical"]]);
    await hear("wmbus", CLEAR, T0 + DAY);
    expect(await versions()).toEqual([
      ["90000001", "F1", "optical"],
      ["90000002", "2.1", "radio"],
    ]);
    const order = { id: "order-0001", pointId: "p3", wish: { kind: "clock", time: "standard" } };
    await office.json("POST", "/api/v1/orders", { orders: [order] });
    const event = { id: "event-0001", kind: "done", reason: "", found: [["firmware", "G2"]], atMs: T0 + DAY };
    await office.json("POST", "/api/v1/orders/order-0001/events", event);
    expect((await versions())[2]).toEqual(["90000003", "G2", "order"]);
  });

  it("is the one said last, whatever comes late", async () => {
    const order = { id: "order-0002", pointId: "p1", wish: { kind: "clock", time: "standard" } };
    await office.json("POST", "/api/v1/orders", { orders: [order] });
    const say = (id: string, version: string, atMs: number) =>
      office.json("POST", "/api/v1/orders/order-0002/events", {
        ...{ id, kind: "failed", reason: "", atMs },
        found: [["firmware", version]],
      });
    await say("event-0002", "E9", T0);
    expect((await versions())[0]).toEqual(["90000001", "F1", "optical"]);
    await say("event-0003", "F2", T0 + 2 * DAY);
    expect((await versions())[0]).toEqual(["90000001", "F2", "order"]);
  });

  it("is said by radio where a meter was asked so, and its registers are readings by radio", async () => {
    await hear("kmp-radio", SERIAL + TYPE + REGISTER, T0 + 3 * DAY);
    expect((await versions())[0]).toEqual(["90000001", "F1", "radio"]);
    const { readings } = await office.json<WireReadings>("GET", "/api/v1/points/p1/readings?limit=5");
    expect(readings).toContainEqual(expect.objectContaining({ atMs: T0 + 3 * DAY, source: "radio" }));
  });

  it("of an older meter is what its identification line writes as a version; a name is none", async () => {
    /** IEC 62056-21: identification, STX, data, ETX, and the exclusive or of what follows STX. */
    const readOut = (identification: string): string => {
      const data = "0.0(90000003)6.8(0012.345*MWh)!\r\n\u0003";
      const check = Buffer.from(data).reduce((all, byte) => all ^ byte, 0);
      return Buffer.from(`/KAM0${identification}\r\n\u0002${data}${String.fromCharCode(check)}`).toString(
        "hex",
      );
    };
    await hear("kmp", readOut("MC601"), T0 + 3 * DAY);
    expect((await versions())[2]).toEqual(["90000003", "G2", "order"]);
    await hear("kmp", readOut("66E@V10.04"), T0 + 4 * DAY);
    expect((await versions())[2]).toEqual(["90000003", "10.04", "optical"]);
  });
});

describe("rules of which updates are due", () => {
  it("are kept with who changed them, and refused where one is none", async () => {
    const saved = await office.json<WireFirmware>("PUT", "/api/v1/firmware-rules", { rules: [RULE] });
    expect(saved.rules).toEqual([RULE]);
    const refused = await office.request("PUT", "/api/v1/firmware-rules", {
      rules: [{ ...RULE, until: "not a version" }],
    });
    expect(refused.status).toBe(400);
    expect((await office.json<WireFirmware>("GET", "/api/v1/firmware")).rules).toEqual([RULE]);
    const [note] = await server.town.store.audit.list({
      fromMs: 0,
      toMs: Number.MAX_SAFE_INTEGER,
      beforeSeq: Number.MAX_SAFE_INTEGER,
      limit: 1,
    });
    expect(note).toMatchObject({ event: "firmware-rules.changed", before: [], after: [RULE] });
  });
});
