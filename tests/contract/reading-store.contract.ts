import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CountsAround, Outcome, ReadingStore, RegisterMonth } from "../../server/reading-ports.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { BlockFollower } from "../support/block-follower.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";
import {
  allOf,
  BEN,
  batch,
  HOUR_MS,
  MAY,
  METERS,
  type StoreUnderTest,
  sortedValues,
  values,
  withStoreOf,
} from "../support/store-under-test.ts";
import { askedOfAllContract } from "./asked-of-all.contract.ts";
import { heardOutcomesContract } from "./heard-outcomes.contract.ts";
import { importedMonthsContract } from "./imported-months.contract.ts";
import { keptCopiesContract } from "./kept-copies.contract.ts";
import { keptReadingsContract } from "./kept-readings.contract.ts";
import { removedReadingsContract } from "./removed-readings.contract.ts";

const OUTCOMES = ["decoded", "no-key", "wrong-key", "wrong-crc"];

/** What every `ReadingStore` does. `open` gives an empty one. */
export function readingStoreContract(
  name: string,
  open: () => Promise<StoreUnderTest>,
  runs = Number(process.env["ROUNDS_RUNS"] ?? 50),
): void {
  const withStore = withStoreOf(open);
  describe(`${name} as a reading store`, () => {
    keptReadingsContract(withStore);
    askedOfAllContract(withStore);
    importedMonthsContract(withStore);
    keptCopiesContract(withStore);
    heardOutcomesContract(withStore);
    removedReadingsContract(withStore);

    it("answers like the plain model after any sequence of commits, imports, folds and reopenings", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyStep, { minLength: 1, maxLength: 14 }),
          fc.nat(),
          async (steps, seed) => {
            const shadow = new ShadowReadingStore();
            const follower = new BlockFollower();
            let test = await open();
            try {
              for (const [index, step] of steps.entries()) {
                test = await step(test);
                if ((seed >> (index % 16)) % 2 === 1) await follower.follow(test.store, 1 + (seed % 4));
                await step({ ...test, store: shadow, fold: async () => undefined, reopen: async () => test });
              }
              expect(await everything(test.store, METERS)).toEqual(await everything(shadow, METERS));
              await follower.follow(test.store, 1 + (seed % 4));
              for (const meter of METERS) {
                expect(follower.readings(meter).map(sortedValues)).toEqual(
                  (await allOf(shadow, meter)).map(sortedValues),
                );
              }
            } finally {
              await test.close();
            }
          },
        ),
        { numRuns: runs },
      );
    }, 120_000);
  });
}

/** Everything a store answers, in a form that can be compared. */
async function everything(store: ReadingStore, meters: readonly MeterKey[]) {
  const perMeter = await Promise.all(
    meters.map(async (meter) => ({
      meter,
      columns: (await allOf(store, meter)).map(sortedValues),
      part: (await allOf(store, meter, MAY, MAY + 20 * 24 * HOUR_MS)).map(sortedValues),
      volume: (await store.columns(meter, -8e15, 8e15, ["V1"])).flatMap((month) => readingsOf(month)),
      newest: (await store.newest(meter, MAY + 35 * 24 * HOUR_MS, 7)).map(sortedValues),
      latest: await store.latestOf(meter).then((one) => one && sortedValues(one.reading)),
      span: await store.span(meter),
      undecoded: await store.undecoded(meter, ["no-key", "wrong-key"]),
    })),
  );
  const latest = (await store.latest()).map((one) => [one.meter, sortedValues(one.reading)] as const);
  return {
    perMeter,
    latest: new Map(latest),
    month: rowsOf(await store.registerMonth("E1", MAY)),
    nextMonth: rowsOf(await store.registerMonth("V1", MAY + 33 * 24 * HOUR_MS)),
    // Days of the month, then where months of the utility begin: the store keeps those of Copenhagen.
    around: aroundOf(
      await store.countsAround("E1", { momentsMs: [MAY + 3 * HOUR_MS, MAY + 9 * HOUR_MS], stretch: 0 }),
    ),
    atMonth: aroundOf(await store.countsAround("E1", { momentsMs: [JUNE_IN_DENMARK], stretch: 0 })),
    atNextMonth: aroundOf(await store.countsAround("V1", { momentsMs: [JULY_IN_DENMARK], stretch: 0 })),
    count: await store.count(),
    heard: await store.heard(100),
    decodedSeq: await store.decodedSeq(),
    formats: new Set(await store.formats()),
    isNeeded: await store.hasUndecoded({ firstSeq: 10, lastSeq: 20 }, ["no-key"]),
    isOursNeeded: await store.hasUndecoded({ firstSeq: 1, lastSeq: 99 }, ["no-key", "wrong-key"], [BEN]),
  };
}

/** A register's month as rows, whatever the order of its meters and forms. */
function rowsOf(month: RegisterMonth) {
  const rows = month.meters.map((meter, row) => ({
    meter,
    ...month.forms[month.form[row] ?? -1],
    first: [month.first[row], month.firstMs[row]],
    last: [month.last[row], month.lastMs[row]],
    range: [month.min[row], month.max[row]],
    count: month.count[row],
    neverFalls: month.neverFalls[row],
  }));
  return new Map(rows.map((row) => [`${row.meter} ${row.unit} ${row.exponent}`, row]));
}

/** Local midnight of a month's first day, summer time. */
const JUNE_IN_DENMARK = Date.UTC(2025, 4, 31, 22);
const JULY_IN_DENMARK = Date.UTC(2025, 5, 30, 22);

function aroundOf(around: CountsAround) {
  return new Map(
    around.meters.map((meter, row) => [
      meter,
      around.isSteady[row] === 1 && {
        form: [around.units[row], around.exponents[row]],
        beside: around.at.map(({ before, beforeMs, after, afterMs }) => [
          [before[row], beforeMs[row]],
          [after[row], afterMs[row]],
        ]),
        month: [around.first[row], around.last[row]],
      },
    ]),
  );
}

type StoreStep = (test: StoreUnderTest) => Promise<StoreUnderTest>;

const anyReading: fc.Arbitrary<Reading> = fc
  .tuple(
    fc.constantFrom(...METERS),
    fc.integer({ min: -40 * 4, max: 50 * 4 }),
    fc.constantFrom("radio", "manual", "import") as fc.Arbitrary<Reading["source"]>,
    fc.nat(1000),
    fc.constantFrom<readonly string[]>([], ["leak"], ["air", "leak"]),
    fc.constantFrom<Reading["marks"]>([], ["estimated"], ["implausible"]),
  )
  .map(([meter, quarterDays, source, count, status, marks]) => ({
    meter,
    atMs: MAY + quarterDays * 6 * HOUR_MS,
    values: count % 3 === 0 ? values(count).slice(0, 1) : values(count),
    status,
    marks,
    source,
    receiver: `mast-${count % 2}`,
    ...(source === "radio" ? { frameSeq: count } : {}),
  }));

/** Entries are decoded in the order of the journal; some again later. One is always of the same meter. */
const outcomeOf = (seq: number, outcome: string): Outcome => {
  const meter = METERS[seq % 4];
  return { seq, ...(meter ? { meter } : {}), outcome, rxAtMs: MAY + seq, rssiDbm: -(seq % 90) };
};

const anyCommit: fc.Arbitrary<StoreStep> = fc
  .tuple(
    fc.array(anyReading, { maxLength: 30 }),
    fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...OUTCOMES)), { maxLength: 3 }),
  )
  .map(([readings, decoded, again]) => async (test) => {
    const before = await test.store.decodedSeq();
    const first = decoded.map((outcome, index) => outcomeOf(before + 1 + index, outcome));
    const later = new Map(again.map(([place, outcome]) => [1 + (place % (before + 1)), outcome]));
    const repeated = [...later]
      .filter(([seq]) => seq <= before)
      .map(([seq, outcome]) => outcomeOf(seq, outcome));
    const decodedSeq = before + decoded.length;
    await test.store.commit(batch(readings, { outcomes: [...repeated, ...first], decodedSeq }));
    return test;
  });

const anyImport: fc.Arbitrary<StoreStep> = fc
  .tuple(fc.array(anyReading, { minLength: 1, maxLength: 60 }), fc.constantFrom(...METERS))
  .map(([readings, meter]) => async (test) => {
    const byKey = new Map(readings.map((one) => [`${one.atMs} ${one.source}`, { ...one, meter }]));
    const shadow = new ShadowReadingStore();
    await shadow.commit(batch([...byKey.values()]));
    await test.store.importMonths(await shadow.columns(meter, -8e15, 8e15));
    return test;
  });

/** A span that gives way, to nothing or to others; sometimes a part of it was billed. */
const anyReplacement: fc.Arbitrary<StoreStep> = fc
  .record({
    meter: fc.constantFrom(...METERS),
    from: fc.integer({ min: -45 * 4, max: 50 * 4 }),
    length: fc.nat(60 * 4),
    readings: fc.array(anyReading, { maxLength: 10 }),
    sources: fc.constantFrom<readonly Reading["source"][]>([], ["radio"], ["radio", "import"]),
    locked: fc.constantFrom(-400, -400, 0),
  })
  .map(({ meter, from, length, readings, sources, locked }) => async (test) => {
    const byKey = new Map(readings.map((one) => [`${one.atMs} ${one.source}`, { ...one, meter }]));
    await test.store.replaceSpan({
      meter,
      fromMs: MAY + from * 6 * HOUR_MS,
      toMs: MAY + (from + length) * 6 * HOUR_MS,
      ...(sources.length > 0 ? { sources } : {}),
      readings: [...byKey.values()],
      kept: { held: [], lockedBeforeMs: MAY + locked * 24 * HOUR_MS },
    });
    return test;
  });

/** Folds, each with some days behind all that is known of some meters: what a month grows by. */
const anyGrowth: fc.Arbitrary<StoreStep> = fc
  .array(fc.array(fc.tuple(fc.constantFrom(...METERS), fc.nat(9)), { minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((folds) => async (test) => {
    for (const days of folds) {
      for (const [meter, step] of days) await test.store.commit(batch([await nextDays(test, meter, step)]));
      await test.fold();
    }
    return test;
  });

/** Mostly a counter that goes on, now and then one that falls, or a reading by hand beside it. */
async function nextDays({ store }: StoreUnderTest, meter: MeterKey, step: number): Promise<Reading> {
  const latest = (await store.latestOf(meter))?.reading;
  const energy = latest?.values.find(({ register }) => register === "E1")?.value.digits ?? 0;
  const last = (await store.span(meter))?.lastMs ?? MAY;
  return {
    meter,
    atMs: last + (step + 1) * 12 * HOUR_MS,
    values: values(Number(energy) + (step === 9 ? -1 : step)),
    status: [],
    marks: step === 8 ? ["edited"] : [],
    source: step === 7 ? "manual" : "radio",
    receiver: "mast",
  };
}

const anyStep: fc.Arbitrary<StoreStep> = fc.oneof(
  { arbitrary: anyCommit, weight: 5 },
  { arbitrary: anyGrowth, weight: 3 },
  { arbitrary: anyImport, weight: 2 },
  { arbitrary: anyReplacement, weight: 2 },
  {
    arbitrary: fc.constant<StoreStep>(async (test) => {
      await test.fold();
      return test;
    }),
    weight: 2,
  },
  { arbitrary: fc.constant<StoreStep>((test) => test.reopen()), weight: 1 },
);
