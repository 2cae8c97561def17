import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { restAfter } from "./look-back.ts";

interface Opening {
  /** Meters whose key is known. */
  readonly keyed?: () => Promise<readonly MeterKey[]>;
  readonly readings: Pick<ReadingStore, "undecoded">;
  /** Reads entries anew. */
  readonly readAgain: (seqs: readonly number[]) => Promise<unknown>;
  readonly isStopping: () => boolean;
  readonly report: (text: string) => void;
}

const BATCH = 500;

/**
 * What was heard of a meter before its key came is read when it comes. Where the server ended meanwhile the rest of it is
 * read after a start: in the background, leaving others their share. Rejects never.
 */
export async function openLeft({ keyed, readings, readAgain, isStopping, report }: Opening): Promise<void> {
  try {
    for (const meter of (await keyed?.()) ?? []) {
      if (isStopping()) return;
      const seqs = await readings.undecoded(meter, ["no-key"]);
      for (let at = 0; at < seqs.length && !isStopping(); at += BATCH) {
        const beganMs = performance.now();
        await readAgain(seqs.slice(at, at + BATCH));
        await restAfter(beganMs);
      }
    }
  } catch (error) {
    report(`Frames whose key came late could not be read; they will be after a start: ${String(error)}`);
  }
}
