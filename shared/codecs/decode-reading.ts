/**
 * Decoded telegram → the values of a reading: registers at storage 0, with the meter's own count and
 * unit, its clock and its status. Due dates, histories and extremes stay with the telegram.
 */
import type { Reading, RegisterValue } from "../model/reading.ts";
import type { Register } from "../model/register.ts";
import { findRegister } from "./drivers/find-driver.ts";
import type { Decoded, NamedRecord } from "./telegram.ts";

export type ReadingContent = Pick<Reading, "meterClock" | "values" | "status" | "marks">;

/** What a telegram says for the record; empty values when it could not be opened. */
export function decodeReading(decoded: Decoded): ReadingContent {
  const values: RegisterValue[] = [];
  const taken = new Set<Register>();
  let meterClock: string | undefined;
  for (const record of decoded.records) {
    const value = registerValue(decoded, record);
    if (value && !taken.has(value.register)) {
      taken.add(value.register);
      values.push(value);
    }
    meterClock ??= clockOf(record);
  }
  return {
    values,
    status: decoded.status,
    marks: decoded.security.verdict === "unproven" ? ["unproven"] : [],
    ...(meterClock === undefined ? {} : { meterClock }),
  };
}

function registerValue(decoded: Decoded, record: NamedRecord): RegisterValue | undefined {
  if (record.value.kind !== "number" || record.storage !== 0) return undefined;
  const register = findRegister(decoded, record.name);
  return register && { register, value: record.value.number, unit: record.unit };
}

/** The meter's clock: its date, or date with time, at storage 0, unless it says that it is not to be trusted. */
function clockOf({ name, value, storage }: NamedRecord): string | undefined {
  const isClock = storage === 0 && (name === "meter_datetime" || name === "meter_date");
  return isClock && value.kind === "date" && !value.isInvalid ? value.text : undefined;
}
