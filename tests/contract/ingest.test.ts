import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryOutcome } from "../../server/ingest/entry-decoder.ts";
import { Ingest } from "../../server/ingest/ingest.ts";
import type { JournalEntry, Segment } from "../../server/ports.ts";
import type { ReviewFinding } from "../../server/review-ports.ts";
import { meterKeyOf } from "../../shared/model/meter-id.ts";
import { NOTHING_LOCKED } from "../../shared/model/period-lock.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { ADA, HOUR_MS, POINT, quietIngestOf, T0 } from "../support/ingest-parts.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";

/** The conductor over a journal and a store in memory; a frame's first four bytes are the energy in kWh. */
const KEY = meterKeyOf(ADA);
const SEGMENT: Segment = {
  ...{ pointId: "p1", meter: KEY, type: "MULTICAL 403", mountedAtMs: T0, startValues: [], endValues: [] },
};

class Store extends ShadowReadingStore {
  before: () => Promise<void> = async () => undefined;
  override async commit(batch: Parameters<ShadowReadingStore["commit"]>[0]): Promise<void> {
    await this.before();
    await super.commit(batch);
  }
}

/** So many commits fail. */
function fail(times: number): void {
  let left = times;
  store.before = async () => {
    if (left-- > 0) throw new Error("disk full");
  };
}

const bytesOf = (kWh: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, kWh);
  return bytes;
};

/** A decoder tells of a format when it first comes up, and never again. */
let isLearned = false;
function learnsOnce(): boolean {
  const isNew = !isLearned;
  isLearned = true;
  return isNew;
}

function decodeEntry({ bytes }: JournalEntry): EntryOutcome {
  const kWh = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return {
    ...{ outcome: "decoded", meter: ADA, status: [], marks: [] },
    values: [{ register: "E1", unit: "kWh", value: { digits: kWh, exponent: 0 } }],
    learned:
      kWh === 1_000 && learnsOnce() ? [{ meterType: "KAM-34-04", signature: "a1b2", headers: "0406" }] : [],
  };
}

let store: Store;
let ingest: Ingest;
let entries: JournalEntry[];
let findings: ReviewFinding[];
let latest: Reading | undefined;
let published: unknown[];
let locks = NOTHING_LOCKED;
let intervalMinutes = POINT.intervalMinutes;
beforeEach(() => {
  store = new Store();
  isLearned = false;
  entries = [];
  findings = [];
  latest = undefined;
  published = [];
  locks = NOTHING_LOCKED;
  intervalMinutes = POINT.intervalMinutes;
  ingest = new Ingest({
    ...quietIngestOf(entries),
    readings: store,
    decodeEntry,
    hungAt: () => ({ point: { ...POINT, intervalMinutes }, segment: SEGMENT }),
    mountingsOf: () => [SEGMENT],
    latestReading: () => latest,
    applyReading: (reading) => {
      if (latest && reading.atMs < latest.atMs) return undefined;
      latest = reading;
      return { kind: "reading", pointId: "p1", latest: { atMs: reading.atMs, values: [], status: [] } };
    },
    publish: (change) => published.push(change),
    addFindings: async (found) => {
      findings.push(...found);
    },
    locks: async () => locks,
  });
});

const hear = (hour: number, kWh: number) =>
  ingest.receive([{ rxAtMs: T0 + hour * HOUR_MS, receiver: "mast", link: "wmbus", bytes: bytesOf(kWh) }]);

/** Lets what is journalled be decoded, however often the disk says no. */
async function settle(): Promise<void> {
  while (ingest.decodedSeq() < entries.length) {
    await ingest.start();
    await ingest.settled();
  }
}

const marks = async () =>
  (await store.newest(KEY, Number.MAX_SAFE_INTEGER, 100)).toReversed().map((one) => one.marks);

describe("a meter that is heard every 16 seconds for an hour", () => {
  // 225 telegrams, the first on the hour; the first of minute m is number ⌈60 m ÷ 16⌉.
  it.each([
    [60, [0]],
    [5, [0, 19, 38, 57, 75, 94, 113, 132, 150, 169, 188, 207]],
    [1, Array.from({ length: 60 }, (_, minute) => Math.ceil((minute * 60) / 16))],
  ])(
    "is kept as densely as its point says, every %i minutes, to the digit and the second",
    async (minutes, kept) => {
      intervalMinutes = minutes;
      for (let n = 0; n < 225; n++) await hear((n * 16) / 3600, 5_000 + n);
      await settle();
      const readings = (await store.newest(KEY, Number.MAX_SAFE_INTEGER, 300)).toReversed();
      expect(readings.map(({ atMs, values }) => [atMs, values[0]?.value])).toEqual(
        kept.map((n) => [T0 + n * 16_000, { digits: 5_000 + n, exponent: 0 }]),
      );
      // What was not kept as a reading is in the journal still.
      expect(entries).toHaveLength(225);
    },
  );
});

describe("a batch that could not be committed", () => {
  it("is judged again as it was: a reading that agrees with itself is no second witness", async () => {
    await hear(1, 5_000);
    await settle();
    fail(3);
    await hear(2, 900_000_000);
    await settle();
    // Only after three readings of their own would a meter that was reset have a new line.
    await hear(3, 900_000_010);
    await hear(4, 5_003);
    await settle();
    expect(await marks()).toEqual([[], ["implausible"], ["implausible"], []]);
  });

  it("still teaches what it taught, in the store too", async () => {
    fail(2);
    await hear(1, 1_000);
    await settle();
    expect(await store.formats()).toEqual([{ meterType: "KAM-34-04", signature: "a1b2", headers: "0406" }]);
  });

  it("is not taken for good because another one was committed meanwhile", async () => {
    await hear(1, 5_000);
    await settle();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    store.before = () => gate.then(() => Promise.reject(new Error("disk full")));
    await hear(2, 900_000_000);
    const draining = settle();
    await new Promise((resolve) => setImmediate(resolve));
    const again = ingest.decodeAgain(KEY);
    await new Promise((resolve) => setImmediate(resolve));
    store.before = async () => undefined;
    open();
    await Promise.all([draining, again]);
    await hear(3, 900_000_010);
    await hear(4, 5_003);
    await settle();
    expect(await marks()).toEqual([[], ["implausible"], ["implausible"], []]);
  });
});

describe("frames that a key opens late", () => {
  it("are read some at a time, however many waited: what comes meanwhile gets its turn", async () => {
    const many = Array.from({ length: 1_100 }, (_, n) => n + 1);
    for (const n of many) void hear(n / 100, 5_000);
    await settle();
    await store.commit({
      ...{ decodedSeq: 1_100, readings: [], formats: [] },
      outcomes: many.map((seq) => ({ seq, meter: KEY, outcome: "no-key", rxAtMs: T0 })),
    });
    const commits = vi.spyOn(store, "commit");
    expect(await ingest.decodeAgain(KEY)).toBe(1_100);
    expect(commits.mock.calls.map(([{ outcomes }]) => outcomes.length)).toEqual([500, 500, 100]);
    expect(await store.undecoded(KEY, ["no-key"])).toEqual([]);
  });
});

describe("what a meter is shown to have said last", () => {
  const shown = () => latest && [(latest.atMs - T0) / HOUR_MS, latest.values[0]?.value.digits];

  it("is the last that can be true, whether the other one is kept or thinned away", async () => {
    await hear(1, 5_000);
    await hear(2, 900_000_000);
    await hear(2.5, 900_000_000);
    await settle();
    expect(shown()).toEqual([1, 5_000]);
    expect(findings.map(({ reason, atMs }) => [reason, atMs])).toEqual([["too-fast", T0 + 2 * HOUR_MS]]);
    await hear(2.75, 5_002);
    await settle();
    expect(shown()).toEqual([2.75, 5_002]);
    expect(published).toHaveLength(2);
  });

  it("is never of a time that cannot be, early or late, and each such reading is on the work list", async () => {
    await hear(5, 5_000);
    await settle();
    const before = hear(-30, 4_000);
    const ahead = hear((Date.UTC(2099, 0, 1) - T0) / HOUR_MS, 5_001);
    await Promise.all([before, ahead]);
    await settle();
    expect(shown()).toEqual([5, 5_000]);
    expect(findings.map(({ reason }) => reason)).toEqual(["before-mounting", "clock-ahead"]);
    expect(await store.count()).toBe(1);
    await hear(6, 5_001);
    await settle();
    expect(shown()).toEqual([6, 5_001]);
    expect(await marks()).toEqual([[], []]);
  });
});

describe("a decision about a value", () => {
  it("is what later readings are held against: an accepted jump needs no witnesses", async () => {
    await hear(1, 5_000);
    await hear(2, 900_000_000);
    await settle();
    [latest] = await store.newest(KEY, Number.MAX_SAFE_INTEGER, 1);
    latest = latest && { ...latest, marks: [] };
    ingest.lookAnew(KEY);
    await hear(3, 900_000_001);
    await settle();
    expect(await marks()).toEqual([[], ["implausible"], []]);
    expect(findings).toHaveLength(1);
  });
});

describe("a reading of a period that was billed", () => {
  it("is one of its own area's: what is billed elsewhere later does not hold it back", async () => {
    locks = { beforeMs: T0 + 2 * HOUR_MS, areas: { Elsewhere: T0 + 9 * HOUR_MS } };
    await hear(1, 5_000);
    await hear(4, 5_003);
    await settle();
    expect(await marks()).toEqual([["implausible"], []]);
    locks = { beforeMs: 0, areas: { [POINT.area]: T0 + 7 * HOUR_MS } };
    await hear(6, 5_005);
    await hear(8, 5_007);
    await settle();
    expect(await marks()).toEqual([["implausible"], [], ["implausible"], []]);
    expect(findings.map(({ atMs }) => (atMs - T0) / HOUR_MS)).toEqual([1, 6]);
  });

  it("is kept and found when it comes late, but does not count; what is known there stays as it is", async () => {
    await hear(1, 5_000);
    await hear(5, 5_004);
    await settle();
    locks = { ...locks, beforeMs: T0 + 4 * HOUR_MS };
    await hear(3, 5_002);
    await hear(1, 5_001);
    await hear(6, 5_005);
    await settle();
    const standing = (await store.newest(KEY, Number.MAX_SAFE_INTEGER, 10)).toReversed();
    expect(
      standing.map((one) => [(one.atMs - T0) / HOUR_MS, one.values[0]?.value.digits, one.marks]),
    ).toEqual([
      [1, 5_000, []],
      [3, 5_002, ["implausible"]],
      [5, 5_004, []],
      [6, 5_005, []],
    ]);
    expect(findings.map(({ reason, atMs, pointId }) => [reason, (atMs - T0) / HOUR_MS, pointId])).toEqual([
      ["period-locked", 3, "p1"],
    ]);
  });
});
