import { rmSync } from "node:fs";

const TRIES = 50;
const PAUSE_MS = 100;

/** What was killed may still write for a moment: a folder that fills again is emptied again, which `rmSync` does once only. */
export function removeFolder(folder: string): void {
  for (let tries = 1; ; tries++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
