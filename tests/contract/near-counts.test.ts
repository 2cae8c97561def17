import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { ReadingStore } from "../../server/reading-ports.ts";
import { NearCounts, type NewestCount } from "../../server/reports/near-counts.ts";
import { packCommit } from "../../server/store/reading-log.ts";
import { ReadingsTable } from "../../server/store/readings.table.ts";
import { runMigrations } from "../../server/store/run-migrations.ts";
import { writeSetting } from "../../server/store/settings.table.ts";
import { Sql } from "../../server/store/sql.ts";
import { consumptionOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine } from "../../shared/analysis/counter-line.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { utcMonthNumber } from "../../shared/blocks/utc-month.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Mark, Reading } from "../../shared/model/reading.ts";
import { startOfLocalDay } from "../../shared/model/zoned-time.ts";

const ADA = "KAM-90000001-34-04" as MeterKey;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LATER = Date.UTC(2027, 0, 1);
/** Behind UTC, ahead of it, by half an hour too, and a zone whose clocks change by half an hour. */
const ZONES = [
  "Europe/Copenhagen",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Europe/London",
];

let open: Sql | undefined;
afterEach(() => open?.close());

function openTable(timeZone: string) {
  open?.close();
  const sql = new Sql(":memory:");
  open = sql;
  runMigrations(sql, ":memory:");
  writeSetting(sql, "utility.time-zone", timeZone);
  const table = new ReadingsTable(sql, { nowMs: () => Date.UTC(2026, 11, 1), report: () => undefined });
  return { sql, table };
}

const reading = (
  atMs: number,
  digits: number,
  more: Partial<Reading> & { exponent?: number } = {},
): Reading => {
  const { exponent = -2, ...rest } = more;
  return {
    meter: ADA,
    atMs,
    values: [{ register: "V1", unit: "m³", value: { digits, exponent } }],
    status: [],
    marks: [],
    source: "radio",
    receiver: "mast",
    ...rest,
  };
};

/** The two roads: from what is kept beside blocks (`undefined`: it sends to the readings), and from the readings. */
async function bothRoads(
  table: ReadingsTable,
  boundariesMs: readonly number[],
  { nowMs, newest }: { readonly nowMs: number; readonly newest?: NewestCount } = { nowMs: LATER },
) {
  const store = {
    countsAround: async (register, when) => table.countsAround(register, when),
    registerMonth: async (register, atMs) => table.registerMonth(register, atMs),
  } satisfies Pick<ReadingStore, "countsAround" | "registerMonth"> as unknown as ReadingStore;
  const near = await NearCounts.load(
    store,
    { register: "V1", boundariesMs, nowMs, newest: () => newest },
    { progress: async () => true },
  );
  const quick = near?.lineOf(ADA);
  const columns = table.columns(
    ADA,
    (boundariesMs[0] ?? 0) - 70 * DAY_MS,
    (boundariesMs.at(-1) ?? 0) + 70 * DAY_MS,
  );
  const full = buildCounterLine(
    [{ meter: ADA, mountedAtMs: 0, startValues: [], endValues: [], columns }],
    "V1",
  );
  return {
    quick: quick && consumptionOf(quick, boundariesMs, { step: "day", nowMs }),
    full: full && consumptionOf(full, boundariesMs, { step: "day", nowMs }),
  };
}

/** Starts of `count` + 1 months of 2026, from a month (1–12) on. */
const startsOf = (timeZone: string, month: number, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, n) => startOfLocalDay(2026, month + n, 1, timeZone));

const anySeries = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  /** Months whose clocks change somewhere are as likely as all others. */
  month: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(3, 4, 10)),
  count: fc.integer({ min: 1, max: 2 }),
  everyMs: fc.constantFrom(7 * MINUTE_MS, HOUR_MS, 5 * HOUR_MS, DAY_MS),
  shiftMs: fc.integer({ min: 0, max: HOUR_MS }),
  startsAt: fc.constantFrom(0, 1234, 99_999_500),
  steps: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 9 }),
  /** A silence: hours after the first boundary, and how long. */
  silence: fc.tuple(fc.integer({ min: -50, max: 800 }), fc.integer({ min: 0, max: 300 })),
  /** Which readings are marked: one in so many. */
  marked: fc.tuple(
    fc.constantFrom<Mark>("implausible", "edited", "estimated"),
    fc.integer({ min: 2, max: 200 }),
  ),
  /**
   * From this reading on the meter says a digit more. Where that is in a month without a boundary, the readings
   * are put into its finer form and what is kept beside the boundaries is not: no such month is made here.
   */
  finerFrom: fc.option(fc.integer({ min: 0, max: 900 }), { freq: 5, nil: undefined }),
  /** One reading in so many comes late, over the radio or by hand, after its month was written. */
  late: fc.integer({ min: 2, max: 60 }),
  isFolded: fc.boolean(),
});

type Series = typeof anySeries extends fc.Arbitrary<infer T> ? T : never;

function readingsOf(series: Series, boundariesMs: readonly number[]): Reading[] {
  const { everyMs, shiftMs, startsAt, steps, silence } = series;
  const [firstMs, lastMs] = [boundariesMs[0] ?? 0, boundariesMs.at(-1) ?? 0];
  const fromMs = firstMs - 3 * DAY_MS + shiftMs;
  const formOf = formsOf(series, { fromMs, boundariesMs });
  const silentFromMs = firstMs + silence[0] * HOUR_MS;
  const isSilent = (atMs: number) => atMs >= silentFromMs && atMs < silentFromMs + silence[1] * HOUR_MS;
  const readings: Reading[] = [];
  let count = startsAt;
  for (let n = 0, atMs = fromMs; atMs < lastMs + 3 * DAY_MS; n++, atMs += everyMs) {
    count = (count + (steps[n % steps.length] ?? 0)) % 1e8;
    if (!isSilent(atMs)) readings.push(markedReading(series, n, { atMs, count, exponent: formOf(n) }));
  }
  return readings;
}

function formsOf(
  { finerFrom, everyMs }: Series,
  { fromMs, boundariesMs }: { readonly fromMs: number; readonly boundariesMs: readonly number[] },
): (n: number) => number {
  const month = utcMonthNumber(fromMs + (finerFrom ?? 0) * everyMs);
  const isChangeSeen = boundariesMs.some((atMs) => utcMonthNumber(atMs) === month);
  return (n) => (finerFrom !== undefined && n >= finerFrom && isChangeSeen ? -3 : -2);
}

function markedReading(
  { marked: [mark, every] }: Series,
  n: number,
  { atMs, count, exponent }: { readonly atMs: number; readonly count: number; readonly exponent: number },
): Reading {
  const isMarked = n % every === 1;
  const said = isMarked && mark === "implausible" ? (count * 7) % 1e8 : count;
  return reading(atMs, said * 10 ** (-2 - exponent), { marks: isMarked ? [mark] : [], exponent });
}

describe("a meter's use between starts of months", () => {
  it("is the same to the last digit from what is kept beside blocks as from all its readings", async () => {
    let quickOnes = 0;
    await fc.assert(
      fc.asyncProperty(anySeries, async (series) => {
        const boundariesMs = startsOf(series.timeZone, series.month, series.count);
        const { table } = openTable(series.timeZone);
        const all = readingsOf(series, boundariesMs);
        const isLate = (_: Reading, n: number) => n % series.late === 0;
        table.importMonths(toMonthColumns(all.filter((one, n) => !isLate(one, n))));
        table.commitAll([
          packCommit({ decodedSeq: 1, readings: all.filter(isLate), outcomes: [], formats: [] }),
        ]);
        if (series.isFolded) table.foldAll();
        const { quick, full } = await bothRoads(table, boundariesMs);
        if (quick) {
          quickOnes += 1;
          expect(quick).toEqual(full);
        }
      }),
      { numRuns: 300 },
    );
    expect(quickOnes).toBeGreaterThan(20);
  }, 120_000);

  it("opens no block where months of the utility begin, whatever way the block was written", async () => {
    const boundariesMs = startsOf("Europe/Copenhagen", 10, 1);
    const [fromMs = 0, toMs = 0] = boundariesMs;
    const { sql, table } = openTable("Europe/Copenhagen");
    const hourly = (from: number, to: number) =>
      Array.from({ length: (to - from) / HOUR_MS }, (_, n) => from + n * HOUR_MS).map((atMs) =>
        reading(atMs, (atMs - fromMs) / HOUR_MS + 1000),
      );
    table.importMonths(toMonthColumns(hourly(fromMs - 5 * DAY_MS, toMs - 40 * HOUR_MS)));
    // The month's end comes over the radio and is folded into its block.
    const recent = hourly(toMs - 40 * HOUR_MS, toMs + DAY_MS);
    table.commitAll([packCommit({ decodedSeq: 1, readings: recent, outcomes: [], formats: [] })]);
    table.foldAll();
    sql.run("UPDATE blocks SET bytes = zeroblob(9)");
    // October has 745 hours in Denmark in 2026: its clocks go back on the 25th. One count of 0.01 m³ an hour.
    expect((await bothRoads(table, boundariesMs)).quick).toEqual([
      { fromMs, toMs, mark: "measured", value: { digits: 745, exponent: -2 } },
    ]);
  });

  it("follows the utility to another time zone, and is made for blocks that have none, by the report or ahead", async () => {
    const readings = Array.from({ length: 70 * 24 }, (_, n) =>
      reading(Date.UTC(2026, 8, 1) + n * HOUR_MS, 3 * n),
    );
    const { sql, table } = openTable("Europe/Copenhagen");
    table.importMonths(toMonthColumns(readings));
    writeSetting(sql, "utility.time-zone", "America/New_York");
    const boundariesMs = startsOf("America/New_York", 10, 1);
    // 31 days, three counts an hour; New York's clocks change in November.
    const expected = [{ mark: "measured", value: { digits: 31 * 24 * 3, exponent: -2 } }];
    expect((await bothRoads(table, boundariesMs)).quick).toMatchObject(expected);
    sql.run("DELETE FROM month_edges");
    writeSetting(sql, "utility.time-zone", "Asia/Kolkata");
    const steps = Array.from({ length: 9 }, () => table.fillEdges());
    expect(steps.reduce((sum, { filled }) => sum + filled, 0)).toBe(3);
    expect(steps.at(-1)).toEqual({ filled: 0, share: 1, isWhole: true });
    sql.run("UPDATE blocks SET bytes = zeroblob(9)");
    // Half an hour between two readings: half of three counts at both ends.
    const estimated = expected.map((one) => ({ ...one, mark: "estimated" }));
    expect((await bothRoads(table, startsOf("Asia/Kolkata", 10, 1))).quick).toMatchObject(estimated);
  });

  it("sends a month that is over and has no reading at its end to the readings, which say up to when it counts", async () => {
    const boundariesMs = startsOf("Europe/Copenhagen", 9, 2);
    const [septemberMs = 0, octoberMs = 0, novemberMs = 0] = boundariesMs;
    const silentMs = octoberMs + 10 * DAY_MS;
    const { table } = openTable("Europe/Copenhagen");
    const hours = (silentMs - septemberMs) / HOUR_MS + 1;
    const readings = Array.from({ length: hours }, (_, n) => reading(septemberMs + n * HOUR_MS, 2 * n));
    table.importMonths(toMonthColumns(readings));
    table.foldAll();
    const { quick, full } = await bothRoads(table, boundariesMs);
    expect(quick).toBeUndefined();
    // Two counts an hour: 30 days of September, then ten days of October and nothing more.
    expect(full).toEqual([
      { fromMs: septemberMs, toMs: octoberMs, mark: "measured", value: { digits: 1440, exponent: -2 } },
      {
        fromMs: octoberMs,
        toMs: novemberMs,
        mark: "silent",
        untilMs: silentMs,
        value: { digits: 480, exponent: -2 },
      },
    ]);
  });

  it("says of a month that runs still up to which reading it counts, the same on both roads", async () => {
    const boundariesMs = startsOf("Europe/Copenhagen", 9, 2);
    const [septemberMs = 0, octoberMs = 0, novemberMs = 0] = boundariesMs;
    const lastMs = octoberMs + 10 * DAY_MS;
    const { table } = openTable("Europe/Copenhagen");
    const hours = (lastMs - septemberMs) / HOUR_MS + 1;
    const readings = Array.from({ length: hours }, (_, n) => reading(septemberMs + n * HOUR_MS, 2 * n));
    table.importMonths(toMonthColumns(readings));
    table.foldAll();
    const newest: NewestCount = { atMs: lastMs, count: 2 * (hours - 1), unit: "m³", exponent: -2 };
    const { quick, full } = await bothRoads(table, boundariesMs, { nowMs: octoberMs + 12 * DAY_MS, newest });
    expect(quick?.at(-1)).toEqual({
      fromMs: octoberMs,
      toMs: novemberMs,
      mark: "running",
      untilMs: lastMs,
      value: { digits: 480, exponent: -2 },
    });
    expect(quick).toEqual(full);
  });

  it("is read from the readings where a person corrected or estimated the one at the month's end", async () => {
    for (const mark of ["edited", "estimated"] as const) {
      const boundariesMs = startsOf("Europe/Copenhagen", 10, 1);
      const { table } = openTable("Europe/Copenhagen");
      const end = boundariesMs[1] ?? 0;
      const readings = Array.from({ length: 60 * 24 }, (_, n) => {
        const atMs = Date.UTC(2026, 8, 15) + n * HOUR_MS;
        return reading(atMs, n, { marks: atMs === end ? [mark] : [] });
      });
      table.importMonths(toMonthColumns(readings));
      const { quick, full } = await bothRoads(table, boundariesMs);
      expect(quick).toBeUndefined();
      expect(full).toMatchObject([{ mark }]);
    }
  });

  it("is told of many meters at once, but of few where each has something recent and its block must be opened", () => {
    const { table } = openTable("Atlantic/Reykjavik");
    const meters = Array.from({ length: 3000 }, (_, n) => `KAM-${90_000_001 + n}-34-04` as MeterKey);
    const [octoberMs = 0] = startsOf("Atlantic/Reykjavik", 10, 0);
    const heard = (atMs: number, some: readonly MeterKey[]) => {
      const readings = some.map((meter) => reading(atMs, 7, { meter }));
      table.commitAll([packCommit({ decodedSeq: 1, readings, outcomes: [], formats: [] })]);
    };
    const pages = () => {
      const told: (readonly MeterKey[])[] = [];
      for (let stretch: number | undefined = 0; stretch !== undefined; ) {
        const page = table.countsAround("V1", { momentsMs: [octoberMs], stretch });
        told.push(page.meters);
        stretch = page.next;
      }
      expect(told.flat().sort()).toEqual(meters);
      return told.map(({ length }) => length);
    };
    heard(octoberMs + HOUR_MS, meters);
    table.foldAll();
    while (!table.fillEdges().isWhole);
    expect(pages()).toEqual([3000]);
    heard(octoberMs + 2 * HOUR_MS, meters.slice(0, 100));
    expect(pages()).toEqual([3000]);
    heard(octoberMs + 3 * HOUR_MS, meters);
    // Numbers begin with 1, so there are 1,023 in the first stretch.
    expect(pages()).toEqual([1023, 1024, 953]);
  });
});
