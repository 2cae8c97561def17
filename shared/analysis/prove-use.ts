/**
 * What stands behind a consumption: every register it was counted from, with the telegram that carried it. The sum of
 * the terms is the value shown, to the last digit; the same line and the same boundaries as `consumptionOf`.
 */
import type { MonthColumns } from "../blocks/month-columns.ts";
import type { MeterKey } from "../model/meter-id.ts";
import { MARKS, type Mark, type Source } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import { formatScaled, makeScaled, parseScaled, type Scaled } from "../model/scaled.ts";
import type { Unit } from "../model/unit.ts";
import type { IntervalMark, Step } from "../model/wire.ts";
import { type BoundaryCount, boundaryAt, consumptionOf, TOLERANCE_MS } from "./consumption.ts";
import { buildCounterLine, type CounterLine, type MeterSpan, toCount } from "./counter-line.ts";
import { makeCount } from "./make-count.ts";

/** As far as a boundary may lie from the readings around it and still be estimated between them. */
export const PROOF_MARGIN_MS = 70 * 86_400_000;

/** A register as it was read, or noted at mounting and removal. Numbers are decimal text in the meter's own unit. */
export interface ProofReading {
  readonly atMs: number;
  readonly value: string;
  readonly unit: Unit;
  /** `mounting` and `removal`: written down on the spot. */
  readonly from: Source | "mounting" | "removal";
  readonly receiver: string;
  readonly marks: readonly Mark[];
  /** Reckoned when somebody moved, and not read off: between these readings. */
  readonly bounds?: readonly [string, string];
  /** Number of the telegram in the journal, where there is one. */
  readonly frameSeq?: number;
}

/** The register at one end of a term. */
export interface ProofEnd {
  /** Decimal text in the proof's unit; between two readings it lies on the line between them. */
  readonly value: string;
  /** One reading where it is a read one, the two around it where it had to be estimated. */
  readonly readings: readonly ProofReading[];
}

/** One meter's share: its register at the end minus its register at the beginning. */
export interface ProofTerm {
  readonly meter: MeterKey;
  readonly begin: ProofEnd;
  readonly end: ProofEnd;
  /** What was added because the register passed its last digit; absent where it did not. */
  readonly rolledOver?: string;
  readonly use: string;
}

export interface Proof {
  readonly register: Register;
  readonly unit: Unit;
  readonly fromMs: number;
  readonly toMs: number;
  readonly mark: IntervalMark;
  /** The last reading, up to which the value counts: of what is `running` or `silent`. */
  readonly untilMs?: number;
  /** `null` when there is nothing to count from. */
  readonly value: string | null;
  readonly bounds?: readonly [string, string];
  readonly terms: readonly ProofTerm[];
  /** One count of the register in the proof's unit. */
  readonly resolution: string;
  /** Registers are cut off, not rounded: each term may be this much off, to either side. */
  readonly plusMinus: string;
  /** How far a reading may lie from a boundary and stand for it, in milliseconds. */
  readonly toleranceMs: number;
  /** Readings between the boundaries, those at them included. */
  readonly readings: number;
  /** Kept, but not counted from: they cannot be true, or came after the bill; also those beside an estimated boundary. */
  readonly leftOut: readonly ProofReading[];
}

/**
 * `GET /api/v1/points/:id/proof?register=E1&step=day&from=<ms>&to=<ms>`; `null`: no meter here has the register. With
 * `noted=yes` registers noted when somebody moved count like readings: a report's figures stand on them too.
 */
export interface WireProof {
  readonly proof: Proof | null;
}

export interface ProofQuestion {
  readonly register: Register;
  readonly step: Step;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A reading of the line, and whose it is. */
interface Row {
  readonly reading: ProofReading;
  readonly span: number;
}

/** `undefined` when no meter here carries the register. */
export function proveUse(
  spans: readonly MeterSpan[],
  question: ProofQuestion,
  nowMs: number,
): Proof | undefined {
  const { register, step, fromMs, toMs } = question;
  const line = buildCounterLine(spans, register);
  if (!line) return undefined;
  const [interval] = consumptionOf(line, [fromMs, toMs], { step, nowMs });
  if (!interval) return undefined;
  const { rows, leftOut } = matchRows(spans, line, register);
  const text = (count: number): string => formatScaled(makeCount(count, line.exponent));
  const terms = interval.value ? termsOf(line, { rows, spans, question }) : [];
  const isInside = ({ atMs }: ProofReading): boolean => atMs >= fromMs && atMs <= toMs;
  return {
    register,
    unit: line.unit,
    fromMs,
    toMs,
    mark: interval.mark,
    ...(interval.untilMs === undefined ? {} : { untilMs: interval.untilMs }),
    value: interval.value ? formatScaled(interval.value) : null,
    ...(interval.bounds ? { bounds: textOf(interval.bounds) } : {}),
    terms,
    resolution: text(1),
    plusMinus: text(Math.max(1, terms.length)),
    toleranceMs: TOLERANCE_MS[step],
    readings: rows.filter(({ reading }) => isInside(reading)).length,
    leftOut: leftOut.filter(isReached(question, terms)),
  };
}

/** Between the boundaries, and beyond them up to the readings they were reckoned with. */
function isReached(
  { fromMs, toMs }: ProofQuestion,
  terms: readonly ProofTerm[],
): (reading: ProofReading) => boolean {
  const timesMs = terms.flatMap(({ begin, end }) =>
    [...begin.readings, ...end.readings].map(({ atMs }) => atMs),
  );
  const [firstMs, lastMs] = [Math.min(fromMs, ...timesMs), Math.max(toMs, ...timesMs)];
  return ({ atMs }) => atMs >= firstMs && atMs <= lastMs;
}

const textOf = ([low, high]: readonly [Scaled, Scaled]): readonly [string, string] => [
  formatScaled(low),
  formatScaled(high),
];

/** Finds the reading behind every count of the line; what the line passed over was left out. */
function matchRows(
  spans: readonly MeterSpan[],
  line: CounterLine,
  register: Register,
): { readonly rows: readonly Row[]; readonly leftOut: readonly ProofReading[] } {
  const rows: Row[] = [];
  const leftOut: ProofReading[] = [];
  for (const [span, meter] of spans.entries()) {
    for (const reading of readingsOf(meter, register)) {
      const isUsed = isRow(line, rows.length, reading) && !reading.marks.includes("implausible");
      if (isUsed) rows.push({ reading, span });
      else leftOut.push(reading);
    }
  }
  return { rows, leftOut };
}

/** Two readings may be of the same moment, radio and head, and only one of them true. */
function isRow(line: CounterLine, row: number, { atMs, value, unit }: ProofReading): boolean {
  if (line.timesMs[row] !== atMs) return false;
  const scaled = parseScaled(value);
  const told = line.told?.get(row) ?? (line.shown ?? line.counts)[row];
  return scaled !== undefined && toCount(scaled, unit, line) === told;
}

/** A meter's readings of one register in the line's own order. */
function* readingsOf(span: MeterSpan, register: Register): Generator<ProofReading> {
  const noted = (
    values: MeterSpan["startValues"],
    atMs: number,
    from: "mounting" | "removal",
  ): readonly ProofReading[] =>
    values
      .filter((value) => value.register === register)
      .map(({ value, unit }) => ({ atMs, value: formatScaled(value), unit, from, receiver: "", marks: [] }));
  yield* noted(span.startValues, span.mountedAtMs, "mounting").slice(0, 1);
  const endMs = span.removedAtMs ?? Number.POSITIVE_INFINITY;
  for (const month of span.columns) {
    for (const [row, atMs] of month.timesMs.entries()) {
      if (atMs < span.mountedAtMs || atMs > endMs) continue;
      for (const reading of readingsAt(month, row, register)) yield withBounds(reading, span, register);
    }
  }
  if (span.removedAtMs !== undefined) yield* noted(span.endValues, span.removedAtMs, "removal").slice(0, 1);
}

function withBounds(reading: ProofReading, { reckoned = [] }: MeterSpan, register: Register): ProofReading {
  if (!reading.marks.includes("estimated")) return reading;
  const at = reckoned.find(({ atMs, value }) => atMs === reading.atMs && value.register === register);
  return at?.value.bounds ? { ...reading, bounds: textOf(at.value.bounds) } : reading;
}

function* readingsAt(month: MonthColumns, row: number, register: Register): Generator<ProofReading> {
  const origin = month.origins[month.originIndex[row] ?? 0];
  const bits = month.marks[row] ?? 0;
  const frameSeq = month.frameSeq[row] ?? Number.NaN;
  for (const column of month.registers) {
    const count = column.counts[row] ?? Number.NaN;
    if (column.register !== register || Number.isNaN(count)) continue;
    yield {
      atMs: month.timesMs[row] ?? 0,
      value: formatScaled(makeScaled(count, column.exponent)),
      unit: column.unit,
      from: origin?.source ?? "import",
      receiver: origin?.receiver ?? "",
      marks: MARKS.filter((_, bit) => (bits & (1 << bit)) !== 0),
      ...(Number.isNaN(frameSeq) ? {} : { frameSeq }),
    };
  }
}

interface Ground {
  readonly rows: readonly Row[];
  readonly spans: readonly MeterSpan[];
  readonly question: ProofQuestion;
}

/** One term for each meter between the boundaries; a whole meter's time where the boundaries are others'. */
function termsOf(line: CounterLine, { rows, spans, question }: Ground): readonly ProofTerm[] {
  const tolerance = TOLERANCE_MS[question.step];
  const from = boundaryAt(line, question.fromMs, tolerance);
  const to = boundaryAt(line, question.toMs, tolerance);
  if (typeof from === "string") return [];
  const end = typeof to === "string" ? rowPlace(line, line.counts.length - 1) : to;
  const spanAt = (row: number): number => rows[row]?.span ?? 0;
  const [firstSpan, lastSpan] = [spanAt(from.rows[1]), spanAt(end.rows[0])];
  return spans.flatMap(({ meter }, span) => {
    const own = rows.flatMap((row, i) => (row.span === span ? [i] : []));
    const [first, last] = [own[0], own.at(-1)];
    const isBetween = span >= firstSpan && span <= Math.max(firstSpan, lastSpan);
    if (first === undefined || last === undefined || !isBetween) return [];
    const opens = span === firstSpan ? from : rowPlace(line, first);
    const closes = span === Math.max(firstSpan, lastSpan) ? end : rowPlace(line, last);
    return [termOf(line, { meter, rows, opens, closes })];
  });
}

type Place = Pick<BoundaryCount, "count" | "rows">;

const rowPlace = (line: CounterLine, row: number): Place => ({
  count: line.counts[row] ?? 0,
  rows: [row, row],
});

interface TermGround {
  readonly meter: MeterKey;
  readonly rows: readonly Row[];
  readonly opens: Place;
  readonly closes: Place;
}

function termOf(line: CounterLine, { meter, rows, opens, closes }: TermGround): ProofTerm {
  const text = (count: number): string => formatScaled(makeCount(count, line.exponent));
  /** The register as the meter showed it, or would have, at a place that stands beside this row. */
  const shownAt = ({ count }: Place, row: number): number =>
    (line.shown?.[row] ?? 0) + count - (line.counts[row] ?? 0);
  const endOf = (place: Place, count: number): ProofEnd => ({
    value: text(count),
    readings: [...new Set(place.rows)].flatMap((row) => rows[row]?.reading ?? []),
  });
  const begin = shownAt(opens, opens.rows[1]);
  const end = shownAt(closes, closes.rows[0]);
  const use = closes.count - opens.count;
  const rolledOver = use - (end - begin);
  return {
    meter,
    begin: endOf(opens, begin),
    end: endOf(closes, end),
    ...(rolledOver === 0 ? {} : { rolledOver: text(rolledOver) }),
    use: text(use),
  };
}
