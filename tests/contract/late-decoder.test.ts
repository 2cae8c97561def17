import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryOutcome } from "../../server/ingest/entry-decoder.ts";
import { Ingest } from "../../server/ingest/ingest.ts";
import type { JournalEntry, Segment } from "../../server/ports.ts";
import { type MeterId, type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import { ADA, HOUR_MS, POINT, quietIngestOf, T0 } from "../support/ingest-parts.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";

/** A frame's first byte says whose it is, the second what it takes to read it; each is heard an hour after the one before. */
const BEN: MeterId = { ...ADA, id: "00000002" };
/** Its telegrams tell another type than is written on it. */
const ADA_AS_WATER: MeterId = { ...ADA, deviceType: 0x0c };
const METERS = [ADA, BEN, ADA_AS_WATER];
const TAKES = ["", "teaches", "unknown-signature", "unsupported", "no-key"];
const placeOf = (meter: MeterId): Segment => ({
  ...{ pointId: "p1", meter: meterKeyOf(meter), type: "", mountedAtMs: T0, startValues: [], endValues: [] },
});

let store: ShadowReadingStore;
let entries: JournalEntry[];
let known: Set<string>;
let tried: string[];
let keysToTry: readonly MeterKey[];
let ingests: Ingest[];
beforeEach(() => {
  store = new ShadowReadingStore();
  [entries, tried, ingests, keysToTry] = [[], [], [], []];
  known = new Set(["", "teaches"]);
});
afterEach(async () => {
  for (const ingest of ingests) await ingest.stop();
});

function decodeEntry({ bytes, seq }: JournalEntry): EntryOutcome {
  const [meter = ADA, takes = ""] = [METERS[bytes[0] ?? 0], TAKES[bytes[1] ?? 0]];
  const nothing = { status: [], marks: [], learned: [] };
  if (!known.has(takes)) return { outcome: takes, meter, values: [], ...nothing };
  const isNews = takes === "teaches" && !known.has("unknown-signature");
  if (isNews) known.add("unknown-signature");
  return {
    ...{ outcome: "decoded", meter, ...nothing },
    values: [{ register: "E1", unit: "kWh", value: { digits: seq, exponent: 0 } }],
    learned: isNews ? [{ meterType: "KAM-34-04", signature: "a1b2", headers: "0406" }] : [],
  };
}

async function start(version = "1"): Promise<Ingest> {
  const ingest = new Ingest({
    ...quietIngestOf(entries),
    readings: store,
    decodeEntry,
    hungAt: (meter) => ({ point: POINT, segment: placeOf(meter) }),
    mountingsOf: () => [placeOf(ADA)],
    trying: {
      version,
      last: async () => tried.at(-1),
      note: async (text) => {
        tried.push(text);
      },
    },
    keysToTry: {
      list: async () => keysToTry,
      noteTried: async () => {
        keysToTry = [];
      },
    },
    report: (text) => {
      throw new Error(text);
    },
  });
  ingests.push(ingest);
  await ingest.start();
  return ingest;
}

async function hear(ingest: Ingest, meter: MeterId, takes = ""): Promise<void> {
  const rxAtMs = T0 + (entries.length + 1) * HOUR_MS;
  const bytes = Uint8Array.of(METERS.indexOf(meter), TAKES.indexOf(takes));
  await ingest.receive([{ rxAtMs, receiver: "mast", link: "wmbus", bytes }]);
  await ingest.settled();
}

const readOf = async (meter: MeterId): Promise<readonly number[]> =>
  (await store.newest(meterKeyOf(meter), 8e15, 100))
    .map(({ values }) => Number(values[0]?.value.digits))
    .reverse();
const comesToBeRead = (meter: MeterId) => expect.poll(() => readOf(meter), { interval: 5 });

describe("frames that something opens which comes later", () => {
  it("are found by maker and number, as a key is: telegrams may tell another type of the meter", async () => {
    const ingest = await start();
    await hear(ingest, ADA_AS_WATER, "no-key");
    known.add("no-key");
    expect(await ingest.decodeAgain(meterKeyOf(ADA))).toBe(1);
    expect(await readOf(ADA_AS_WATER)).toEqual([1]);
    expect(await ingest.decodeAgain(meterKeyOf(BEN))).toBe(0);
  });

  it("are read of every meter of a type once one of them has taught its format", async () => {
    const ingest = await start();
    await hear(ingest, BEN, "unknown-signature");
    await hear(ingest, ADA, "unknown-signature");
    await hear(ingest, ADA, "teaches");
    await comesToBeRead(ADA).toEqual([2, 3]);
    await comesToBeRead(BEN).toEqual([1]);
  });

  it("are read after a start where the server ended between the lesson and them", async () => {
    const ingest = await start();
    await hear(ingest, BEN, "unknown-signature");
    await ingest.stop();
    await store.commit({
      ...{ decodedSeq: 1, readings: [], outcomes: [] },
      formats: [{ meterType: "KAM-34-04", signature: "a1b2", headers: "0406" }],
    });
    known.add("unknown-signature");
    await start();
    await comesToBeRead(BEN).toEqual([1]);
  });

  it("are tried once by another program than the last, and not at every start", async () => {
    const first = await start("1");
    await expect.poll(() => tried).toEqual(["1 0"]);
    await hear(first, ADA, "unsupported");
    await first.stop();
    known.add("unsupported");
    const again = await start("1");
    await again.stop();
    expect(await readOf(ADA)).toEqual([]);
    await start("2");
    await comesToBeRead(ADA).toEqual([1]);
    await expect.poll(() => tried).toEqual(["1 0", "2 0"]);
  });

  it("are tried once with every format there is, and again only when there is one more", async () => {
    const first = await start("1");
    await expect.poll(() => tried).toEqual(["1 0"]);
    await hear(first, BEN, "unknown-signature");
    await hear(first, ADA, "no-key");
    await hear(first, ADA, "teaches");
    known.delete("unknown-signature");
    await hear(first, BEN, "unknown-signature");
    await first.stop();
    const second = await start("1");
    await expect.poll(() => tried).toEqual(["1 0", "1 1"]);
    await second.stop();
    const asked = vi.spyOn(store, "undecoded");
    const third = await start("1");
    await third.stop();
    expect(asked).not.toHaveBeenCalled();
  });

  it("are tried once with a key that was there when the server ended, and never of a meter whose key is not known", async () => {
    const first = await start("1");
    await expect.poll(() => tried).toEqual(["1 0"]);
    await hear(first, BEN, "no-key");
    await hear(first, ADA, "no-key");
    await first.stop();
    const asked = vi.spyOn(store, "undecoded");
    keysToTry = [meterKeyOf(ADA)];
    const second = await start("2");
    await expect.poll(() => tried).toEqual(["1 0", "2 0"]);
    // It is a wrong one.
    expect(asked.mock.calls).toEqual([[meterKeyOf(ADA), ["no-key", "wrong-key"]]]);
    expect(keysToTry).toEqual([]);
    await second.stop();
    const third = await start("2");
    await third.stop();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
