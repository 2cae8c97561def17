import { gainsTooFast } from "../../../shared/analysis/check-typed.ts";
import type { Medium } from "../../../shared/model/medium.ts";
import type { SpareMeter } from "../../../shared/model/meter-exchange.ts";
import { isCounter, REGISTERS, type Register } from "../../../shared/model/register.ts";
import { compareScaled, formatScaled, parseScaled, type Scaled } from "../../../shared/model/scaled.ts";
import { QUANTITIES, type Unit } from "../../../shared/model/unit.ts";
import type { EntryDoubt } from "../../../shared/model/visit.ts";
import type { WirePoint, WireRegistersAt, WireValue } from "../../../shared/model/wire.ts";
import { readDecimal } from "../format/read-decimal.ts";

/** An exchange as it is typed at a desk: registers as text by their names. */
export interface ExchangeDraft {
  readonly end: Readonly<Partial<Record<Register, string>>>;
  readonly start: Readonly<Partial<Record<Register, string>>>;
  readonly next: SpareMeter | undefined;
}

/** In the language it is typed in. */
export type TypedDraft = ExchangeDraft & { readonly languageTag: string; readonly when?: TypedWhen };

/** How long the meter has counted since it said something. */
export interface TypedWhen {
  readonly atMs: number;
  /** When it said what it said last. */
  readonly latestAtMs: number;
  /** Product name, such as `MULTICAL 403`. */
  readonly type: string;
}

/** Of the point's meter; nothing until a moment is given. */
export const typedWhen = (
  { meter, latest }: Pick<WirePoint, "meter" | "latest">,
  atMs: number | undefined,
): { readonly when?: TypedWhen } =>
  atMs === undefined || !latest ? {} : { when: { atMs, latestAtMs: latest.atMs, type: meter?.type ?? "" } };

/** One register of both meters. */
export interface ExchangeLine {
  readonly register: Register;
  readonly unit: WireValue["unit"];
  /** What the old meter said around the moment, where that is known. */
  readonly told: WireRegistersAt["values"][number] | undefined;
  readonly end: Scaled | undefined;
  readonly start: Scaled | undefined;
  readonly doubt: Extract<EntryDoubt, "below-last" | "far-above" | "start-above-end"> | undefined;
}

/** A register that a reading gives and nobody types is no part of an exchange. */
const NEVER: readonly Register[] = ["hours", "errorHours"];

/**
 * The counters of the old meter with what is typed of them. In doubt is an end below what the meter said before
 * the moment, above what it said after it or above what it can have counted since, and a new meter that begins
 * above the old one's end.
 */
export function exchangeLines(
  latest: readonly WireValue[],
  told: WireRegistersAt["values"],
  draft: TypedDraft,
): readonly ExchangeLine[] {
  const typedOf = typedIn(draft.languageTag);
  return latest
    .filter(({ register }) => isCounter(register) && !NEVER.includes(register))
    .map(({ register, unit, value }) => {
      const known = told.find((one) => one.register === register && one.unit === unit);
      const [end, start] = [typedOf(draft.end[register]), typedOf(draft.start[register])];
      return {
        register,
        unit,
        told: known,
        end,
        start,
        doubt: doubtOf({ register, unit, end, start, known, latest: value, when: draft.when }),
      };
    });
}

/** What meters of a kind count, where none has said so yet. */
const COUNTED: Partial<Record<Medium, readonly Register[]>> = {
  heat: ["E1", "V1"],
  "heat-cooling": ["E1", "E3", "V1"],
  cooling: ["E3", "V1"],
  water: ["V1"],
  "warm-water": ["V1"],
  electricity: ["A+"],
};

/** The counters of a place's first meter with what is typed of them; nothing there can be doubted yet. */
export const firstLines = (medium: Medium, { start, languageTag }: TypedDraft): readonly ExchangeLine[] =>
  (COUNTED[medium] ?? []).map((register) => ({
    register,
    unit: QUANTITIES[REGISTERS[register].quantity] as Unit,
    start: typedIn(languageTag)(start[register]),
    ...{ told: undefined, end: undefined, doubt: undefined },
  }));

/** Something typed of a first meter that is no number. */
export const wrongLine = (
  lines: readonly ExchangeLine[],
  { start }: ExchangeDraft,
): ExchangeLine | undefined =>
  lines.find((line) => (start[line.register] ?? "").trim() !== "" && !line.start);

/** What may be read in two ways is no number yet. */
const typedIn =
  (languageTag: string) =>
  (text = ""): Scaled | undefined => {
    const read = readDecimal(text, languageTag);
    return read.kind === "number" && !read.text.startsWith("-") ? parseScaled(read.text) : undefined;
  };

/** A measured value may be a quarter of an hour older than its moment. */
const MEASURED_WITHIN_MS = 15 * 60_000;

interface TypedEnd {
  readonly register: Register;
  readonly unit: WireValue["unit"];
  readonly end: Scaled | undefined;
  readonly known: WireRegistersAt["values"][number] | undefined;
  /** What it said last of all, where nothing is known around the moment. */
  readonly latest: string;
  readonly when: TypedWhen | undefined;
}

function doubtOf(at: TypedEnd & { readonly start: Scaled | undefined }): ExchangeLine["doubt"] {
  const { end, start } = at;
  return doubtEnd(at) ?? (end && start && compareScaled(start, end) > 0 ? "start-above-end" : undefined);
}

/** Whether what is typed of a counter lies outside what its meter said around the moment, or can have counted. */
export function doubtEnd(
  at: TypedEnd,
): Extract<ExchangeLine["doubt"], "below-last" | "far-above"> | undefined {
  const { end, known, when, latest } = at;
  if (!end) return undefined;
  // Nothing known around a moment before what it said last: it said that afterwards.
  const [from, to] =
    !known && when && when.atMs < when.latestAtMs
      ? [undefined, latest]
      : [known?.bounds?.[0] ?? known?.value ?? latest, known?.bounds?.[1]];
  const low = from === undefined ? undefined : parseScaled(from);
  const high = to === undefined ? undefined : parseScaled(to);
  if (low && compareScaled(end, low) < 0) return "below-last";
  if (high ? compareScaled(end, high) > 0 : low && isTooMuch(at, [low, end])) return "far-above";
  return undefined;
}

function isTooMuch(
  { register, unit, known, when }: TypedEnd,
  fromTo: readonly [from: Scaled, to: Scaled],
): boolean {
  if (!when) return false;
  const ms = known ? MEASURED_WITHIN_MS : when.atMs - when.latestAtMs;
  return gainsTooFast({ register, unit: unit as Unit }, fromTo, { ms: Math.max(ms, 1), type: when.type });
}

/** Lines that say both ends; the others are left out of the exchange. */
export const completeLines = (lines: readonly ExchangeLine[]): readonly ExchangeLine[] =>
  lines.filter(({ end, start }) => end && start);

/** Something typed that is no number, or of one meter only. */
export const halfLine = (lines: readonly ExchangeLine[], draft: ExchangeDraft): ExchangeLine | undefined =>
  lines.find(({ register, end, start }) => {
    const [endText, startText] = [draft.end[register] ?? "", draft.start[register] ?? ""];
    const isOpen = endText.trim() === "" && startText.trim() === "";
    return !(isOpen || (end && start));
  });

export const wireLines = (lines: readonly ExchangeLine[], side: "end" | "start"): readonly WireValue[] =>
  lines.flatMap((line) => {
    const value = line[side];
    return value ? [{ register: line.register, unit: line.unit, value: formatScaled(value) }] : [];
  });
