import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { decode } from "../../shared/codecs/decode.ts";
import { type OutputLine, type OutputRecord, outputOf } from "../../shared/codecs/decode-output.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import type { Comparison } from "./compare-wireless.ts";
import type { WiredCase, WiredRecord } from "./read-corpus.ts";

/** Error kinds a broken frame may be rejected with, by what the reference calls it in its file name. */
const REJECTIONS: readonly (readonly [name: string, kind: string])[] = [
  ["too_many_dife", "too-many-extensions"],
  ["too_many_vife", "too-many-extensions"],
  ["premature_end", "truncated"],
  ["too_long_var_vif", "truncated"],
  ["too_short_header", "truncated"],
  ["", "application-error"],
];

/** Decodes a wired frame and compares every record of it, or the way it is rejected. */
export function compareWired(frameCase: WiredCase): Comparison {
  const bytes = parseHex(frameCase.frame);
  const keyring = { find: () => undefined };
  const formats = createFormatStore();
  const output = outputOf(
    bytes.ok ? decode(bytes.value, { link: "mbus", keyring, formats, payloads: PAYLOAD_CODECS }) : bytes,
  );
  if (frameCase.valid === false) return compareRejection(frameCase, output);
  if (frameCase.valid !== true) return { compared: 0, mismatches: [] };
  const records = output.records ?? [];
  const expected = (frameCase.records_normalised ?? []).filter((record) => !isEmptyBlock(record));
  const error = output.ok ? [] : [`error: ${output.error.kind}`];
  const count =
    records.length === expected.length ? [] : [`records: ${expected.length}, not ${records.length}`];
  const wrong = expected.flatMap((wanted, n) => mismatchesOf(wanted, records[n], n));
  return { compared: expected.length, mismatches: [...error, ...count, ...wrong] };
}

function compareRejection({ id }: WiredCase, output: OutputLine): Comparison {
  const name = id.split("/").at(-1) ?? "";
  const kind = REJECTIONS.find(([start]) => name.startsWith(start) && !name.includes("vifes"))?.[1];
  const wanted = kind ?? "application-error";
  const actual = output.ok ? "accepted" : output.error.kind;
  return { compared: 1, mismatches: actual === wanted ? [] : [`error: ${wanted}, not ${actual}`] };
}

/** A manufacturer block of no bytes, which the reference lists as a record. */
const isEmptyBlock = ({ Function: name, Value }: WiredRecord): boolean =>
  (name === "Manufacturer specific" || name === "More records follow") && (Value ?? "") === "";

const FUNCTIONS: Readonly<Record<string, string>> = {
  "Instantaneous value": "instant",
  "Maximum value": "max",
  "Minimum value": "min",
  "Value during error state": "error",
  "Actual value": "instant",
  "Manufacturer specific": "instant",
};

function mismatchesOf(wanted: WiredRecord, actual: OutputRecord | undefined, n: number): readonly string[] {
  const say = (what: string): string => `${n} ${wanted.Quantity ?? ""} ${wanted.Value ?? ""}: ${what}`;
  if (!actual) return [say("missing")];
  const isPlaced =
    FUNCTIONS[wanted.Function ?? ""] === actual.function &&
    isNumber(wanted.StorageNumber, actual.storage) &&
    isNumber(wanted.Tariff, actual.tariff) &&
    isNumber(wanted.Device, actual.subunit);
  if (!isPlaced) return [say(`${actual.function} ${actual.storage} ${actual.tariff} ${actual.subunit}`)];
  return isValue(wanted, actual) ? [] : [say(`${actual.value} ${actual.unit}`)];
}

const isNumber = (wanted: string | undefined, actual: number): boolean =>
  wanted === undefined || Number(wanted) === actual;

/** Units of the reference → ours. */
const FACTORS: Readonly<Record<string, number>> = { Wh: 1e-3, W: 1e-3, J: 1e-6 / 3.6, s: 1 / 3600, l: 1e-3 };

function isValue(
  { Unit, Value = "", Quantity }: WiredRecord,
  { value, reason, invalid }: OutputRecord,
): boolean {
  // Invalid BCD digits were printed as a number there; the right answer is no value.
  if (reason === "invalid-bcd") return true;
  if (reason === "invalid-date" || invalid) return Value.includes("-00-") || Value.startsWith("1900-01-00");
  if (Quantity?.startsWith("Time point")) return value !== null && Value.startsWith(value);
  if (/^[0-9A-F]{2}( [0-9A-F]{2})+$/.test(Value)) return value === Value.replaceAll(" ", "");
  const number = Number(Value) * (FACTORS[Unit ?? ""] ?? 1);
  if (Number.isNaN(number) || Value.trim() === "") return value === Value;
  return Math.abs(Number(value) - number) <= Math.max(6e-7, Math.abs(number) * 1e-6);
}
