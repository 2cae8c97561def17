import type { RegisterValue } from "../../../shared/model/reading.ts";
import type { Register } from "../../../shared/model/register.ts";
import { err, ok, type Result } from "../../../shared/model/result.ts";
import { parseScaled } from "../../../shared/model/scaled.ts";
import type { WireRegistersAt } from "../../../shared/model/wire.ts";
import { readDecimal, type TypedDecimal } from "../format/read-decimal.ts";
import { doubtEnd } from "./office-exchange.ts";

/** What was typed and is no number, or two. */
interface Misread {
  readonly text: string;
  readonly read: TypedDecimal;
}

/** Registers as they stand in a form: as they were proposed, or as somebody typed them over that in their language. */
export function readRegisters(
  shown: WireRegistersAt["values"],
  typed: Readonly<Record<string, string>>,
  languageTag: string,
): Result<readonly RegisterValue[], Misread> {
  const values: RegisterValue[] = [];
  for (const { register, unit, value } of shown) {
    const { [register]: text } = typed;
    const read: TypedDecimal =
      text === undefined ? { kind: "number", text: value } : readDecimal(text, languageTag);
    const number = read.kind === "number" ? parseScaled(read.text) : undefined;
    if (!number) return err({ text: text ?? value, read });
    values.push({ register, unit, value: number });
  }
  return ok(values);
}

/**
 * Of the registers of a form those that are typed otherwise than they were proposed, and cannot be: outside what the meter
 * said on both sides, or what it can have counted. `type` is the meter's product name.
 */
export const doubtedRegisters = (
  shown: WireRegistersAt["values"],
  typed: readonly RegisterValue[],
  type: string,
): readonly Register[] =>
  shown.flatMap((known) => {
    const end = typed.find((one) => one.register === known.register)?.value;
    const when = { atMs: 0, latestAtMs: 0, type };
    const { register, unit, value } = known;
    return doubtEnd({ register, unit, end, known, latest: value, when }) ? [register] : [];
  });
