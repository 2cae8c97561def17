/**
 * Value information block of a data record: VIF and VIFEs (EN 13757-3:2018, 6.4) → what the value is.
 *
 * ```
 * VIF                 primary table
 * FB code, FD code    first, second extension table; FD FD code its second level
 * 7C length text      unit in plain text, characters last first
 * 7F / FF …           the manufacturer's own codes to the end of the block
 * then VIFEs          combinable table, FC leads into its extension, FF to manufacturer codes
 * ```
 *
 * The plain-text unit stands directly after the VIF in every meter seen, VIFEs after it; the
 * standard puts it after the VIFEs (Annex C.2). Both are read: the first where its length and
 * printable characters fit, else the second.
 */
import type { Quantity, Unit } from "../../model/unit.ts";
import { hexOfByte } from "../bytes/hex.ts";
import type { DecodeErrorKind } from "../decode-error.ts";
import type { NoValueReason } from "../telegram.ts";
import { readText } from "./data-types.ts";
import { MAX_EXTENSIONS } from "./dif-table.ts";
import { unitOfPlainText } from "./plain-text-unit.ts";
import type { VifFact } from "./vif-fact.ts";
import { FIRST_EXTENSION_VIFS } from "./vif-fb-table.ts";
import { FD_SECOND_LEVEL, SECOND_EXTENSION_VIFS, SECOND_LEVEL_VIFS } from "./vif-fd-table.ts";
import {
  PRIMARY_VIFS,
  VIF_EXTENSION_FIRST,
  VIF_EXTENSION_SECOND,
  VIF_MANUFACTURER,
  VIF_PLAIN_TEXT,
} from "./vif-table.ts";
import {
  EXTENDED_VIFES,
  type ProfileKind,
  VIFE_EXTENSION,
  VIFE_MANUFACTURER,
  VIFES,
  type VifeFact,
} from "./vife-table.ts";

/** Why a header could not be read, and at which byte. */
export interface HeaderFault {
  readonly fault: DecodeErrorKind;
  readonly offset: number;
}

/** A stretch of bytes with its end, as headers are read from it. */
export interface Bytes {
  readonly bytes: Uint8Array;
  /** First byte that no longer belongs to the records. */
  readonly end: number;
}

/** What the VIF and its VIFEs make of the value, gathered byte by byte. */
export interface ValueInformation {
  fact: VifFact;
  modifiers: string[];
  scale: number;
  addExponent: number | undefined;
  noValue: NoValueReason | undefined;
  profile: ProfileKind | undefined;
  /** First byte after the block. */
  next: number;
  /** The same bytes could be read otherwise with another end: not to be remembered. */
  isAmbiguous: boolean;
}

const RESERVED: VifFact = {
  meaning: "reserved",
  quantity: "dimensionless",
  unit: "",
  exponent: 0,
  type: "number",
};
const MANUFACTURER: VifFact = { ...RESERVED, meaning: "manufacturer-specific" };

/** Reads VIF and VIFEs at `at`. */
export function readValueInformation(source: Bytes, at: number): ValueInformation | HeaderFault {
  if (at >= source.end) return { fault: "truncated", offset: at };
  const vif = source.bytes[at] ?? 0;
  const info: ValueInformation = {
    fact: PRIMARY_VIFS[vif & 0x7f] ?? RESERVED,
    modifiers: [],
    scale: 0,
    addExponent: undefined,
    noValue: undefined,
    profile: undefined,
    next: at + 1,
    isAmbiguous: false,
  };
  switch (vif & 0x7f) {
    case VIF_PLAIN_TEXT:
      return readPlainTextUnit(source, info, vif);
    case VIF_MANUFACTURER:
      info.fact = MANUFACTURER;
      return readVifes(source, info, { previous: vif, count: 0, isManufacturer: true });
    case VIF_EXTENSION_FIRST:
    case VIF_EXTENSION_SECOND:
      return readExtensionCode(source, info, vif);
    default:
      return readVifes(source, info, { previous: vif, count: 0, isManufacturer: false });
  }
}

/** The code after FB or FD, and after FD FD. */
function readExtensionCode(
  source: Bytes,
  info: ValueInformation,
  vif: number,
): ValueInformation | HeaderFault {
  if (!(vif & 0x80)) {
    info.fact = RESERVED;
    return info;
  }
  if (info.next >= source.end) return { fault: "truncated", offset: info.next };
  let code = source.bytes[info.next] ?? 0;
  let table = (vif & 0x7f) === VIF_EXTENSION_FIRST ? FIRST_EXTENSION_VIFS : SECOND_EXTENSION_VIFS;
  info.next += 1;
  let count = 1;
  if (table === SECOND_EXTENSION_VIFS && code === (FD_SECOND_LEVEL | 0x80)) {
    if (info.next >= source.end) return { fault: "truncated", offset: info.next };
    code = source.bytes[info.next] ?? 0;
    table = SECOND_LEVEL_VIFS;
    info.next += 1;
    count = 2;
  }
  info.fact = table[code & 0x7f] ?? RESERVED;
  return readVifes(source, info, { previous: code, count, isManufacturer: false });
}

interface VifeState {
  /** The byte before, whose top bit says whether a VIFE follows. */
  readonly previous: number;
  readonly count: number;
  /** Bytes after a manufacturer code mean what the manufacturer likes. */
  readonly isManufacturer: boolean;
}

function readVifes(source: Bytes, info: ValueInformation, state: VifeState): ValueInformation | HeaderFault {
  let { previous, count } = state;
  let table: VifeTable = state.isManufacturer ? "manufacturer" : "plain";
  while (previous & 0x80) {
    if (count === MAX_EXTENSIONS) return { fault: "too-many-extensions", offset: info.next };
    if (info.next >= source.end) return { fault: "truncated", offset: info.next };
    previous = source.bytes[info.next] ?? 0;
    info.next += 1;
    count += 1;
    table = takeVife(info, table, previous);
  }
  return info;
}

type VifeTable = "plain" | "extended" | "manufacturer";

/** Takes one VIFE in and tells which table the next one is looked up in. */
function takeVife(info: ValueInformation, table: VifeTable, vife: number): VifeTable {
  const code = vife & 0x7f;
  if (table === "manufacturer") {
    info.modifiers.push(`manufacturer-${hexOfByte(code).toLowerCase()}`);
    return table;
  }
  if (table === "extended") {
    applyVife(info, EXTENDED_VIFES[code], vife);
    return "plain";
  }
  if (code === VIFE_MANUFACTURER) return "manufacturer";
  if (code === VIFE_EXTENSION && vife & 0x80) return "extended";
  applyVife(info, VIFES[code], vife);
  return table;
}

/** Lets one VIFE change what the value is. */
function applyVife(info: ValueInformation, fact: VifeFact | undefined, vife: number): void {
  if (fact === undefined) {
    info.modifiers.push(`reserved-${hexOfByte(vife & 0x7f).toLowerCase()}`);
    return;
  }
  if (fact.kind === "nothing") return;
  if (fact.kind === "scale") {
    info.scale += fact.exponent;
    return;
  }
  if (fact.kind === "add") {
    info.addExponent = fact.exponent + (BASE_SHIFTS[info.fact.unit] ?? 0);
    return;
  }
  info.modifiers.push(fact.meaning);
  if (fact.kind === "error") info.noValue = fact.reason;
  else if (fact.kind === "profile") info.profile = fact.meaning;
  else info.fact = replacedFact(info.fact, fact);
}

/** Units in which the VIF tables keep the digits of a smaller base unit (Wh, J, g …). */
const BASE_SHIFTS: Partial<Record<Unit, number>> = { kWh: -3, MJ: -6, t: -3, kW: -3 };

function replacedFact(before: VifFact, vife: VifeFact): VifFact {
  switch (vife.kind) {
    case "date":
      return { ...before, quantity: "dateTime", unit: "", exponent: 0, type: "date" };
    case "duration":
      return { ...before, quantity: "duration", unit: vife.unit, exponent: 0, type: "number" };
    case "count":
      return { ...before, quantity: "count", unit: "", exponent: 0, type: "number" };
    case "unsigned":
      return { ...before, type: before.type === "number" ? "unsigned" : before.type };
    default:
      return before;
  }
}

/** A quantity per time that is a quantity of its own: m³ per hour is a flow, kWh per hour a power. */
const PER_TIME: Readonly<Record<string, { quantity: Quantity; unit: Unit; meaning: string }>> = {
  "m³ per-second": { quantity: "volumeFlow", unit: "m³/s", meaning: "volume-flow" },
  "m³ per-minute": { quantity: "volumeFlow", unit: "m³/min", meaning: "volume-flow" },
  "m³ per-hour": { quantity: "volumeFlow", unit: "m³/h", meaning: "volume-flow" },
  "kWh per-hour": { quantity: "power", unit: "kW", meaning: "power" },
};

export function perTime(fact: VifFact, modifiers: readonly string[]): VifFact {
  const last = modifiers.at(-1);
  const known = last === undefined ? undefined : PER_TIME[`${fact.unit} ${last}`];
  return known ? { ...fact, ...known } : fact;
}

/** Both orders of the plain-text unit (see the head of this file). */
function readPlainTextUnit(
  source: Bytes,
  info: ValueInformation,
  vif: number,
): ValueInformation | HeaderFault {
  info.fact = { ...RESERVED, meaning: "plain-text" };
  const early = plainTextAt(source, info.next);
  if (early !== undefined) {
    applyPlainText(info, early);
    return readVifes(source, info, { previous: vif, count: 0, isManufacturer: false });
  }
  const rest = readVifes(source, info, { previous: vif, count: 0, isManufacturer: false });
  if ("fault" in rest) return rest;
  info.isAmbiguous = true;
  const late = plainTextAt(source, info.next);
  if (late === undefined) return { fault: "truncated", offset: info.next };
  applyPlainText(info, late);
  return info;
}

/** Length byte and characters at `at`; `undefined` unless all are there and printable. */
function plainTextAt({ bytes, end }: Bytes, at: number): string | undefined {
  const length = bytes[at] ?? 0;
  if (at >= end || length === 0 || at + 1 + length > end) return undefined;
  return readText(bytes, at + 1, length);
}

function applyPlainText(info: ValueInformation, text: string): void {
  info.next += 1 + text.length;
  const known = unitOfPlainText(text);
  if (known) info.fact = { ...info.fact, ...known };
  else info.modifiers.unshift(text);
}
