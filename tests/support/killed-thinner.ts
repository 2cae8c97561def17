import { applyRetention } from "../../server/jobs/apply-retention.ts";
import type { DecodedBatch } from "../../server/reading-ports.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";

/**
 * A process that deletes and thins old readings while new ones come, until it is killed or through. What it says on
 * standard output is acknowledged: `step` of deleting and thinning, `store N`.
 */
export const meterThinned = (n: number): MeterKey => `KAM-${`${n}`.padStart(8, "0")}-34-04` as MeterKey;

/** Long after all that is thinned. */
const NOW_MS = Date.UTC(2026, 0, 20);

/** Batch `n`: one reading of today. */
export const batchBeside = (n: number): DecodedBatch => ({
  decodedSeq: n,
  readings: [
    {
      ...{ meter: meterThinned(n % 50), atMs: NOW_MS + n * 1_000, status: [], marks: [], frameSeq: n },
      values: [{ register: "E1", unit: "kWh", value: { digits: 1_000_000 + n, exponent: 0 } }],
      ...{ source: "radio", receiver: "mast" },
    },
  ],
  outcomes: [],
  formats: [],
});

async function thinToTheEnd(dataFolder: string): Promise<void> {
  const foldLimits = { readings: 40, bytes: 1 << 30 };
  const store = await openUtilityStore({
    ...{ dataFolder, utility: "town", masterKey: new Uint8Array(32), foldLimits },
  });
  if (!store.ok) throw new Error(store.error.kind);
  const { upkeep, readings } = store.value;
  process.stdout.write("open\n");
  let isThinning = true;
  const told = {
    months: () => upkeep.months(),
    retain: async (step: Parameters<typeof upkeep.retain>[0]) => {
      const outcome = await upkeep.retain(step);
      process.stdout.write("step\n");
      return outcome;
    },
  };
  const thinning = applyRetention(told, {
    policy: { fullMonths: 13, years: 5 },
    ...{ timeZone: "UTC", nowMs: NOW_MS, held: async () => [] },
  }).finally(() => {
    isThinning = false;
  });
  for (let n = await readings.decodedSeq(); isThinning; n++) {
    await readings.commit(batchBeside(n + 1));
    process.stdout.write(`store ${n + 1}\n`);
  }
  await thinning;
  process.stdout.write("through\n");
  await store.value.close();
}

const [, script, dataFolder] = process.argv;
if (script?.endsWith("killed-thinner.ts") && dataFolder !== undefined) await thinToTheEnd(dataFolder);
