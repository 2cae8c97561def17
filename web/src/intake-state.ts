import { clockOffMs } from "./api/server-clock.ts";
import type { ByteHearing } from "./hear-bytes.ts";
import type { IntakeState, PhoneState, SyncState } from "./intake-protocol.ts";
import type { JournalState } from "./store/frame-journal.ts";
import type { HearingGap } from "./store/local-database.ts";
import type { ShortRoom } from "./store/storage-room.ts";

/** What the parts of the phone's half know at this moment. */
export interface IntakeFacts {
  readonly hearing: ByteHearing;
  /** Frames since this phone began to keep them. */
  readonly frames: number;
  readonly journal: JournalState;
  readonly gaps: readonly HearingGap[];
  readonly short: ShortRoom | undefined;
  readonly sync: SyncState;
  readonly phone: PhoneState;
  readonly readingRoundId: string | undefined;
}

/** How hearing, keeping and sending are, as a screen is told. */
export function stateOf(facts: IntakeFacts): IntakeState {
  const { hearing, frames, journal, gaps, short, sync, phone, readingRoundId } = facts;
  return {
    heartbeat: hearing.heartbeat(frames),
    journal: {
      isFull: journal.kind === "full",
      waiting: journal.kind === "full" ? journal.waiting : 0,
      lost: gaps.reduce((sum, gap) => sum + (gap.frames ?? 0), 0),
      ...(short ? { short } : {}),
    },
    sync,
    phone,
    gaps: gaps.map(({ fromMs, toMs, reason }) => ({ fromMs, toMs, reason })),
    ...(readingRoundId === undefined ? {} : { readingRoundId }),
    ...(clockOffMs() === 0 ? {} : { clockOffMs: clockOffMs() }),
  };
}
