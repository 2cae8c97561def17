import { deleteDatabase } from "./kept-lists.ts";
import { answerOf, isWritten } from "./points-database.ts";

/** More than the browser gathers in memory before it begins another log; one value stays below 64 KiB, which lie beside the log. */
const VALUES = 90;
const VALUE_BYTES = 60_000;
const NAME = "rounds-scratch";
const TABLE = "bytes";
/** As the one that Dexie made: what a kill left of that is written over. */
const VERSION = 10;

/**
 * After a start Chromium goes on writing to the log that a killed browser left behind. Where that one ends in half
 * a record, everything behind the half one is damaged to it at the start after next, and it throws away all
 * databases of the app. Some megabytes that nobody needs make it begin a new log, and never read the old one again.
 */
export async function renewLog(): Promise<void> {
  if (!("storageBuckets" in navigator)) return;
  try {
    const request = indexedDB.open(NAME, VERSION);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(TABLE));
    const scratch = await answerOf(request);
    scratch.addEventListener("versionchange", () => scratch.close());
    const transaction = scratch.transaction(TABLE, "readwrite");
    const value = new Uint8Array(VALUE_BYTES);
    // At the same places each time: what a kill left behind is written over, and does not grow.
    for (let place = 0; place < VALUES; place++) transaction.objectStore(TABLE).put(value, place);
    await isWritten(transaction).finally(() => scratch.close());
  } finally {
    await deleteDatabase(NAME);
  }
}
