import type { Reading, RegisterValue } from "./reading.ts";
import { REGISTERS, type Register } from "./register.ts";
import { formatScaled } from "./scaled.ts";
import type { WireReading, WireValue } from "./wire.ts";

/** Registers by importance: what a bill rests on first. It is the order of the register table. */
const ORDER = new Map(Object.keys(REGISTERS).map((register, i) => [register, i]));
const FIRST: readonly Register[] = ["E1", "E3", "A+", "V1"];

function rankOf(register: Register): number {
  const first = FIRST.indexOf(register);
  return first >= 0 ? first : FIRST.length + (ORDER.get(register) ?? 0);
}

export const byImportance = (a: Register, b: Register): number => rankOf(a) - rankOf(b);

const wireValueOf = ({ register, value, unit }: RegisterValue): WireValue => ({
  register,
  value: formatScaled(value),
  unit,
});

export const sortByImportance = (values: readonly RegisterValue[]): readonly RegisterValue[] =>
  [...values].sort((a, b) => byImportance(a.register, b.register));

export const wireValuesOf = (values: readonly RegisterValue[]): readonly WireValue[] =>
  sortByImportance(values).map(wireValueOf);

export const wireReadingOf = (reading: Reading): WireReading => ({
  atMs: reading.atMs,
  meterKey: reading.meter,
  values: wireValuesOf(reading.values),
  status: reading.status,
  marks: reading.marks,
  source: reading.source,
  receiver: reading.receiver,
  ...(reading.frameSeq === undefined ? {} : { frameSeq: reading.frameSeq }),
});
