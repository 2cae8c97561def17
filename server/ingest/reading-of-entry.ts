import type { FirmwareSeen } from "../../shared/model/firmware.ts";
import { NO_PLACE, ROWS_WITHOUT_PLACE } from "../../shared/model/frame-outcome.ts";
import { isAskedLink } from "../../shared/model/hearing.ts";
import { type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { JournalEntry, MeteringPoint, Segment } from "../ports.ts";
import type { Outcome } from "../reading-ports.ts";
import type { EntryOutcome } from "./entry-decoder.ts";

/** Where a meter hung, or hangs. */
export interface Hung {
  readonly point: MeteringPoint;
  readonly segment: Segment;
}

export interface MountedReading extends Hung {
  /** Its meter was asked for it, at the door or by radio. */
  readonly isAsked: boolean;
  readonly reading: Reading;
}

/** What frames say: of their own moments, and of earlier ones from meters' memories. */
export interface SaidInFrames {
  readonly heard: readonly MountedReading[];
  readonly logged: readonly Reading[];
}

/** Entries once they were read, whatever is kept of them. */
export interface ReadEntries extends SaidInFrames {
  readonly outcomes: readonly Outcome[];
  readonly firmware: readonly FirmwareSeen[];
}

/** How what came over a link counts. */
export const SOURCE_BY_LINK = {
  wmbus: "radio",
  mbus: "wired",
  kmp: "optical",
  "kmp-radio": "radio",
} as const;

/** What the meter says of the frame's own moment; `undefined` where it says nothing. */
export function mountedReading(
  entry: JournalEntry,
  decoded: EntryOutcome,
  { point, segment }: Hung,
): MountedReading | undefined {
  if (decoded.values.length + decoded.status.length === 0) return undefined;
  return {
    ...{ point, segment, isAsked: isAskedLink(entry.link) },
    reading: readingOf(entry, decoded, segment.meter),
  };
}

/** Rows of the meter's memory, as far back as it has been at its point. */
export const loggedReadings = (
  entry: JournalEntry,
  { logged = [] }: EntryOutcome,
  { segment }: Hung,
): readonly Reading[] =>
  logged
    .filter(({ atMs }) => atMs >= segment.mountedAtMs)
    .map((row) => ({
      ...row,
      meter: segment.meter,
      marks: [],
      source: SOURCE_BY_LINK[entry.link],
      receiver: entry.receiver,
      frameSeq: entry.seq,
    }));

function readingOf(entry: JournalEntry, decoded: EntryOutcome, meter: MeterKey): Reading {
  return {
    meter,
    atMs: entry.rxAtMs,
    ...(decoded.meterClock === undefined ? {} : { meterClock: decoded.meterClock }),
    values: decoded.values,
    status: decoded.status,
    marks: decoded.marks,
    source: SOURCE_BY_LINK[entry.link],
    receiver: entry.receiver,
    frameSeq: entry.seq,
  };
}

export const firmwareSeen = (entry: JournalEntry, version: string, { segment }: Hung): FirmwareSeen => ({
  ...{ meter: segment.meter, version, atMs: entry.rxAtMs, source: SOURCE_BY_LINK[entry.link] },
});

/** What became of an entry; what was read of a meter may belong to no place that anybody knows of yet. */
export const outcomeOf = (entry: JournalEntry, decoded: EntryOutcome, hung: Hung | undefined): Outcome => ({
  seq: entry.seq,
  ...(decoded.meter ? { meter: meterKeyOf(decoded.meter) } : {}),
  outcome: lackOf(entry, decoded, hung) ?? decoded.outcome,
  rxAtMs: entry.rxAtMs,
  ...(entry.rssiDbm === undefined ? {} : { rssiDbm: entry.rssiDbm }),
});

function lackOf(entry: JournalEntry, decoded: EntryOutcome, hung: Hung | undefined): string | undefined {
  const { meter, values, status, logged = [] } = decoded;
  if (!meter || values.length + status.length + logged.length === 0) return undefined;
  if (!hung || entry.rxAtMs < hung.segment.mountedAtMs) return NO_PLACE;
  return logged.some(({ atMs }) => atMs < hung.segment.mountedAtMs) ? ROWS_WITHOUT_PLACE : undefined;
}
