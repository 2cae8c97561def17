import { openBlock, unpackMonth } from "../../../shared/blocks/decode-block.ts";
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
  const { header, pieces } = opened.value;
  let bodies: readonly Uint8Array[];
  try {
    bodies = await Promise.all(
      pieces.map((piece) => (piece.header.isDeflated ? inflateRaw(piece.storedBody) : piece.storedBody)),
    );
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
      const more = unpackMonth(opened.value, bodies, ({ register }) => missing.includes(register));
      if (!more.ok) return undefined;
      for (const register of missing) decoded.add(register);
      const columns = [...(month?.registers ?? []), ...more.value.registers].sort(compareColumns);
      month = { ...more.value, registers: columns };
      return month;
    },
  };
}
