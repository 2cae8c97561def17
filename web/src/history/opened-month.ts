import { openBlock, unpackBlock } from "../../../shared/blocks/decode-block.ts";
import type { MonthColumns } from "../../../shared/blocks/month-columns.ts";
import { compareColumns } from "../../../shared/blocks/month-readings.ts";
import type { Register } from "../../../shared/model/register.ts";
import { inflateRaw } from "./inflate-raw.ts";

/** A month's block, verified and inflated; its columns are decoded as they are asked for, each once. */
export interface OpenedMonth {
  /** With `registers` at least these columns, else all; `undefined` where the body cannot be read. */
  columns(registers?: readonly Register[]): MonthColumns | undefined;
}

/** `undefined` for a damaged block. */
export async function openMonth(bytes: Uint8Array): Promise<OpenedMonth | undefined> {
  const opened = openBlock(bytes);
  if (!opened.ok) return undefined;
  const { header, storedBody } = opened.value;
  let body: Uint8Array;
  try {
    body = header.isDeflated ? await inflateRaw(storedBody) : storedBody;
  } catch {
    return undefined;
  }
  const all = [...new Set(header.registers.map(({ register }) => register))];
  const decoded = new Set<Register>();
  let month: MonthColumns | undefined;
  return {
    columns(registers = all) {
      const missing = registers.filter((register) => !decoded.has(register));
      if (month && missing.length === 0) return month;
      const more = unpackBlock(header, body, ({ register }) => missing.includes(register));
      if (!more.ok) return undefined;
      for (const register of missing) decoded.add(register);
      const columns = [...(month?.registers ?? []), ...more.value.registers].sort(compareColumns);
      month = { ...more.value, registers: columns };
      return month;
    },
  };
}
