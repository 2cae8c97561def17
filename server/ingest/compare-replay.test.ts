import { expect, it } from "vitest";
import type { Link } from "../../shared/model/hearing.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { compareReplay } from "./compare-replay.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const HOUR_MS = 3_600_000;
const segment = {
  ...{ pointId: "p1", meter: METER, type: "MULTICAL 403", mountedAtMs: 0, startValues: [], endValues: [] },
};
const values = [{ register: "E1" as const, unit: "kWh" as const, value: { digits: 7, exponent: 0 } }];
const stands = {
  ...{
    meter: METER,
    atMs: 5 * HOUR_MS,
    values,
    status: [],
    marks: [],
    source: "radio" as const,
    receiver: "mast",
  },
};
/** Ten minutes behind the reading that stands, in its hour. */
const heard = (link: Link) => ({
  entry: { seq: 0, rxAtMs: stands.atMs + 600_000, receiver: "phone-0001", link, bytes: Uint8Array.of(0) },
  decoded: { outcome: "decoded" as const, values, status: [], marks: [], learned: [] },
});
const kindsOf = (link: Link) =>
  compareReplay({ segment, intervalMinutes: 60, standing: [stands], entries: [heard(link)] }).map(
    ({ kind, source }) => `${kind} ${source}`,
  );

it("one reading of an interval is kept, and beside it what a meter was asked for at the door or by radio", () => {
  expect(kindsOf("wmbus")).toEqual([]);
  expect(kindsOf("kmp")).toEqual(["fresh optical"]);
  expect(kindsOf("kmp-radio")).toEqual(["fresh radio"]);
});
