import { afterEach, beforeEach, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { packCommit } from "./reading-log.ts";
import { ReadingsTable } from "./readings.table.ts";
import { runMigrations } from "./run-migrations.ts";
import { writeSetting } from "./settings.table.ts";
import { Sql, toBytes } from "./sql.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const HOUR_MS = 3_600_000;
const MAY = Date.UTC(2025, 4, 1);
/** June of Denmark begins two hours before that of UTC. */
const JUNE = Date.UTC(2025, 4, 31, 22);

let sql: Sql;
let table: ReadingsTable;
beforeEach(() => {
  sql = new Sql(":memory:");
  runMigrations(sql, ":memory:");
  writeSetting(sql, "utility.time-zone", "Europe/Copenhagen");
  table = new ReadingsTable(sql, { nowMs: () => JUNE + 24 * HOUR_MS, report: () => undefined });
});
afterEach(() => sql.close());

/** 1,000 kWh and one more every hour, read ten minutes past it. */
const hours = (from: number, to: number): Reading[] =>
  Array.from({ length: to - from }, (_, n) => ({
    meter: METER,
    atMs: MAY + (from + n) * HOUR_MS + 600_000,
    values: [{ register: "E1", unit: "kWh", value: { digits: 1000 + from + n, exponent: 0 } }],
    status: [],
    marks: [],
    source: "radio",
    receiver: "mast",
  }));

const fold = (readings: readonly Reading[]): void => {
  table.commitAll([packCommit({ decodedSeq: 0, readings, outcomes: [], formats: [] })]);
  table.foldAll();
};
const aroundJune = () => table.countsAround("E1", { momentsMs: [JUNE], stretch: 0 });
const edges = (): Uint8Array => toBytes(sql.get("SELECT bytes FROM month_edges")?.[0] ?? null);
const writeEdges = (bytes: Uint8Array): void => {
  sql.run("UPDATE month_edges SET bytes = ?", [bytes]);
};

it("reads the block where what stands beside it was damaged, whichever bit of it it was", () => {
  fold(hours(0, 744));
  const [whole, known] = [edges(), aroundJune()];
  // 742 hours after May's UTC beginning: hour 741 was read before it, hour 742 after it.
  expect(known).toMatchObject({ at: [{ before: Float64Array.of(1741), after: Float64Array.of(1742) }] });
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const bytes = Uint8Array.from(whole);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    writeEdges(bytes);
    expect(aroundJune(), `bit ${bit}`).toEqual(known);
  }
});

it("takes nothing of it along when the month grows", () => {
  fold(hours(0, 743));
  const bytes = Uint8Array.from(edges());
  // In the first count of the month, or what is counted from it.
  const at = bytes.length - 10;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeEdges(bytes);
  fold(hours(743, 744));
  const healed = edges();
  sql.run("DELETE FROM month_edges");
  while (!table.fillEdges().isWhole);
  expect(edges()).toEqual(healed);
});
