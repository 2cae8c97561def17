/**
 * Optical read-out of IEC 62056-21 mode C (bytes → named values): the meter names itself and sends
 * all its registers as text.
 *
 * | bytes                     | what                                                          |
 * | ------------------------- | ------------------------------------------------------------- |
 * | `/KAM0MC` CR LF           | maker, baud character, model (absent when the line starts late) |
 * | `02`                      | STX                                                           |
 * | `6.8(0012.345*MWh)` …     | code, optional `*nn` (stored value nn), value, optional unit  |
 * | `!` CR LF `03`            | end of data, ETX                                              |
 * | BCC                       | xor of all bytes behind STX up to ETX; older Kamstrup: 7-bit sum |
 *
 * Characters are 7-bit; a parity bit left in by the port is dropped. Requests: `iecRequests`. Not
 * covered: programming mode, manufacturer modes, profiles.
 */
import { err, ok, type Result } from "../../model/result.ts";
import { parseScaled } from "../../model/scaled.ts";
import type { Quantity, Unit } from "../../model/unit.ts";
import type { DecodeError } from "../decode-error.ts";
import type { NamedRecord, RecordValue } from "../telegram.ts";

const STX = 0x02;
const ETX = 0x03;

export interface IecReadout {
  /** `KAM`; absent when the identification line was missed. */
  readonly manufacturer: string | undefined;
  readonly model: string | undefined;
  readonly records: readonly NamedRecord[];
  readonly warnings: readonly string[];
}

/** What to send, in order: the request, and after the identification the wish for data at the same speed. */
export const iecRequests = {
  /** At 300 baud, 7 data bits, even parity. */
  identify: "/?!\r\n",
  /** `baud` is the character of the identification line: 0 300, 1 600, 2 1200, 3 2400, 4 4800, 5 9600. */
  acknowledge: (baud: string): string => `\x060${baud}0\r\n`,
} as const;

interface CodeFact {
  readonly name: string;
  readonly quantity: Quantity;
  readonly unit: Unit;
}

/** Short codes of heat meters (EN 61107 form); without a row the value keeps its code as name. */
const CODES: ReadonlyMap<string, CodeFact> = new Map<string, CodeFact>([
  ["0.0", { name: "customer_number", quantity: "identification", unit: "" }],
  ["0.00", { name: "customer_number", quantity: "identification", unit: "" }],
  ["6.4", { name: "max_power", quantity: "power", unit: "kW" }],
  ["6.8", { name: "total_energy_consumption", quantity: "energy", unit: "kWh" }],
  ["6.26", { name: "total_volume", quantity: "volume", unit: "m³" }],
  ["6.31", { name: "operating_hours", quantity: "duration", unit: "h" }],
]);

const UNIT_OF_TEXT: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ["Wh", "Wh"],
  ["kWh", "kWh"],
  ["MWh", "MWh"],
  ["MJ", "MJ"],
  ["GJ", "GJ"],
  ["Gcal", "Gcal"],
  ["m3", "m³"],
  ["m3/h", "m³/h"],
  ["l/h", "l/h"],
  ["kW", "kW"],
  ["MW", "MW"],
  ["C", "°C"],
  ["K", "K"],
  ["h", "h"],
]);

/** Reads a whole read-out. Offsets of errors and places count the bytes as received. */
export function decodeIecReadout(bytes: Uint8Array): Result<IecReadout, DecodeError> {
  const clean = bytes.map((byte) => byte & 0x7f);
  const stx = clean.indexOf(STX);
  if (stx < 0)
    return err({ kind: "wrong-start", layer: "link", offset: 0, expected: STX, actual: clean[0] ?? -1 });
  const etx = clean.indexOf(ETX, stx);
  if (etx < 0 || etx + 1 >= clean.length)
    return err({ kind: "truncated", layer: "link", offset: clean.length });
  const bcc = clean[etx + 1] ?? 0;
  const { xor, sum } = blockChecks(clean, stx + 1, etx);
  if (bcc !== xor && bcc !== sum)
    return err({ kind: "wrong-checksum", layer: "link", offset: etx + 1, expected: xor, actual: bcc });
  const identification = /\/([A-Za-z]{3})([0-9A-Z])([^\r\n]*)/.exec(textOf(clean, 0, stx));
  const records = readRecords(textOf(clean, stx + 1, etx), stx + 1);
  return ok({
    manufacturer: identification?.[1]?.toUpperCase(),
    model: identification?.[3],
    records,
    warnings: records.length === 0 ? ["no-data"] : [],
  });
}

function blockChecks(bytes: Uint8Array, from: number, to: number): { xor: number; sum: number } {
  let [xor, sum] = [0, 0];
  for (let i = from; i <= to; i++) {
    xor ^= bytes[i] ?? 0;
    sum = (sum + (bytes[i] ?? 0)) & 0x7f;
  }
  return { xor, sum };
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Array.from(bytes.subarray(from, to), (byte) => String.fromCharCode(byte)).join("");

const FIELD = /([0-9A-F.]{1,16})(?:\*(\d{1,3}))?\(([^()*]{0,64})(?:\*([^()]{0,16}))?\)/g;

function readRecords(text: string, offset: number): readonly NamedRecord[] {
  const records: NamedRecord[] = [];
  for (const match of text.matchAll(FIELD)) {
    const [whole, code = "", stored = "0", value = "", unitText = ""] = match;
    const fact = CODES.get(code);
    const unit = UNIT_OF_TEXT.get(unitText) ?? fact?.unit ?? "";
    records.push({
      name: fact?.name ?? `code_${code.replaceAll(".", "_")}`,
      quantity: fact?.quantity ?? "dimensionless",
      unit,
      value: readValue(value, fact),
      function: "instant",
      storage: Number(stored),
      tariff: 0,
      subunit: 0,
      header: code,
      meaning: fact?.name.replaceAll("_", "-") ?? "unknown-code",
      modifiers: [],
      at: [offset + match.index, whole.length],
    });
  }
  return records;
}

function readValue(text: string, fact: CodeFact | undefined): RecordValue {
  if (fact?.quantity === "identification") return { kind: "text", text: text.trim() };
  const number = parseScaled(text);
  return number ? { kind: "number", number } : { kind: "text", text: text.trim() };
}
