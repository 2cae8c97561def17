import { openJournal } from "../../server/journal/open-journal.ts";
import type { DecodedBatch, SpanReplacement } from "../../server/reading-ports.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import type { Hearing } from "../../shared/model/hearing.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";

/**
 * A process that writes until it is killed: hearings into a journal and batches into a store, each made
 * from its number alone. What it says on standard output is acknowledged: `journal N`, `store N`.
 */
export const METERS_WRITTEN = 7;
const START_MS = Date.UTC(2025, 0, 20);

export const meterWritten = (n: number): MeterKey => `KAM-9000000${n}-34-04` as MeterKey;

export const hearingWritten = (seq: number): Hearing => ({
  rxAtMs: START_MS + seq * 250,
  receiver: `mast-${seq % 3}`,
  link: "wmbus",
  bytes: Uint8Array.from({ length: 20 + (seq % 60) }, (_, at) => seq + at),
});

/** Batch `n`: one reading per meter, half an hour after the batch before; every fifth time a correction too. */
export function batchWritten(n: number): DecodedBatch {
  const readingOf = (batch: number, meter: number, count: number): DecodedBatch["readings"][number] => ({
    meter: meterWritten(meter),
    atMs: START_MS + batch * 1_800_000,
    values: [{ register: "E1", unit: "kWh", value: { digits: count, exponent: 0 } }],
    status: [],
    marks: [],
    source: "radio",
    receiver: "mast",
    frameSeq: batch,
  });
  const readings = Array.from({ length: METERS_WRITTEN }, (_, meter) => readingOf(n, meter, n * 10 + meter));
  if (n % 5 === 0) readings.push(readingOf(n - 3, 0, n * 1000));
  const outcome = {
    seq: n,
    meter: meterWritten(n % 3),
    outcome: n % 4 === 0 ? "no-key" : "decoded",
    rxAtMs: n,
  };
  return { decodedSeq: n, readings, outcomes: [outcome], formats: [] };
}

/**
 * What is put in the place of others once batch `n` is committed, where anything is: of meter 1 a few hours read
 * anew, of meter 2 everything goes. Before the next batch it is done again after a crash, which changes nothing.
 */
export function replacementWritten(n: number): SpanReplacement | undefined {
  const kept = { held: [], lockedBeforeMs: 0 };
  if (n % 17 === 0) {
    const always = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
    return { meter: meterWritten(2), ...always, readings: [], kept };
  }
  if (n % 3 !== 0) return undefined;
  const atMs = (batch: number): number => START_MS + batch * 1_800_000;
  const readings = [n - 6, n - 4].map((batch) => ({
    meter: meterWritten(1),
    atMs: atMs(batch),
    values: [{ register: "E1" as const, unit: "kWh" as const, value: { digits: n * 7, exponent: 0 } }],
    status: [],
    marks: [],
    source: "radio" as const,
    receiver: "mast",
    frameSeq: n,
  }));
  return { meter: meterWritten(1), fromMs: atMs(n - 8), toMs: atMs(n - 2), readings, kept };
}

const HEARINGS_AT_ONCE = 4;

async function writeForever(dataFolder: string): Promise<never> {
  const masterKey = new Uint8Array(32);
  const foldLimits = { readings: 150, bytes: 1 << 30 };
  const store = await openUtilityStore({ dataFolder, utility: "town", masterKey, foldLimits });
  const journal = await openJournal(`${dataFolder}/town/journal`, { segmentBytes: 20_000 });
  if (!(store.ok && journal.ok)) throw new Error("the files cannot be opened");
  process.stdout.write("open\n");
  const writeJournal = async (): Promise<never> => {
    for (;;) {
      const last = journal.value.lastSeq();
      const seqs = Array.from({ length: HEARINGS_AT_ONCE }, (_, index) => last + 1 + index);
      const { lastSeq } = await journal.value.append(seqs.map(hearingWritten));
      process.stdout.write(`journal ${lastSeq}\n`);
    }
  };
  const writeStore = async (): Promise<never> => {
    const { readings } = store.value;
    for (let n = await readings.decodedSeq(); ; n++) {
      const replacement = replacementWritten(n);
      if (replacement) await readings.replaceSpan(replacement);
      process.stdout.write(`replaced ${n}\n`);
      await readings.commit(batchWritten(n + 1));
      process.stdout.write(`store ${n + 1}\n`);
    }
  };
  return Promise.race([writeJournal(), writeStore()]);
}

const [, script, dataFolder] = process.argv;
if (script?.endsWith("killed-writer.ts") && dataFolder !== undefined) await writeForever(dataFolder);
