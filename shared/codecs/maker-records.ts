/** Records that no data record header stands before: bytes nobody here can read, and makers' own values. */
import type { PayloadValue } from "./proprietary/payload-codec.ts";
import type { NamedRecord, Place } from "./telegram.ts";

export interface BytesName {
  readonly name: string;
  readonly meaning: string;
}

export const ALARM: BytesName = { name: "alarm_status", meaning: "alarm" };
export const MANUFACTURER_DATA: BytesName = { name: "manufacturer_data", meaning: "manufacturer-block" };

const NO_MODIFIERS: readonly string[] = [];

/** Bytes of a telegram, kept as they are. */
export const bytesRecord = (
  plain: Uint8Array,
  [first, length]: Place,
  { name, meaning }: BytesName,
): NamedRecord => ({
  name,
  quantity: "bytes",
  unit: "",
  value: { kind: "bytes", bytes: plain.subarray(first, first + length) },
  function: "instant",
  storage: 0,
  tariff: 0,
  subunit: 0,
  header: "",
  meaning,
  modifiers: NO_MODIFIERS,
  at: [first, length],
});

/** A value of a maker's codec. */
export const recordOfValue = (value: PayloadValue): NamedRecord => ({
  name: value.name,
  quantity: value.quantity,
  unit: value.unit,
  value: value.value,
  function: value.function ?? "instant",
  storage: value.storage ?? 0,
  tariff: value.tariff ?? 0,
  subunit: 0,
  header: "",
  meaning: value.meaning,
  modifiers: NO_MODIFIERS,
  at: value.at,
});
