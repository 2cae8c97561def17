import type { Medium } from "../../../shared/model/medium.ts";
import { isCounter, isRegister, REGISTERS, type Register } from "../../../shared/model/register.ts";
import {
  formatScaled,
  makeScaled,
  parseScaled,
  type Scaled,
  scaledToNumber,
} from "../../../shared/model/scaled.ts";
import { convertUnit, QUANTITIES, UNITS, type Unit } from "../../../shared/model/unit.ts";
import {
  doubtEntry,
  type EntryPast,
  type ExpectedUse,
  expectedNow,
  type ValueDoubt,
} from "../../../shared/model/visit.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { readDecimal } from "../format/read-decimal.ts";

/** What is written on a meter's display, by what it counts. */
const MAIN: Readonly<Partial<Record<Medium, Register>>> = {
  heat: "E1",
  cooling: "E3",
  water: "V1",
  electricity: "A+",
};

/** Counters to choose from: those the meter has told of first, then what such a meter may show. */
export function registersOf(card: Pick<RoundCard, "medium" | "last">): readonly Register[] {
  const told = (card.last?.values ?? []).flatMap(([register = ""]) =>
    isRegister(register) && isCounter(register) ? [register] : [],
  );
  const main = MAIN[card.medium];
  const usual: readonly Register[] =
    card.medium === "heat" || card.medium === "cooling" ? ["V1", "E8", "E9"] : [];
  return [...new Set([...(main ? [main] : []), ...told, ...usual, ...(main ? [] : (["V1", "E1"] as const))])];
}

/** Units a register can be typed in. */
export function unitsOf(register: Register): readonly Unit[] {
  const { quantity } = REGISTERS[register];
  if (quantity === "energy") return ["kWh", "MWh", "GJ", "MJ"];
  if (quantity === "volume") return ["m³", "l"];
  const own = QUANTITIES[quantity];
  return [own];
}

/** The unit the meter itself counts in, where it has told. */
export function unitOf(card: Pick<RoundCard, "last">, register: Register): Unit {
  const [, , unit] = card.last?.values.find(([name]) => name === register) ?? [];
  const units = unitsOf(register);
  return units.find((one) => one === unit) ?? units[0] ?? "";
}

const isUnit = (text: string): text is Unit => text === "" || Object.hasOwn(UNITS, text);

/** What is known of a register, in the unit it is typed in. */
export function pastOf(
  card: Pick<RoundCard, "last">,
  uses: readonly ExpectedUse[],
  { register, unit }: { readonly register: Register; readonly unit: Unit },
): EntryPast {
  const [, text = "", lastUnit = ""] = card.last?.values.find(([name]) => name === register) ?? [];
  const told = parseScaled(text);
  const value = told && isUnit(lastUnit) ? convertUnit(told, lastUnit, unit) : undefined;
  const use = uses.find((one) => one.register === register);
  const factor = use && isUnit(use.unit) ? factorOf(use.unit, unit) : undefined;
  return {
    ...(value && card.last ? { last: { value, atMs: card.last.atMs } } : {}),
    ...(use && factor !== undefined
      ? { use: { perDay: use.perDay * factor, mostPerDay: use.mostPerDay * factor } }
      : {}),
  };
}

function factorOf(from: Unit, to: Unit): number | undefined {
  const one = convertUnit(makeScaled(1, 0), from, to);
  return one && scaledToNumber(one);
}

/** What the register should say now, with the decimals it said last. */
export function proposalOf(past: EntryPast, nowMs: number): string | undefined {
  const expected = expectedNow(past, nowMs);
  if (expected === undefined || !past.last) return undefined;
  const decimals = Math.max(0, -past.last.value.exponent);
  const rounded = parseScaled(Math.max(0, expected).toFixed(Math.min(decimals, 6)));
  return rounded && formatScaled(rounded);
}

/** One register that is typed: its value, or what is wrong with it. */
export interface TypedValue {
  readonly value?: Scaled;
  /** A thousand or a thousandth of it: to be asked, as there is no value before. */
  readonly twofold?: { readonly whole: string; readonly part: string };
  readonly doubt?: ValueDoubt;
}

interface JudgedBy {
  readonly past: EntryPast;
  readonly nowMs: number;
  /** A number is typed as this language writes it. */
  readonly languageTag: string;
}

export function judgeTyped(
  text: string,
  register: Register,
  { past, nowMs, languageTag }: JudgedBy,
): TypedValue {
  const read = readDecimal(text, languageTag);
  if (read.kind === "twofold") return { twofold: { whole: read.whole, part: read.part } };
  const value = read.kind === "number" && !read.text.startsWith("-") ? parseScaled(read.text) : undefined;
  if (!value) return {};
  const doubt = doubtEntry({ register, value }, past, nowMs);
  return { value, ...(doubt ? { doubt } : {}) };
}
