import type { FragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import type { Mark, RegisterValue } from "../../shared/model/reading.ts";
import type { JournalEntry } from "../ports.ts";
import type { DecodedBatch } from "../reading-ports.ts";

export interface LoggedReading {
  readonly atMs: number;
  readonly meterClock: string;
  readonly values: readonly RegisterValue[];
  readonly status: readonly string[];
}

/** What became of one journal entry. */
export interface EntryOutcome {
  /** `decoded`, a verdict (`no-key`, `wrong-key`, `unsupported`) or a decode error's kind. */
  readonly outcome: string;
  readonly meter?: MeterId;
  readonly values: readonly RegisterValue[];
  readonly status: readonly string[];
  readonly marks: readonly Mark[];
  readonly meterClock?: string;
  /** What the meter said from its memory: logged values, each true of its own moment. */
  readonly logged?: readonly LoggedReading[];
  /** Version of the firmware, where it says one. */
  readonly firmware?: string;
  /** Compact-frame formats this telegram taught. */
  readonly learned: DecodedBatch["formats"];
}

/** What is read anew brings its own `fragments`: what is on its way of messages that are heard now is left alone. */
export type EntryDecoder = (entry: JournalEntry, fragments?: FragmentStore) => EntryOutcome;
