import { isMeterKey } from "../ingest/redecode-span.ts";
import { keptFromRemoval } from "../jobs/held-meters.ts";
import { closeUtility, openUtility, type UtilityPlace } from "../open-utility.ts";
import { describeStartError } from "../start-error.ts";

export interface RedecodeWish {
  readonly meter: string;
  /** ISO 8601 dates or moments, UTC; empty: from the first frame, to the last. */
  readonly from: string;
  readonly to: string;
}

interface Said {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

const WHILE_RUNNING =
  "While it runs, an administrator reads frames anew in the office: Administration, Read anew. Nothing was changed.";

/** Reads a meter's frames anew with the drivers and keys there are now, and says what came of it. */
export async function redecode(place: UtilityPlace, { meter, from, to }: RedecodeWish): Promise<Said> {
  if (!isMeterKey(meter)) {
    return { code: 2, text: "--meter takes a meter's key, for example KAM-12345678-34-04." };
  }
  const fromMs = from === "" ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const toMs = to === "" ? Number.POSITIVE_INFINITY : Date.parse(to);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs) || fromMs >= toMs) {
    return { code: 2, text: "--from and --to take days, the first before the second: --from 2026-11-01." };
  }
  const opened = await openUtility(place);
  if (!opened.ok) {
    const why = describeStartError(opened.error);
    const isRunning = opened.error.kind === "in-use";
    return { code: 1, text: isRunning ? `${why} ${WHILE_RUNNING}` : why };
  }
  const utility = opened.value;
  const kept = await keptFromRemoval(utility.store, meter);
  const done = await utility.redecodeSpan({ meter, fromMs, toMs, kept });
  await closeUtility(utility);
  if (done.isHeld) return { code: 1, text: `${meter} is under a legal hold: nothing was changed.` };
  return {
    code: 0,
    text: `${done.readings} readings came in frames: ${done.changed} say something else now, ${done.withoutFrame} stay because their frames are gone.`,
  };
}
