import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeBlockHeader } from "../../shared/blocks/block-header.ts";
import { openBlock } from "../../shared/blocks/decode-block.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { openDatabase } from "./open-database.ts";
import { packCommit } from "./reading-log.ts";
import { ReadingsTable } from "./readings.table.ts";
import { runMigrations } from "./run-migrations.ts";
import { type Sql, toBytes } from "./sql.ts";
import { Upkeep } from "./store-upkeep.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const HOUR_MS = 3_600_000;
const MAY = Date.UTC(2025, 4, 1);
const ALWAYS = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

let folder = "";
let sql: Sql;
let nowMs = MAY;
let reports: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rounds-readings-"));
  const path = join(folder, "store.db");
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.kind);
  sql = opened.value;
  runMigrations(sql, path);
  nowMs = MAY;
  reports = [];
});
afterEach(() => {
  sql.close();
  rmSync(folder, { recursive: true, force: true });
});

const openReadings = (limits = { readings: 1_000_000, bytes: 1 << 30 }) =>
  new ReadingsTable(sql, { nowMs: () => nowMs, report: (text) => reports.push(text), limits });

const hours = (from: number, to: number): Reading[] =>
  Array.from({ length: to - from }, (_, index) => ({
    meter: METER,
    atMs: MAY + (from + index) * HOUR_MS,
    values: [{ register: "E1", unit: "kWh", value: { digits: from + index, exponent: 0 } }],
    status: [],
    marks: [],
    source: "radio",
    receiver: "mast",
  }));

const commit = (table: ReadingsTable, readings: readonly Reading[]) =>
  table.commitAll([packCommit({ decodedSeq: 0, readings, outcomes: [], formats: [] })]);

const all = (table: ReadingsTable) => table.columns(METER, ...ALWAYS).flatMap((month) => readingsOf(month));

describe("when readings are folded", () => {
  it("is due at so many readings or bytes", () => {
    const byCount = openReadings({ readings: 10, bytes: 1 << 30 });
    commit(byCount, hours(0, 9));
    expect(byCount.isFoldDue()).toBe(false);
    commit(byCount, hours(9, 10));
    expect(byCount.isFoldDue()).toBe(true);
    byCount.foldAll();
    expect(byCount.isFoldDue()).toBe(false);
    const byBytes = openReadings({ readings: 1000, bytes: 200 });
    commit(byBytes, hours(10, 40));
    expect(byBytes.isFoldDue()).toBe(true);
  });

  it("is due when a month has ended six hours ago, and late readings do not make it so again at once", () => {
    const table = openReadings();
    commit(table, hours(0, 5));
    nowMs = Date.UTC(2025, 5, 1, 5);
    expect(table.isFoldDue()).toBe(false);
    nowMs = Date.UTC(2025, 5, 1, 7);
    expect(table.isFoldDue()).toBe(true);
    table.foldAll();
    commit(table, hours(5, 6));
    expect(table.isFoldDue()).toBe(false);
    nowMs += 7 * HOUR_MS;
    expect(table.isFoldDue()).toBe(true);
  });

  it("leaves the batch log empty and nothing behind in memory", () => {
    const table = openReadings();
    commit(table, hours(0, 50));
    table.foldAll();
    expect(sql.get("SELECT count(*) FROM batches")).toEqual([0]);
    expect(all(openReadings())).toEqual(hours(0, 50));
  });
});

describe("a block that was damaged on disk", () => {
  it("is reported, kept aside when its month is folded again, and hides nothing else", () => {
    const table = openReadings();
    commit(table, hours(0, 20));
    commit(table, hours(31 * 24, 31 * 24 + 5));
    table.foldAll();
    const [[id, bytes] = []] = sql.all("SELECT id, bytes FROM blocks ORDER BY id LIMIT 1");
    if (!(bytes instanceof Uint8Array)) throw new Error("no block");
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length - 3] = (damaged[damaged.length - 3] ?? 0) ^ 8;
    sql.run("UPDATE blocks SET bytes = ? WHERE id = ?", [damaged, id ?? 0]);

    expect(all(table)).toEqual(hours(31 * 24, 31 * 24 + 5));
    expect(reports.join()).toContain("cannot be read (wrong-checksum)");
    // Whoever fetches the block as it lies gets nothing, and the operator hears of it.
    const heard = reports.length;
    expect(table.block(METER, hours(0, 1)[0]?.atMs ?? 0)).toBeUndefined();
    expect(reports.slice(heard).join()).toMatch(/KAM-\d{8}-34-04 in \d{4}-\d\d, cannot be read/);
    expect(new Upkeep(sql, table).check()).toMatchObject({
      blocks: 2,
      problems: [expect.stringContaining("wrong-checksum")],
    });

    commit(table, hours(0, 3));
    table.foldAll();
    expect(all(table)).toEqual([...hours(0, 3), ...hours(31 * 24, 31 * 24 + 5)]);
    expect(table.count()).toBe(8);
    const [kept] = sql.get("SELECT bytes FROM damaged_blocks") ?? [];
    expect(kept instanceof Uint8Array && Buffer.from(damaged).equals(kept)).toBe(true);
    expect(new Upkeep(sql, table).check().problems).toEqual([]);
  });

  it("is lacked until so many readings are there again of the time it had, however many came beside", () => {
    const table = openReadings();
    commit(table, hours(100, 200));
    table.foldAll();
    const damaged = Uint8Array.from(toBytes(sql.get("SELECT bytes FROM blocks")?.[0]));
    damaged[damaged.length - 3] = (damaged[damaged.length - 3] ?? 0) ^ 8;
    sql.run("UPDATE blocks SET bytes = ?", [damaged]);
    commit(table, [...hours(0, 100), ...hours(200, 300)]);
    table.foldAll();
    expect(table.damagedMonths([METER])).toEqual([[MAY]]);
    commit(table, hours(100, 199));
    table.foldAll();
    expect(table.damagedMonths([METER])).toEqual([[MAY]]);
    commit(table, hours(199, 200));
    table.foldAll();
    expect(table.damagedMonths([METER])).toEqual([[]]);
  });

  it("is lacked also when what came since is thinned, and never again once its readings were there", () => {
    const table = openReadings();
    const days = Array.from({ length: 31 }, (_, day) => MAY + day * 24 * HOUR_MS);
    const thin = (): void => {
      table.retain({ atMs: MAY, dayStartsMs: days, held: [] });
    };
    commit(table, hours(0, 744));
    table.foldAll();
    const damaged = Uint8Array.from(toBytes(sql.get("SELECT bytes FROM blocks")?.[0]));
    damaged[damaged.length - 3] = (damaged[damaged.length - 3] ?? 0) ^ 8;
    sql.run("UPDATE blocks SET bytes = ?", [damaged]);
    commit(table, [...hours(0, 100), ...hours(700, 744)]);
    table.foldAll();
    thin();
    // The first of days 0 to 4 and 30, the last before the gap, the first behind it, the second, and the last two of all.
    expect(all(table)).toHaveLength(5 + 1 + 5);
    expect(table.damagedMonths([METER])).toEqual([[MAY]]);
    table.importMonths(toMonthColumns(hours(0, 744)));
    expect(table.damagedMonths([METER])).toEqual([[]]);
    thin();
    // The first of 31 days, the second of all, and the last two.
    expect(all(table)).toHaveLength(34);
    commit(table, hours(12, 13));
    table.foldAll();
    expect(table.damagedMonths([METER])).toEqual([[]]);
  });

  it("is refused when it comes as an import, and nothing of that import stays", () => {
    const table = openReadings();
    commit(table, hours(0, 20));
    table.foldAll();
    const [bytes] = sql.get("SELECT bytes FROM blocks") ?? [];
    if (!(bytes instanceof Uint8Array)) throw new Error("no block");
    const damaged = Uint8Array.from(bytes);
    damaged[70] = (damaged[70] ?? 0) ^ 1;
    expect(() => table.importBlocks([bytes, damaged])).toThrow("an imported block is wrong-checksum");
    expect(table.count()).toBe(20);
  });
});

describe("upkeep", () => {
  it("gives space back that folding has freed", () => {
    const table = openReadings();
    for (let n = 0; n < 200; n += 1) commit(table, hours(n * 10, n * 10 + 10));
    const upkeep = new Upkeep(sql, table);
    upkeep.fold();
    const pages = () => Number(sql.get("PRAGMA page_count")?.[0]);
    const before = pages();
    upkeep.vacuum();
    expect(pages()).toBeLessThan(before);
    expect(table.count()).toBe(2000);
  });
});

describe("a month that grows over many folds", () => {
  const header = () => sql.all("SELECT header FROM summaries").map(([bytes]) => toBytes(bytes));
  const piecesOfBlock = (): number => {
    const opened = openBlock(toBytes(sql.get("SELECT bytes FROM blocks")?.[0]));
    return opened.ok ? opened.value.pieces.length : 0;
  };

  it("gets a piece a fold, becomes one block where nobody joins them, and reads the same all along", () => {
    let table = openReadings();
    const pieces: number[] = [];
    for (let fold = 0; fold < 40; fold++) {
      commit(table, hours(3 * fold, 3 * fold + 3));
      table.foldAll();
      pieces.push(piecesOfBlock());
      expect(all(table)).toEqual(hours(0, 3 * fold + 3));
      expect(table.count()).toBe(3 * fold + 3);
      expect(table.latestOf(METER)?.reading).toEqual(hours(3 * fold + 2, 3 * fold + 3)[0]);
      // A restart in between changes nothing.
      if (fold === 9) table = openReadings();
    }
    const MOST = 32;
    expect(pieces).toEqual([
      ...Array.from({ length: MOST }, (_, fold) => fold + 1),
      ...Array.from({ length: 40 - MOST }, (_, fold) => fold + 1),
    ]);
  });

  it("is due to be joined at six pieces and more, each meter at a number of its own; once it is over, in its turn", () => {
    const table = openReadings();
    const meters = Array.from({ length: 12 }, (_, n) => `KAM-900001${10 + n}-34-04` as MeterKey);
    const grow = (from: number) => {
      const readings = meters.flatMap((meter) => hours(from, from + 1).map((one) => ({ ...one, meter })));
      commit(table, readings);
      table.foldAll();
    };
    const dueAfter = (pass: number) => table.monthsToJoin(pass)?.months.length;
    for (let fold = 0; fold < 5; fold++) grow(fold);
    expect(dueAfter(1)).toBe(0);
    // Two of twelve meters have each remainder by six: they are due at 6, 7, 8 … 11 pieces.
    for (let pieces = 6; pieces <= 11; pieces++) {
      grow(pieces - 1);
      expect(dueAfter(1)).toBe(2 * (pieces - 5));
    }
    // In June nobody waits for May to grow: a sixth of the meters is due in each pass.
    grow(24 * 31);
    expect([0, 1, 2, 3, 4, 5].map(dueAfter)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it("says of itself what it would say had it been folded once", () => {
    const table = openReadings();
    for (const from of [0, 100, 200, 300, 400, 500, 600, 700]) {
      commit(table, hours(from, Math.min(from + 100, 744)));
      table.foldAll();
    }
    expect(piecesOfBlock()).toBeGreaterThan(1);
    const facts = () =>
      header().map((bytes) => {
        const decoded = decodeBlockHeader(bytes);
        if (!decoded.ok) throw new Error(decoded.error.kind);
        const { count, firstMs, lastMs, registers } = decoded.value;
        return { count, firstMs, lastMs, registers: registers.map((one) => ({ ...one, bytes: 0 })) };
      });
    const edges = () => sql.all("SELECT id, bytes FROM month_edges");
    const [grown, grownEdges] = [facts(), edges()];
    new Upkeep(sql, table).vacuum();
    expect(piecesOfBlock()).toBe(1);
    expect(facts()).toEqual(grown);
    expect(edges()).toEqual(grownEdges);
    expect(all(table)).toEqual(hours(0, 744));
  });

  it("takes what comes late, twice or corrected into one block", () => {
    const table = openReadings();
    for (const [from, to] of [
      [0, 3],
      [6, 9],
      [12, 15],
    ] as const) {
      commit(table, hours(from, to));
      table.foldAll();
    }
    expect(piecesOfBlock()).toBe(3);
    const [corrected] = hours(7, 8).map((one) => ({ ...one, status: ["leak" as const] }));
    commit(table, [...hours(3, 6), ...(corrected ? [corrected] : [])]);
    table.foldAll();
    expect(piecesOfBlock()).toBe(1);
    const expected = [...hours(0, 7), ...(corrected ? [corrected] : []), ...hours(8, 9), ...hours(12, 15)];
    expect(all(table)).toEqual(expected);
    expect(table.count()).toBe(expected.length);
  });

  it("is kept aside whole when one of its pieces is damaged, and reported", () => {
    const table = openReadings();
    for (const from of [0, 3, 6]) {
      commit(table, hours(from, from + 3));
      table.foldAll();
    }
    const bytes = Uint8Array.from(toBytes(sql.get("SELECT bytes FROM blocks")?.[0]));
    const last = bytes.length - 3;
    bytes[last] = (bytes[last] ?? 0) ^ 4;
    sql.run("UPDATE blocks SET bytes = ?", [bytes]);
    commit(table, hours(9, 12));
    table.foldAll();
    expect(all(table)).toEqual(hours(9, 12));
    expect(
      sql.all("SELECT bytes FROM damaged_blocks").map(([kept]) => Buffer.from(toBytes(kept)).toString("hex")),
    ).toEqual([Buffer.from(bytes).toString("hex")]);
    expect(reports.join()).toContain("wrong-checksum");
  });
});
