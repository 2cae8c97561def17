/**
 * Meters and where they are in their life: in stock → mounted → removed → scrapped, and from removed back to
 * stock. What hangs somewhere is told by the metering points; what lies in stock or was scrapped is said here.
 */
import { type MeterId, type MeterKey, meterKeyOf } from "./meter-id.ts";

export const METER_STATES = ["stock", "mounted", "removed", "scrapped"] as const;
export type MeterState = (typeof METER_STATES)[number];

/** What somebody said of a meter that hangs nowhere. */
export interface StockRow {
  readonly meter: MeterKey;
  readonly state: Extract<MeterState, "stock" | "scrapped">;
  readonly note: string;
  /** UTC milliseconds. */
  readonly changedAtMs: number;
  readonly by: string;
  /** The key came with it, and goes when it is taken back. */
  readonly gaveKey: boolean;
}

interface Mounting {
  readonly removedAtMs?: number;
}

/**
 * Where a meter is. Hanging somewhere counts before everything else; what was said before it was last taken
 * down is of another time. A meter of which only the key is known waits in stock.
 */
export function meterStateOf(mountings: readonly Mounting[], said: StockRow | undefined): MeterState {
  if (mountings.some(({ removedAtMs }) => removedAtMs === undefined)) return "mounted";
  const lastMs = mountings.reduce((last, { removedAtMs = 0 }) => Math.max(last, removedAtMs), 0);
  if (said && said.changedAtMs >= lastMs) return said.state;
  return mountings.length > 0 ? "removed" : "stock";
}

/** One meter's line in what somebody pastes: eight digits or fewer, and its key where it has one. */
export interface StockLine {
  readonly serial: string;
  /** 32 hexadecimal digits, upper case. */
  readonly key?: string;
}

export type StockLineFault = "serial" | "key" | "twice";

export interface StockLines {
  readonly lines: readonly StockLine[];
  /** Lines that are none, counted from 1. */
  readonly faults: readonly { readonly line: number; readonly fault: StockLineFault }[];
}

/** So many meters at once at most. */
export const MOST_AT_ONCE = 1000;
const PARTS = /[\s;,|]+/;

/** Serial numbers, one a line, each with its key behind a blank, comma, semicolon or tab where there is one. */
export function readStockLines(text: string): StockLines {
  const lines: StockLine[] = [];
  const faults: { line: number; fault: StockLineFault }[] = [];
  for (const [n, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const read = readLine(line.trim());
    if (typeof read === "string") faults.push({ line: n + 1, fault: read });
    else if (lines.some(({ serial }) => serial === read.serial)) faults.push({ line: n + 1, fault: "twice" });
    else lines.push(read);
  }
  return { lines, faults };
}

function readLine(line: string): StockLine | StockLineFault {
  const [number = "", ...rest] = line.split(PARTS);
  if (!/^\d{4,8}$/.test(number)) return "serial";
  const serial = number.padStart(8, "0");
  const key = rest.join("").toUpperCase();
  if (key === "") return { serial };
  return /^[0-9A-F]{32}$/.test(key) ? { serial, key } : "key";
}

/** Every serial number from the first to the last, both of them too; `undefined` where they are no range of at most 1,000. */
export function serialRange(first: string, last: string): readonly StockLine[] | undefined {
  if (!(/^\d{4,8}$/.test(first.trim()) && /^\d{4,8}$/.test(last.trim()))) return undefined;
  const [from, to] = [Number(first), Number(last)];
  if (to < from || to - from >= MOST_AT_ONCE) return undefined;
  return Array.from({ length: to - from + 1 }, (_, n) => ({ serial: String(from + n).padStart(8, "0") }));
}

/** What a meter is on the air beside its serial number. */
export type StockKind = Omit<MeterId, "id">;

export const stockKeyOf = (kind: StockKind, serial: string): MeterKey => meterKeyOf({ ...kind, id: serial });
