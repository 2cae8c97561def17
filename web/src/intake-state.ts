import { clockOffMs } from "./api/server-clock.ts";
import type { ByteHearing } from "./hear-bytes.ts";
import type { IntakeState, PhoneState, SyncState } from "./intake-protocol.ts";
import type { JournalState } from "./store/frame-journal.ts";
import type { HearingGap } from "./store/local-database.ts";

/** From here on somebody should send, or save a file: a day's frames are some 80 MB. */
const MUCH_PERCENT = 80;

/** What the parts of the phone's half know at this moment. */
export interface IntakeFacts {
  readonly hearing: ByteHearing;
  /** Frames since this phone began to keep them. */
  readonly frames: number;
  readonly journal: JournalState;
  readonly gaps: readonly HearingGap[];
  /** Share of the browser's room that is taken, in whole percent. */
  readonly usedPercent: number;
  readonly sync: SyncState;
  readonly phone: PhoneState;
  readonly readingRoundId: string | undefined;
}

/** How hearing, keeping and sending are, as a screen is told. */
export function stateOf(facts: IntakeFacts, nowMs: number): IntakeState {
  const { hearing, frames, journal, gaps, usedPercent, sync, phone, readingRoundId } = facts;
  return {
    heartbeat: hearing.heartbeat(nowMs, frames),
    journal: {
      isFull: journal.kind === "full",
      waiting: journal.kind === "full" ? journal.waiting : 0,
      lost: gaps.reduce((sum, gap) => sum + (gap.frames ?? 0), 0),
      ...(usedPercent < MUCH_PERCENT ? {} : { usedPercent }),
    },
    sync,
    phone,
    gaps: gaps.map(({ fromMs, toMs, reason }) => ({ fromMs, toMs, reason })),
    ...(readingRoundId === undefined ? {} : { readingRoundId }),
    ...(clockOffMs() === 0 ? {} : { clockOffMs: Math.round(clockOffMs() / 60_000) * 60_000 }),
  };
}
