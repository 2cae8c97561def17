import Dexie from "dexie";

/** More than the browser gathers in memory before it begins another log; one value stays below 64 KiB, which lie beside the log. */
const VALUES = 90;
const VALUE_BYTES = 60_000;

/**
 * After a start Chromium goes on writing to the log that a killed browser left behind. Where that one ends in half
 * a record, everything behind the half one is damaged to it at the start after next, and it throws away all
 * databases of the app. Some megabytes that nobody needs make it begin a new log, and never read the old one again.
 */
export async function renewLog(): Promise<void> {
  if (!("storageBuckets" in navigator)) return;
  const scratch = new Dexie("rounds-scratch");
  scratch.version(1).stores({ bytes: "++" });
  try {
    // At the same places each time: what a kill left behind is written over, and does not grow.
    await scratch
      .table("bytes")
      .bulkPut(Array(VALUES).fill(new Uint8Array(VALUE_BYTES)), [...Array(VALUES).keys()]);
  } finally {
    await scratch.delete();
  }
}
