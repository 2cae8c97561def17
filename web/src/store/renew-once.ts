/** So long, what the screen waits for is read from the store first. */
const AFTER_MS = 1000;

let isAsked = false;

/**
 * Begins a new log in the browser's store, whichever page or worker opens it first: said by each that opens a
 * database, and done once while they are open. Where it fails, everything goes on as it is.
 */
export function renewOnce(): void {
  if (isAsked) return;
  isAsked = true;
  setTimeout(() => void renew().catch(() => undefined), AFTER_MS);
}

async function renew(): Promise<void> {
  const { renewLog } = await import("./renew-log.ts");
  await navigator.locks.request("rounds-log", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    await renewLog();
    // Held as long as this page is open: others need not write the same once more.
    await new Promise(() => undefined);
  });
}
