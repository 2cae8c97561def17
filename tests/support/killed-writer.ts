import { openJournal } from "../../server/journal/open-journal.ts";
import type { DecodedBatch } from "../../server/reading-ports.ts";
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
    for (let n = 1 + (await store.value.readings.decodedSeq()); ; n++) {
      await store.value.readings.commit(batchWritten(n));
      process.stdout.write(`store ${n}\n`);
    }
  };
  return Promise.race([writeJournal(), writeStore()]);
}

const [, script, dataFolder] = process.argv;
if (script?.endsWith("killed-writer.ts") && dataFolder !== undefined) await writeForever(dataFolder);
