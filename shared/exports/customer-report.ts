import type { Register } from "../model/register.ts";
import type { Unit } from "../model/unit.ts";
import type { IntervalMark } from "../model/wire.ts";
import { CUSTOMER_WORDS, type CustomerLanguage, type CustomerWords, fill } from "./customer-words-table.ts";

/** What one customer used at one place, as it is handed to them. It is what is signed, so it says all of it. */
export interface CustomerReport {
  readonly language: CustomerLanguage;
  readonly utility: string;
  readonly timeZone: string;
  readonly customer: string;
  readonly customerNumber: string;
  readonly address: string;
  /** Serial numbers of the meters that counted, in order. */
  readonly meters: readonly string[];
  /** UTC milliseconds; never outside the customer's own time at the place. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly issuedAtMs: number;
  readonly step: "day" | "month";
  readonly series: readonly CustomerSeries[];
}

export const TOTAL_MARKS = ["missing", "partial", "estimated", "running", "silent", "damaged"] as const;
export type TotalMark = (typeof TOTAL_MARKS)[number];

export interface CustomerSeries {
  readonly register: Register;
  readonly unit: Unit;
  /** Decimal text: the exact sum of the intervals that have a value; `null` when none has. */
  readonly total: string | null;
  /** What the total lacks; empty when all of it was measured. */
  readonly marks: readonly TotalMark[];
  /** Of a total marked `silent`: the last reading, up to which it counts; UTC milliseconds. */
  readonly silentSinceMs?: number;
  /** Of a total marked `estimated`: between what it lies, as decimal text. */
  readonly bounds?: readonly [string, string];
  readonly intervals: readonly CustomerInterval[];
}

export interface CustomerInterval {
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: string | null;
  readonly mark: IntervalMark;
  /** Of an estimate: between what it lies, as decimal text. */
  readonly bounds?: readonly [string, string];
  /** Readings it needs are damaged on the server. */
  readonly isDamaged?: true;
}

/** How a report is written for its customer: their language, the utility's days. */
export interface CustomerSayings {
  readonly words: CustomerWords;
  readonly interval: string;
  readonly issued: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  nameOf(series: CustomerSeries): string;
  labelOf(interval: CustomerInterval): string;
  decimal(text: string | null): string;
  /** What an interval's value is, in words: "estimated, damaged". */
  markOf(interval: CustomerInterval): string;
  /** What the bars and words mean, as far as they stand in this report. */
  readonly explanation: readonly string[];
  /** What the total lacks, in words: "in part, estimated"; empty when nothing. */
  qualityOf(series: CustomerSeries): string;
  /** The total with its unit and what it lacks, for a heading. */
  totalOf(series: CustomerSeries): string;
}

const DAY_MS = 86_400_000;

export function sayCustomerReport(report: CustomerReport): CustomerSayings {
  const words = CUSTOMER_WORDS[report.language];
  const { timeZone } = report;
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(words.tag, { timeZone, ...options });
  const day = format({ day: "numeric", month: "long", year: "numeric" });
  const label =
    report.step === "day"
      ? format({ day: "numeric", month: "short" })
      : format({ month: "short", year: "numeric" });
  const interval = `${day.format(report.fromMs)} – ${day.format(Math.max(report.fromMs, report.toMs - DAY_MS / 2))}`;
  const issued = day.format(report.issuedAtMs);
  const decimal = (text: string | null): string =>
    text === null ? "–" : text.replace(".", words.decimalSign);
  const between = ([low, high]: readonly [string, string]): string =>
    fill(words.between, { low: decimal(low), high: decimal(high) });
  const moment = format({ dateStyle: "long", timeStyle: "short" });
  const sayMark = (mark: TotalMark, { silentSinceMs, bounds }: CustomerSeries): string => {
    if (mark === "silent" && silentSinceMs !== undefined)
      return fill(words.silentSince, { time: moment.format(silentSinceMs) });
    return mark === "estimated" && bounds ? `${words[mark]} ${between(bounds)}` : words[mark];
  };
  const qualityOf = (series: CustomerSeries): string =>
    series.marks.map((mark) => sayMark(mark, series)).join(", ");
  const isLacking = report.series.some(({ marks }) => marks.includes("damaged"));
  return {
    words,
    interval,
    issued,
    facts: [
      [words.customer, [report.customer, report.customerNumber].filter((text) => text !== "").join(", ")],
      [words.address, report.address],
      [words.meter, report.meters.join(", ")],
      [words.interval, interval],
      [words.issued, `${issued}, ${report.utility}`],
    ],
    nameOf: ({ register }) => words[WORD_OF[register] ?? "other"],
    labelOf: ({ fromMs }) => label.format(fromMs),
    decimal,
    markOf: ({ mark, bounds, isDamaged }) =>
      [
        bounds ? `${words[mark]} ${between(bounds)}` : words[mark],
        ...(isDamaged ? [words.damaged] : []),
      ].join(", "),
    explanation: isLacking ? [...words.explanation, words.damagedWhy] : words.explanation,
    qualityOf,
    totalOf: (series) => {
      const amount = series.total === null ? decimal(null) : `${decimal(series.total)} ${series.unit}`;
      const quality = qualityOf(series);
      return quality === "" ? amount : `${amount} (${quality})`;
    },
  };
}

const WORD_OF: Partial<Record<Register, "energy" | "cooling" | "volume" | "electricity">> = {
  E1: "energy",
  E3: "cooling",
  V1: "volume",
  "A+": "electricity",
};
