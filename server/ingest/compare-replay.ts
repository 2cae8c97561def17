import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import { isAskedLink } from "../../shared/model/hearing.ts";
import type { Reading, RegisterValue } from "../../shared/model/reading.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { WireReplayDifference, WireReplayValue } from "../../shared/model/wire-replay.ts";
import type { JournalEntry, Segment } from "../ports.ts";
import type { EntryOutcome } from "./entry-decoder.ts";
import { SOURCE_BY_LINK } from "./reading-of-entry.ts";

/** One telegram of a meter, and what it says with today's keys and drivers. */
export interface ReplayedEntry {
  readonly entry: JournalEntry;
  readonly decoded: EntryOutcome;
}

export interface ReplayOfMeter {
  readonly segment: Segment;
  /** One reading of each such interval is kept. */
  readonly intervalMinutes: number;
  /** Readings that came in telegrams, from an interval before the first of these to the last. */
  readonly standing: readonly Reading[];
  readonly entries: readonly ReplayedEntry[];
}

/** `isAlways`: kept whatever stands in its interval, as the meter was asked for it. */
type Said = Pick<Reading, "atMs" | "source" | "values" | "status"> & { readonly isAlways: boolean };

/** Without the telegram behind it. */
type Difference = Omit<WireReplayDifference, "raw" | "frameSeq">;

/**
 * What the telegrams would change: readings that would come beside those that stand, as the first of an interval
 * or with another info code; those that would say something else; those that cannot be read again.
 */
export function compareReplay(replay: ReplayOfMeter): readonly WireReplayDifference[] {
  const { segment, intervalMinutes, standing, entries } = replay;
  const byPlace = new Map(standing.map((reading) => [placeOf(reading), reading]));
  const slotOf = ({ atMs, status }: Pick<Reading, "atMs" | "status">): string =>
    `${Math.floor(atMs / (intervalMinutes * 60_000))} ${status.join(" ")}`;
  const taken = new Set(standing.map(slotOf));
  const lookAt = (said: Said): Difference | undefined => {
    const stands = byPlace.get(placeOf(said));
    if (stands) return otherOf(stands, said);
    const isKept = isWithin(segment, said.atMs) && (said.isAlways || !taken.has(slotOf(said)));
    if (!isKept) return undefined;
    taken.add(slotOf(said));
    return freshOf(said);
  };
  return entries.flatMap(({ entry, decoded }) => {
    const all = saidBy(entry, decoded);
    const lost = all.length === 0 ? byPlace.get(placeOf(heardAt(entry))) : undefined;
    const found = lost
      ? [{ ...lostOf(lost), outcome: decoded.outcome }]
      : all.flatMap((one) => lookAt(one) ?? []);
    return found.map((difference) => ({ ...difference, ...behindOf(entry) }));
  });
}

const placeOf = ({ atMs, source }: Pick<Reading, "atMs" | "source">): string => `${atMs} ${source}`;

const heardAt = ({ rxAtMs, link }: JournalEntry): Pick<Reading, "atMs" | "source"> => ({
  atMs: rxAtMs,
  source: SOURCE_BY_LINK[link],
});

export const isWithin = (
  { mountedAtMs, removedAtMs = Number.POSITIVE_INFINITY }: Segment,
  atMs: number,
): boolean => atMs >= mountedAtMs && atMs <= removedAtMs;

const behindOf = ({ seq, bytes }: JournalEntry): Pick<WireReplayDifference, "raw" | "frameSeq"> => ({
  raw: formatHex(bytes),
  ...(seq > 0 ? { frameSeq: seq } : {}),
});

function saidBy(entry: JournalEntry, { values, status, logged = [] }: EntryOutcome): readonly Said[] {
  const { source } = heardAt(entry);
  const now = { atMs: entry.rxAtMs, source, values, status, isAlways: isAskedLink(entry.link) };
  return [
    ...(values.length + status.length > 0 ? [now] : []),
    ...logged.map((row) => ({ ...row, source, isAlways: true })),
  ];
}

const nameOf = ({ register, unit }: RegisterValue): string => `${register} ${unit}`;

const textsOf = (values: readonly RegisterValue[]): ReadonlyMap<string, string> =>
  new Map(values.map((one) => [nameOf(one), formatScaled(one.value)]));

function otherOf(stands: Reading, said: Said): Difference | undefined {
  const [was, is] = [textsOf(stands.values), textsOf(said.values)];
  const seen = new Map([...stands.values, ...said.values].map((one) => [nameOf(one), one]));
  const values = Array.from(seen, ([name, { register, unit }]): WireReplayValue => {
    const [before, after] = [was.get(name), is.get(name)];
    return {
      ...{ register, unit },
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
  }).filter(({ before, after }) => before !== after);
  const isStatusOther = stands.status.join(" ") !== said.status.join(" ");
  if (values.length === 0 && !isStatusOther) return undefined;
  return {
    ...{ kind: "other", atMs: said.atMs, source: said.source, values },
    ...(isStatusOther ? { status: { before: stands.status, after: said.status } } : {}),
  };
}

const freshOf = ({ atMs, source, values }: Said) => ({
  ...{ kind: "fresh" as const, atMs, source },
  values: values.map(({ register, unit, value }) => ({ register, unit, after: formatScaled(value) })),
});

const lostOf = ({ atMs, source, values }: Reading) => ({
  ...{ kind: "lost" as const, atMs, source },
  values: values.map(({ register, unit, value }) => ({ register, unit, before: formatScaled(value) })),
});
