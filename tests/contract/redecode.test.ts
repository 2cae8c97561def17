import { beforeEach, describe, expect, it } from "vitest";
import type { EntryOutcome } from "../../server/ingest/entry-decoder.ts";
import { redecodeSpan } from "../../server/ingest/redecode-span.ts";
import type { JournalEntry, Segment } from "../../server/ports.ts";
import type { KeptFromRemoval } from "../../server/reading-ports.ts";
import type { ValueEdit } from "../../server/review-ports.ts";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";
import { ADA, allOf, BEN, batch, HOUR_MS, MAY } from "../support/store-under-test.ts";

/**
 * A driver that took the energy for tenths of what it is. The frame's first byte is the energy in kWh; what was
 * stored is a tenth of it.
 */
const SEGMENT: Segment = {
  ...{ pointId: "p1", meter: ADA, type: "MULTICAL 403", mountedAtMs: MAY, startValues: [], endValues: [] },
};
const NOTHING_KEPT: KeptFromRemoval = { held: [], lockedBeforeMs: 0 };
const hour = (n: number): number => MAY + n * HOUR_MS;

const reading = (n: number, kWh: number, exponent: number, more: Partial<Reading> = {}): Reading => ({
  meter: ADA,
  atMs: hour(n),
  values: [{ register: "E1", unit: "kWh", value: { digits: kWh, exponent } }],
  status: [],
  marks: [],
  source: "radio",
  receiver: "mast",
  frameSeq: n,
  ...more,
});

function decodeEntry({ bytes: [kWh = 0] }: JournalEntry): EntryOutcome {
  const meter = parseMeterKey(ADA);
  if (!meter) throw new Error("no meter");
  return {
    ...{ outcome: "decoded", meter, status: [], marks: [], learned: [] },
    values: [{ register: "E1", unit: "kWh", value: { digits: kWh, exponent: 0 } }],
  };
}

let store: ShadowReadingStore;
let frames: Map<number, number>;
let edits: ValueEdit[];
beforeEach(async () => {
  store = new ShadowReadingStore();
  edits = [];
  onFind = async () => undefined;
  frames = new Map([1, 2, 3, 4, 5].map((n) => [n, 100 + n]));
  await store.commit(
    batch([
      ...[...frames].map(([n, kWh]) => reading(n, kWh, -1)),
      reading(3, 777, 0, { source: "manual", receiver: "Ada" }),
      reading(2, 9, 0, { meter: BEN }),
    ]),
  );
});

/** Called with the number of each frame that is looked up. */
let onFind: (seq: number) => Promise<void> = async () => undefined;

const redecode = (fromMs = MAY, toMs = hour(99), kept = NOTHING_KEPT) =>
  redecodeSpan(
    {
      journal: {
        find: async (seq) => {
          await onFind(seq);
          const kWh = frames.get(seq);
          const heard = { seq, rxAtMs: hour(seq), receiver: "mast", link: "wmbus" as const };
          return kWh === undefined ? undefined : { ...heard, bytes: Uint8Array.of(kWh) };
        },
      },
      readings: store,
      points: { segments: async () => [SEGMENT] },
      review: { edits: async () => edits },
      decodeEntry,
      nowMs: () => hour(1000),
    },
    { meter: ADA, fromMs, toMs, kept },
  );

const said = async () =>
  (await allOf(store, ADA))
    .filter(({ source }) => source === "radio")
    .map(({ values: [value], marks }) => [value?.value.digits, value?.value.exponent, ...marks]);

describe("frames that are decoded anew", () => {
  it("take the place of what was read from them; what people said and other meters stay", async () => {
    expect(await redecode()).toEqual({ isHeld: false, readings: 5, changed: 5, withoutFrame: 0 });
    expect(await said()).toEqual([101, 102, 103, 104, 105].map((kWh) => [kWh, 0]));
    const byHand = (await allOf(store, ADA)).find(({ source }) => source === "manual");
    expect(byHand?.values[0]?.value).toEqual({ digits: 777, exponent: 0 });
    expect(await allOf(store, BEN)).toHaveLength(1);
    expect(await redecode()).toMatchObject({ readings: 5, changed: 0 });
  });

  it("only within the span, and a reading stays where the journal has let go of its frame", async () => {
    frames.delete(3);
    expect(await redecode(hour(2), hour(5))).toEqual({
      isHeld: false,
      readings: 3,
      changed: 2,
      withoutFrame: 1,
    });
    expect(await said()).toEqual([
      [101, -1],
      [102, 0],
      [103, -1],
      [104, 0],
      [105, -1],
    ]);
  });

  it("are judged anew: one that cannot be true says so, one that can does no more", async () => {
    await store.commit(batch([reading(2, 102, -1, { marks: ["implausible"] })]));
    frames.set(4, 50);
    await redecode();
    expect(await said()).toEqual([
      [101, 0],
      [102, 0],
      [103, 0],
      [50, 0, "implausible"],
      [105, 0],
    ]);
  });

  it("change nothing of what somebody decided, what was billed, or what is held", async () => {
    const decided = { meter: ADA, atMs: hour(2), source: "radio" as const };
    edits = [
      {
        ...decided,
        id: "1",
        pointId: "p1",
        kind: "accept",
        values: [],
        reason: "",
        by: "Ada",
        decidedAtMs: 1,
      },
    ];
    await redecode(MAY, hour(99), { held: [BEN], lockedBeforeMs: hour(2) });
    expect((await said()).map(([, exponent]) => exponent)).toEqual([-1, -1, 0, 0, 0]);
    const held = { held: [ADA], lockedBeforeMs: 0 };
    expect(await redecode(MAY, hour(99), held)).toMatchObject({ isHeld: true, changed: 0 });
    expect((await said()).map(([, exponent]) => exponent)).toEqual([-1, -1, 0, 0, 0]);
  });

  it("lose no reading that comes while they are decoded, and leave a meter alone that is heard all the time", async () => {
    let hasCome = false;
    onFind = async () => {
      if (hasCome) return;
      hasCome = true;
      await store.commit(batch([reading(6, 106, 0)]));
    };
    frames.set(6, 106);
    expect(await redecode()).toEqual({ isHeld: false, readings: 6, changed: 5, withoutFrame: 0 });
    expect(await said()).toEqual([101, 102, 103, 104, 105, 106].map((kWh) => [kWh, 0]));
    let n = 10;
    onFind = async () => {
      n += 1;
      await store.commit(batch([reading(7, 100 + n, 0)]));
    };
    frames.set(1, 90);
    expect(await redecode()).toMatchObject({ isBusy: true, changed: 0 });
    onFind = async () => undefined;
    expect((await said())[0]).toEqual([101, 0]);
  });
});
