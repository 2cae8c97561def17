import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eraseRemoved, previewErasure } from "../../server/jobs/erase-removed.ts";
import { closeUtility, openUtility } from "../../server/open-utility.ts";
import { openDatabase } from "../../server/store/open-database.ts";
import { packCommit } from "../../server/store/reading-log.ts";
import { ReadingsTable } from "../../server/store/readings.table.ts";
import { runMigrations } from "../../server/store/run-migrations.ts";
import type { Utility } from "../../server/utilities.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { recordOf } from "../../shared/rooms/point-record.ts";

const MASTER_KEY = new Uint8Array(32).fill(7);
const HOUR_MS = 3_600_000;
const MAY = Date.UTC(2024, 4, 1);
const STANDING = "KAM-80000001-34-04" as MeterKey;
const GONE = "KAM-80000002-34-04" as MeterKey;
const JUST_GONE = "KAM-80000003-34-04" as MeterKey;
const HEARD_ONLY = "KAM-80000004-34-04" as MeterKey;

const hourly = (meter: MeterKey, hours: number): Reading[] =>
  Array.from({ length: hours }, (_, hour) => ({
    ...{ meter, atMs: MAY + hour * HOUR_MS, status: [], marks: [], source: "radio", receiver: "mast" },
    values: [{ register: "E1", unit: "kWh", value: { digits: hour, exponent: 0 } }],
  }));

let dataFolder = "";
let utility: Utility;
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-old-"));
  mkdirSync(join(dataFolder, "town"));
  const path = join(dataFolder, "town", "store.db");
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.kind);
  const sql = opened.value;
  // As an older program leaves it: nobody has looked for such readings, and the list is empty.
  runMigrations(sql, path);
  sql.exec(`
    INSERT INTO points (id, number, address, postal_code, city, area, medium, interval_minutes,
      customer_number, customer_name) VALUES
      ('p1', '1', 'Havnegade 1', '8000', 'Aarhus', 'North', 'heat', 60, '', 'Jensen');
    INSERT INTO segments (point_id, meter, type, mounted_at_ms, start_values, end_values)
      VALUES ('p1', '${STANDING}', '', 0, '[]', '[]');`);
  // Of one meter in blocks, of another in the batch log only; of a third nothing but that it was heard.
  const readings = new ReadingsTable(sql, { nowMs: () => MAY, report: () => undefined });
  readings.importMonths([...toMonthColumns(hourly(STANDING, 10)), ...toMonthColumns(hourly(GONE, 20))]);
  const heard = { meter: HEARD_ONLY, seq: 1, rxAtMs: MAY, outcome: "no-key" } as const;
  readings.commitAll([
    packCommit({ decodedSeq: 1, readings: hourly(JUST_GONE, 3), outcomes: [heard], formats: [] }),
  ]);
  sql.close();
  utility = await open();
});
afterAll(async () => {
  await closeUtility(utility);
  rmSync(dataFolder, { recursive: true, force: true });
});

async function open(): Promise<Utility> {
  const opened = await openUtility({
    dataFolder,
    utility: "town",
    masterKey: MASTER_KEY,
    report: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

describe("readings of points that were taken away before that was noted", () => {
  it("are on the list by their meters, from the day they were found, those of points that stand are not", async () => {
    const removed = await utility.store.retention.removedPoints();
    expect(removed.map(({ number, looseMeter }) => [number, looseMeter])).toEqual([
      [GONE, GONE],
      [JUST_GONE, JUST_GONE],
    ]);
    const [first] = removed;
    expect(Date.now() - (first?.removedAtMs ?? 0)).toBeLessThan(3_600_000);
    await closeUtility(utility);
    utility = await open();
    expect(await utility.store.retention.removedPoints()).toEqual(removed);
  });

  it("are erased to the reading, but for what was billed in any area", async () => {
    const { store } = utility;
    const points = await store.retention.removedPoints();
    const note = { atMs: MAY, event: "locked", by: { name: "ada", address: "", computer: "" } };
    await store.review.lock({ area: "North", beforeMs: MAY + 5 * HOUR_MS, reason: "Billed" }, note);
    // 20 and 3 readings: five hours of May are billed in North up to and with the sixth reading, and nobody knows where
    // these hung.
    expect(await previewErasure(store, points)).toMatchObject({ readings: 14, billed: 9 });
    await store.review.lock({ area: "North", beforeMs: 0, reason: "Mistake" }, note);
    expect(await eraseRemoved(store, points.slice(1))).toMatchObject({ readings: 3, billed: 0 });
    expect(await store.readings.count()).toBe(30);
  });

  it("are off the list when their meter hangs somewhere again", async () => {
    const { store } = utility;
    const [standing] = await store.points.list();
    if (!standing) throw new Error("no point");
    const segments = (await store.points.segments("p1")).map((one) => ({ ...one, meter: GONE }));
    await store.rooms.commit({
      ...{ writes: [], values: [], conflicts: [], imported: [], notes: [], gonePoints: [] },
      points: [{ room: "town/North/points/1", record: recordOf(standing, segments), baseConflicts: [] }],
    });
    expect((await store.retention.removedPoints()).map(({ number }) => number)).not.toContain(GONE);
  });
});
