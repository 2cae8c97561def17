import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EntryOutcome } from "../../server/ingest/entry-decoder.ts";
import { Ingest } from "../../server/ingest/ingest.ts";
import type { JournalEntry, MeteringPoint, Segment } from "../../server/ports.ts";
import { type MeterId, meterKeyOf } from "../../shared/model/meter-id.ts";
import { NOTHING_LOCKED } from "../../shared/model/period-lock.ts";
import { ShadowReadingStore } from "../support/shadow-reading-store.ts";

/** A frame's first byte says whose it is, the second what it takes to read it; each is heard an hour after the one before. */
const HOUR_MS = 3_600_000;
const T0 = Date.UTC(2026, 0, 5);
const ADA: MeterId = { manufacturer: "KAM", id: "00000001", version: 0x34, deviceType: 4 };
const BEN: MeterId = { ...ADA, id: "00000002" };
/** Its telegrams tell another type than is written on it. */
const ADA_AS_WATER: MeterId = { ...ADA, deviceType: 0x0c };
const METERS = [ADA, BEN, ADA_AS_WATER];
const TAKES = ["", "teaches", "unknown-signature", "unsupported", "no-key"];
const POINT: MeteringPoint = {
  ...{ id: "p1", number: "1", address: "Street 1", postalCode: "5000", city: "Engby", area: "North" },
  ...{ medium: "heat", intervalMinutes: 60, customerNumber: "c1", customerName: "Carla" },
};
const placeOf = (meter: MeterId): Segment => ({
  ...{ pointId: "p1", meter: meterKeyOf(meter), type: "", mountedAtMs: T0, startValues: [], endValues: [] },
});

let store: ShadowReadingStore;
let entries: JournalEntry[];
let known: Set<string>;
let tried: string[];
let ingests: Ingest[];
beforeEach(() => {
  store = new ShadowReadingStore();
  [entries, tried, ingests] = [[], [], []];
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
    journal: {
      append: async (hearings) => {
        for (const one of hearings) entries.push({ ...one, seq: entries.length + 1 });
        return { accepted: hearings.length, duplicates: 0, lastSeq: entries.length };
      },
      find: async (seq) => entries[seq - 1],
      after: async (after, limit) => entries.slice(after, after + limit),
      lastSeq: () => entries.length,
      prune: async () => ({ gone: [], bytes: 0 }),
      close: async () => undefined,
    },
    readings: store,
    decodeEntry,
    hungAt: (meter) => ({ point: POINT, segment: placeOf(meter) }),
    mountingsOf: () => [placeOf(ADA)],
    latestReading: () => undefined,
    applyReading: () => undefined,
    publish: () => undefined,
    addFindings: async () => undefined,
    locks: async () => NOTHING_LOCKED,
    noteFirmware: async () => undefined,
    trying: {
      isNew: async () => tried.at(-1) !== version,
      note: async () => {
        tried.push(version);
      },
    },
    nowMs: () => T0 + 1_000 * HOUR_MS,
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
const comesToBeRead = (meter: MeterId) => expect.poll(() => readOf(meter), { timeout: 10_000, interval: 5 });

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
    await expect.poll(() => tried).toEqual(["1"]);
    await hear(first, ADA, "unsupported");
    await first.stop();
    known.add("unsupported");
    const again = await start("1");
    await again.stop();
    expect(await readOf(ADA)).toEqual([]);
    await start("2");
    await comesToBeRead(ADA).toEqual([1]);
    await expect.poll(() => tried).toEqual(["1", "2"]);
  });
});
