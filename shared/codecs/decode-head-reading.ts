/**
 * What an optical head heard (`kmp/head-hearing.ts`) → the values of readings.
 *
 * | answer | readings it holds |
 * | --- | --- |
 * | registers (CID 10) | one, at the moment it was heard |
 * | log (CID B8, A0–A3) | one for each row, at the row's own date (register 1003, with 1002) or date and time (348) |
 */
import type { RegisterValue } from "../model/reading.ts";
import type { StatusId } from "../model/status.ts";
import type { StatusTable } from "./drivers/driver.ts";
import type { HeadHearing } from "./kmp/head-hearing.ts";
import type { KmpValue } from "./kmp/kmp-number.ts";
import { KMP_REGISTERS } from "./kmp/kmp-register-table.ts";
import { idsOfBits, uniqueSorted } from "./status-of-records.ts";

const KMP_DATE = 1003;
const TIME = 1002;
const DATE_TIME = 348;
const INFO_CODE = 99;
const INFO_BITS = 369;

/** What a meter said for one moment. */
export interface HeadReading {
  /** The meter's own clock, ISO 8601 without a zone; absent where the answer carries none. */
  readonly meterClock: string | undefined;
  /** From its memory: true of the moment of its clock, not of the moment it was heard. */
  readonly isLogged: boolean;
  readonly values: readonly RegisterValue[];
  readonly status: readonly StatusId[];
}

/** Readings of a hearing, logged rows newest first; `infoTable` says what the meter's info bits mean. */
export function readingsOfHearing(
  { registers, log }: HeadHearing,
  infoTable: StatusTable | undefined,
): readonly HeadReading[] {
  if (log) {
    return log.rows
      .map(({ values }) =>
        readingOf(
          values.map((value) => ({ ...value, id: value.register })),
          infoTable,
        ),
      )
      .map((reading) => ({ ...reading, isLogged: true }))
      .filter(({ meterClock, values }) => meterClock !== undefined && values.length > 0);
  }
  const now = readingOf(registers, infoTable);
  return now.values.length + now.status.length > 0 ? [{ ...now, isLogged: false }] : [];
}

type NamedValue = KmpValue & { readonly id: number };

function readingOf(
  values: readonly NamedValue[],
  infoTable: StatusTable | undefined,
): Omit<HeadReading, "isLogged"> {
  const counted: RegisterValue[] = [];
  for (const { id, value, unit } of values) {
    const register = KMP_REGISTERS.get(id)?.register;
    if (register !== undefined && value.kind === "number")
      counted.push({ register, value: value.number, unit });
  }
  return { meterClock: clockOf(values), values: counted, status: statusOf(values, infoTable) };
}

function clockOf(values: readonly NamedValue[]): string | undefined {
  const text = (id: number): string | undefined => {
    const value = values.find((one) => one.id === id)?.value;
    return value?.kind === "date" ? value.text : undefined;
  };
  const date = text(KMP_DATE);
  if (date === undefined) return text(DATE_TIME);
  const time = text(TIME);
  return time === undefined ? date : `${date}T${time}`;
}

/** The bit field where the meter has it, else the info code. */
function statusOf(values: readonly NamedValue[], table: StatusTable | undefined): readonly StatusId[] {
  const info = values.find(({ id }) => id === INFO_BITS) ?? values.find(({ id }) => id === INFO_CODE);
  if (info?.value.kind !== "number" || typeof info.value.number.digits !== "number") return [];
  const bits = info.value.number.digits;
  if (bits === 0) return [];
  return table ? uniqueSorted(idsOfBits(table, bits)) : ["unknown-info-bits"];
}
