import type { MeterKey } from "./meter-id.ts";
import type { Source } from "./reading.ts";
import type { Register } from "./register.ts";
import type { Unit } from "./unit.ts";

/**
 * A recorded drive at a desk: what its telegrams say with today's keys and drivers, beside what stands. Nothing is kept
 * and nothing changes. `POST /api/v1/replay/telegrams` takes an array as `POST /ingest/v1/telegrams` does, and
 * `POST /api/v1/replay/rounds/:id {from}` goes on with a round's points from the one at place `from`.
 */
export interface WireReplayStep {
  /** A meter is here once for each step that tells of it. */
  readonly meters: readonly WireReplayedMeter[];
  /** Meters that hang at none of the caller's points. */
  readonly strangers: number;
  /** Telegrams that are too damaged to say whose they are. */
  readonly nobodys: number;
}

export interface WireReplayRoundStep extends WireReplayStep {
  /** Points of the round, and the place to go on from; absent: that was all. */
  readonly points: number;
  readonly next?: number;
}

/** Counts of one meter add up over several steps. */
export interface WireReplayedMeter {
  readonly meter: MeterKey;
  readonly pointId: string;
  readonly address: string;
  readonly telegrams: number;
  /** Of those, the ones that today's keys and drivers can read. */
  readonly understood: number;
  /** Why not the others: a verdict (`no-key`, `wrong-key`, `unsupported`) or a decode error's kind. */
  readonly causes: readonly { readonly outcome: string; readonly telegrams: number }[];
  /** Readings that stand in the time of these telegrams and came in telegrams. */
  readonly standing: number;
  /** Readings that would come; that would say something else; that could not be read again and stay. */
  readonly fresh: number;
  readonly other: number;
  readonly lost: number;
  /** Of `fresh` and `other`: those that stay as they are, being billed, held or decided by a person. */
  readonly kept: number;
  /** The first few of them. */
  readonly differences: readonly WireReplayDifference[];
}

export interface WireReplayDifference {
  readonly kind: "fresh" | "other" | "lost";
  readonly atMs: number;
  readonly source: Source;
  readonly values: readonly WireReplayValue[];
  /** Info codes, where they differ. */
  readonly status?: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Why it cannot be read now, of a lost one. */
  readonly outcome?: string;
  /** The telegram behind it: hexadecimal bytes, and its number where the server's journal has it. */
  readonly raw: string;
  readonly frameSeq?: number;
}

/** Decimal text in `unit`; absent where it says nothing about this register. */
export interface WireReplayValue {
  readonly register: Register;
  readonly unit: Unit;
  readonly before?: string;
  readonly after?: string;
}
