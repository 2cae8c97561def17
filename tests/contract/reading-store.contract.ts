import { deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CountsAround, DecodedBatch, Outcome, ReadingStore, RegisterMonth } from "../../server/ports.ts";
import { decodeBlock } from "../../shared/blocks/decode-block.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading, RegisterValue } from "../../shared/model/reading.ts";
import { REGISTERS } from "../../shared/model/register.ts";
import { BlockFollower } from "../support/block-follower.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";

/** A store under test. What has no folds or no disk does nothing there. */
export interface StoreUnderTest {
  readonly store: ReadingStore;
  /** Moves recent readings to where old ones live. */
  fold(): Promise<void>;
  /** Closes the store and opens it again. */
  reopen(): Promise<StoreUnderTest>;
  close(): Promise<void>;
}

const METERS = ["KAM-90000001-34-04", "KAM-90000002-34-04", "SON-12345678-0A-07"] as MeterKey[];
const [ADA, BEN] = METERS as [MeterKey, MeterKey];
const HOUR_MS = 3_600_000;
const MAY = Date.UTC(2025, 4, 1);
const OUTCOMES = ["decoded", "no-key", "wrong-key", "wrong-crc"];

const values = (count: number): RegisterValue[] => [
  { register: "E1", unit: "kWh", value: { digits: count, exponent: 0 } },
  { register: "V1", unit: "m³", value: { digits: count * 3, exponent: -2 } },
];

const reading = (atMs: number, more: Partial<Reading> = {}): Reading => ({
  meter: ADA,
  atMs,
  values: values(Math.floor(atMs / HOUR_MS) % 100_000),
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
  ...more,
});

const batch = (readings: readonly Reading[], more: Partial<DecodedBatch> = {}): DecodedBatch => ({
  decodedSeq: 0,
  readings,
  outcomes: [],
  formats: [],
  ...more,
});

const hours = (from: number, to: number, more: Partial<Reading> = {}): Reading[] =>
  Array.from({ length: to - from }, (_, index) => reading(MAY + (from + index) * HOUR_MS, more));

/** All readings in a range, as the store gives them. */
async function allOf(store: ReadingStore, meter: MeterKey, fromMs = -8e15, toMs = 8e15): Promise<Reading[]> {
  return (await store.columns(meter, fromMs, toMs)).flatMap((month) => readingsOf(month));
}

const sortedValues = (one: Reading): Reading => ({
  ...one,
  values: [...one.values].sort(
    (a, b) => NAMES.indexOf(a.register) - NAMES.indexOf(b.register) || a.value.exponent - b.value.exponent,
  ),
});
const NAMES = Object.keys(REGISTERS);

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
    around: aroundOf(await store.countsAround("E1", { atMs: MAY + 3 * HOUR_MS, stretch: 0, keep: true })),
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

function aroundOf(around: CountsAround) {
  return new Map(
    around.meters.map((meter, row) => [
      meter,
      around.neverFalls[row] === 1 && {
        form: [around.units[row], around.exponents[row]],
        before: [around.before[row], around.beforeMs[row]],
        after: [around.after[row], around.afterMs[row]],
        month: [around.first[row], around.last[row]],
      },
    ]),
  );
}

/** What every `ReadingStore` does. `open` gives an empty one. */
export function readingStoreContract(
  name: string,
  open: () => Promise<StoreUnderTest>,
  runs = Number(process.env["ROUNDS_RUNS"] ?? 50),
): void {
  const withStore = (work: (test: StoreUnderTest) => Promise<void>) => async () => {
    let current = await open();
    const reopen = async () => {
      current = await current.reopen();
      return current;
    };
    try {
      await work({ ...current, reopen });
    } finally {
      await current.close();
    }
  };

  describe(`${name} as a reading store`, () => {
    it(
      "gives back what was committed, in order of time, and nothing of other meters",
      withStore(async ({ store }) => {
        await store.commit(batch([...hours(3, 5), ...hours(0, 3)]));
        await store.commit(batch(hours(0, 2, { meter: BEN })));
        expect(await allOf(store, ADA)).toEqual(hours(0, 5));
        expect(await allOf(store, BEN)).toEqual(hours(0, 2, { meter: BEN }));
        expect(await store.count()).toBe(7);
      }),
    );

    it(
      "changes nothing when the same readings come again, before a fold and after it",
      withStore(async ({ store, fold }) => {
        await store.commit(batch(hours(0, 10)));
        await store.commit(batch(hours(0, 10)));
        expect(await store.count()).toBe(10);
        await fold();
        await store.commit(batch(hours(5, 12)));
        expect(await store.count()).toBe(12);
        await fold();
        expect(await store.count()).toBe(12);
        expect(await allOf(store, ADA)).toEqual(hours(0, 12));
      }),
    );

    it(
      "takes a corrected reading in the place of the first, and keeps two sources at one moment apart",
      withStore(async ({ store, fold }) => {
        await store.commit(batch(hours(0, 3)));
        await fold();
        const corrected = reading(MAY + HOUR_MS, { values: values(77), marks: ["edited"] });
        const manual = reading(MAY + HOUR_MS, { source: "manual", receiver: "Ada" });
        await store.commit(batch([corrected, manual]));
        const expected = [reading(MAY), corrected, manual, reading(MAY + 2 * HOUR_MS)];
        expect(await allOf(store, ADA)).toEqual(expected);
        await fold();
        expect(await allOf(store, ADA)).toEqual(expected);
        expect(await store.count()).toBe(4);
      }),
    );

    it(
      "takes readings that come late, of months long folded too",
      withStore(async ({ store, fold }) => {
        await store.commit(batch(hours(0, 4)));
        await fold();
        const late = [reading(MAY - 40 * 24 * HOUR_MS), reading(MAY + HOUR_MS / 2)];
        await store.commit(batch(late));
        const expected = [late[0], reading(MAY), late[1], ...hours(1, 4)];
        expect(await allOf(store, ADA)).toEqual(expected);
        await fold();
        expect(await allOf(store, ADA)).toEqual(expected);
        expect((await store.latestOf(ADA))?.reading).toEqual(reading(MAY + 3 * HOUR_MS));
      }),
    );

    it(
      "cuts columns at the asked times, across months and folds",
      withStore(async ({ store, fold }) => {
        const start = 30 * 24;
        await store.commit(batch(hours(start, start + 24)));
        await fold();
        await store.commit(batch(hours(start + 24, start + 72)));
        const fromMs = MAY + (start + 20) * HOUR_MS;
        const toMs = MAY + (start + 60) * HOUR_MS;
        const months = await store.columns(ADA, fromMs, toMs);
        expect(months.map((month) => month.timesMs.length)).toEqual([4, 36]);
        expect(months.flatMap((month) => readingsOf(month))).toEqual(hours(start + 20, start + 60));
        expect(await store.columns(ADA, toMs, toMs)).toEqual([]);
        expect(await store.columns("ZZZ-00000000-00-00" as MeterKey, 0, 8e15)).toEqual([]);
      }),
    );

    it(
      "pages through readings, newest first",
      withStore(async ({ store, fold }) => {
        const all = hours(0, 1600);
        await store.commit(batch(all.slice(0, 1000)));
        await fold();
        await store.commit(batch(all.slice(1000)));
        const pages: Reading[] = [];
        let beforeMs = Number.POSITIVE_INFINITY;
        for (;;) {
          const page = await store.newest(ADA, beforeMs, 300);
          if (page.length === 0) break;
          pages.push(...page);
          beforeMs = page.at(-1)?.atMs ?? 0;
        }
        expect(pages).toEqual(all.reverse());
      }),
    );

    it(
      "passes over what cannot be true when asked for the latest, however it came and wherever it lies",
      withStore(async ({ store, fold, reopen }) => {
        const latestMs = async (one = store) => {
          const [all, own] = [await one.latest(), await one.latestOf(ADA)];
          expect(all.map(({ reading: { atMs } }) => atMs)).toEqual(own ? [own.reading.atMs] : []);
          return own && (own.reading.atMs - MAY) / HOUR_MS;
        };
        const impossible = (hour: number) => reading(MAY + hour * HOUR_MS, { marks: ["implausible"] });
        await store.commit(batch([impossible(-1)]));
        expect(await latestMs()).toBeUndefined();
        await store.commit(batch([...hours(0, 3), impossible(3)]));
        expect(await latestMs()).toBe(2);
        await fold();
        expect(await latestMs()).toBe(2);
        // A decision about the one that is shown, and a month in which nothing can be true.
        await store.commit(batch([impossible(2), impossible(40 * 24)]));
        expect(await latestMs()).toBe(1);
        await fold();
        expect(await latestMs()).toBe(1);
        await store.importMonths(toMonthColumns([reading(MAY + 1.5 * HOUR_MS, { source: "import" })]));
        expect(await latestMs()).toBe(1.5);
        const again = await reopen();
        expect(await latestMs(again.store)).toBe(1.5);
        await again.store.commit(batch([reading(MAY + 3 * HOUR_MS)]));
        expect(await latestMs(again.store)).toBe(3);
      }),
    );

    it(
      "knows the latest reading of every meter, from imports, folds and commits alike",
      withStore(async ({ store, fold }) => {
        await store.importMonths(toMonthColumns(hours(0, 40 * 24, { meter: BEN, source: "import" })));
        await store.commit(batch(hours(0, 5)));
        await fold();
        await store.commit(batch([reading(MAY + 2 * HOUR_MS, { status: ["leak"] })]));
        expect((await store.latestOf(BEN))?.reading).toEqual(
          hours(40 * 24 - 1, 40 * 24, { meter: BEN, source: "import" })[0],
        );
        expect((await store.latestOf(ADA))?.reading).toEqual(reading(MAY + 4 * HOUR_MS));
        expect((await store.latest()).map((one) => one.meter).sort()).toEqual([ADA, BEN]);
        expect(await store.latestOf(METERS[2] ?? ADA)).toBeUndefined();
      }),
    );

    it(
      "imports whole months, as columns or as blocks, and the same again changes nothing",
      withStore(async ({ store }) => {
        const months = toMonthColumns(hours(0, 60 * 24, { source: "import" }));
        const blocks = months.map((month) => {
          const block = encodeBlock(month, (body) => deflateRawSync(body));
          if (!block.ok) throw new Error(block.error.kind);
          return block.value;
        });
        await store.importMonths(months.slice(0, 1));
        await store.importBlocks(blocks);
        await store.importMonths(months);
        expect(await store.count()).toBe(60 * 24);
        expect(await allOf(store, ADA)).toEqual(hours(0, 60 * 24, { source: "import" }));
        expect(await store.span(ADA)).toEqual({
          firstMs: MAY,
          lastMs: MAY + (60 * 24 - 1) * HOUR_MS,
          registers: ["E1", "V1"],
        });
      }),
    );

    it(
      "merges an import with what was read before, and the import wins where both have a reading",
      withStore(async ({ store, fold }) => {
        await store.commit(batch(hours(0, 4, { source: "import" })));
        const imported = hours(2, 6, { source: "import", values: values(5) });
        await store.importMonths(toMonthColumns(imported));
        const expected = [...hours(0, 2, { source: "import" }), ...imported];
        expect(await allOf(store, ADA)).toEqual(expected);
        await fold();
        expect(await allOf(store, ADA)).toEqual(expected);
        expect(await store.count()).toBe(6);
      }),
    );

    it(
      "puts an import's rows in order and keeps the last of two with one time and source",
      withStore(async ({ store }) => {
        const [month] = toMonthColumns(hours(0, 4));
        if (!month) throw new Error("no month");
        const timesMs = Float64Array.of(MAY + 2 * HOUR_MS, MAY, MAY + 2 * HOUR_MS, MAY + HOUR_MS);
        await store.importMonths([{ ...month, timesMs }]);
        const rows = await allOf(store, ADA);
        const [first, , third, fourth] = hours(0, 4).map((one) => one.values);
        expect(rows.map((one) => [one.atMs - MAY, one.values])).toEqual([
          [0, hours(1, 2)[0]?.values],
          [HOUR_MS, fourth],
          [2 * HOUR_MS, third],
        ]);
        expect(first).not.toEqual(third);
      }),
    );

    it(
      "answers a month's report for all meters: recent, folded, and both",
      withStore(async ({ store, fold }) => {
        await store.commit(batch(hours(0, 10)));
        await store.importMonths(toMonthColumns(hours(5, 9, { meter: BEN, source: "import" })));
        await fold();
        await store.commit(batch(hours(10, 12)));
        const digits = (hour: number) => Math.floor(MAY / HOUR_MS + hour) % 100_000;
        const month = await store.registerMonth("E1", MAY + 99 * HOUR_MS);
        const rows = new Map(month.meters.map((meter, row) => [meter, row]));
        const used = (meter: MeterKey) => {
          const row = rows.get(meter) ?? -1;
          return [month.count[row], (month.last[row] ?? 0) - (month.first[row] ?? 0), month.lastMs[row]];
        };
        expect(used(ADA)).toEqual([12, digits(11) - digits(0), MAY + 11 * HOUR_MS]);
        expect(used(BEN)).toEqual([4, digits(8) - digits(5), MAY + 8 * HOUR_MS]);
        expect((await store.registerMonth("E1", MAY - 1)).meters).toEqual([]);
        expect((await store.registerMonth("E3", MAY)).meters).toEqual([]);
      }),
    );

    it(
      "tells those who keep copies which months changed since they last asked, and nothing twice",
      withStore(async ({ store, fold, reopen }) => {
        const follower = new BlockFollower();
        await store.commit(batch([...hours(0, 3), ...hours(31 * 24, 31 * 24 + 2)]));
        await store.importMonths(toMonthColumns(hours(0, 9, { meter: BEN, source: "import" })));
        expect((await follower.follow(store, 1)).length).toBe(3);
        await fold();
        expect(await follower.follow(store, 10)).toEqual([]);
        await store.commit(batch(hours(3, 4)));
        const again = await reopen();
        expect(await follower.follow(again.store, 10)).toEqual([`${ADA} ${MAY}`]);
        await again.fold();
        const folded = await again.reopen();
        expect(await follower.follow(folded.store, 10)).toEqual([]);
        await folded.store.commit(batch(hours(4, 5)));
        expect(await follower.follow(folded.store, 10)).toEqual([`${ADA} ${MAY}`]);
        expect(follower.readings(ADA)).toEqual([...hours(0, 5), ...hours(31 * 24, 31 * 24 + 2)]);
      }),
    );

    it(
      "gives a month as a block with a version that changes only when the month does, and parts of it",
      withStore(async ({ store, fold }) => {
        await store.commit(batch(hours(0, 24)));
        const first = await store.block(ADA, MAY + HOUR_MS);
        await fold();
        const folded = await store.block(ADA, MAY);
        expect(folded?.version).toBe(first?.version);
        await store.commit(batch(hours(24, 25)));
        const second = await store.block(ADA, MAY);
        expect(second?.version).toBeGreaterThan(first?.version ?? 0);
        expect(await store.blocks(ADA)).toEqual([{ monthMs: MAY, version: second?.version }]);
        const span = (from: number, to: number) => ({
          fromMs: MAY + from * HOUR_MS,
          toMs: MAY + to * HOUR_MS,
        });
        const part = await store.block(ADA, MAY, [span(-99, 2), span(20, 22)]);
        const month = decodeBlock(part?.bytes ?? new Uint8Array(), (body) => inflateRawSync(body));
        if (!month.ok) throw new Error(month.error.kind);
        expect(readingsOf(month.value)).toEqual([...hours(0, 2), ...hours(20, 22)]);
        expect(await store.block(ADA, MAY, [span(50, 60)])).toBeUndefined();
        expect(await store.block(BEN, MAY)).toBeUndefined();
        expect(await store.blocks(BEN)).toEqual([]);
      }),
    );

    it(
      "keeps status, marks, the meter's clock, the frame and units exactly",
      withStore(async ({ store, fold, reopen }) => {
        const rich: Reading[] = [
          reading(MAY, { status: ["leak", "reverse-flow"], meterClock: "2025-05-01T02:00", frameSeq: 12 }),
          reading(MAY + 1, {
            marks: ["estimated", "unproven"],
            source: "manual",
            receiver: "Søren",
            values: [
              { register: "E1", unit: "GJ", value: { digits: Number.MAX_SAFE_INTEGER, exponent: -3 } },
              { register: "t1", unit: "°C", value: { digits: -1234, exponent: -2 } },
            ],
          }),
          reading(MAY + 2, { values: [] }),
        ];
        await store.commit(batch(rich));
        expect(await allOf(store, ADA)).toEqual(rich);
        await fold();
        const again = await reopen();
        expect(await allOf(again.store, ADA)).toEqual(rich);
      }),
    );

    it(
      "counts what was heard, and finds frames a key may open",
      withStore(async ({ store, fold, reopen }) => {
        const outcome = (seq: number, meter: MeterKey, more: Partial<Outcome> = {}): Outcome => ({
          seq,
          meter,
          outcome: "no-key",
          rxAtMs: MAY + seq,
          ...more,
        });
        await store.commit(
          batch([], {
            decodedSeq: 3,
            outcomes: [outcome(1, ADA), outcome(2, BEN, { rssiDbm: -71 }), outcome(3, ADA)],
          }),
        );
        await fold();
        await store.commit(
          batch([], { decodedSeq: 4, outcomes: [outcome(4, ADA, { outcome: "wrong-key" })] }),
        );
        expect(await store.undecoded(ADA, ["no-key", "wrong-key"])).toEqual([1, 3, 4]);
        await store.commit(batch([], { decodedSeq: 4, outcomes: [outcome(3, ADA, { outcome: "decoded" })] }));
        expect(await store.undecoded(ADA, ["no-key"])).toEqual([1]);
        expect(await store.heard(10)).toEqual([
          { meter: ADA, count: 3, lastAtMs: MAY + 4, lastSeq: 4, outcome: "wrong-key" },
          { meter: BEN, count: 1, lastAtMs: MAY + 2, lastSeq: 2, outcome: "no-key", rssiDbm: -71 },
        ]);
        expect(await store.hasUndecoded({ firstSeq: 2, lastSeq: 2 }, ["no-key"])).toBe(true);
        expect(await store.hasUndecoded({ firstSeq: 3, lastSeq: 3 }, ["no-key"])).toBe(false);
        expect(await store.hasUndecoded({ firstSeq: 1, lastSeq: 2 }, ["no-key"], [BEN])).toBe(true);
        expect(await store.hasUndecoded({ firstSeq: 1, lastSeq: 1 }, ["no-key"], [BEN])).toBe(false);
        const again = await reopen();
        expect(await again.store.undecoded(ADA, ["no-key", "wrong-key"])).toEqual([1, 4]);
        await again.store.forgetUndecoded({ firstSeq: 1, lastSeq: 3 });
        expect(await again.store.undecoded(ADA, ["no-key", "wrong-key"])).toEqual([4]);
        expect((await again.store.heard(1))[0]?.count).toBe(3);
        expect(await again.store.decodedSeq()).toBe(4);
      }),
    );

    it(
      "never moves the cursor back",
      withStore(async ({ store, reopen }) => {
        const format = { meterType: "KAM-30", signature: "A8ED", headers: "0406" };
        await store.commit(batch([], { decodedSeq: 9, formats: [format] }));
        await store.commit(batch([], { decodedSeq: 4 }));
        expect(await store.decodedSeq()).toBe(9);
        const again = await reopen();
        expect(await again.store.decodedSeq()).toBe(9);
        expect(await again.store.formats()).toEqual([format]);
      }),
    );

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

const anyStep: fc.Arbitrary<StoreStep> = fc.oneof(
  { arbitrary: anyCommit, weight: 5 },
  { arbitrary: anyImport, weight: 2 },
  {
    arbitrary: fc.constant<StoreStep>(async (test) => {
      await test.fold();
      return test;
    }),
    weight: 2,
  },
  { arbitrary: fc.constant<StoreStep>((test) => test.reopen()), weight: 1 },
);
