import type { NotedValue, RegisterValue } from "../../../shared/model/reading.ts";
import type { Register } from "../../../shared/model/register.ts";
import { err, ok, type Result } from "../../../shared/model/result.ts";
import { compareScaled, parseScaled, type Scaled } from "../../../shared/model/scaled.ts";
import type { WireRegistersAt } from "../../../shared/model/wire.ts";
import { readDecimal, type TypedDecimal, writeTyped } from "../format/read-decimal.ts";
import { doubtEnd } from "./office-exchange.ts";

/** What was typed and is no number, or two. */
interface Misread {
  readonly text: string;
  readonly read: TypedDecimal;
}

/**
 * Registers as they stand in a form: as they were proposed, or as somebody typed them over that in their language. What was
 * proposed between two readings and left so keeps them as its bounds: nobody read it off.
 */
export function readRegisters(
  shown: WireRegistersAt["values"],
  typed: Readonly<Record<string, string>>,
  languageTag: string,
): Result<readonly NotedValue[], Misread> {
  const values: NotedValue[] = [];
  for (const proposed of shown) {
    const { register, unit, value } = proposed;
    const { [register]: text } = typed;
    const read: TypedDecimal =
      text === undefined || text === writeTyped(value, languageTag)
        ? { kind: "number", text: value }
        : readDecimal(text, languageTag);
    const number = read.kind === "number" ? parseScaled(read.text) : undefined;
    if (!number) return err({ text: text ?? value, read });
    const own = boundsOf(proposed, number);
    values.push({ register, unit, value: number, ...(own ? { bounds: own } : {}) });
  }
  return ok(values);
}

function boundsOf(
  { value, bounds }: Pick<WireRegistersAt["values"][number], "value" | "bounds">,
  said: Scaled,
): NotedValue["bounds"] {
  const [proposed, low, high] = [value, ...(bounds ?? [])].map(parseScaled);
  return proposed && low && high && compareScaled(said, proposed) === 0 ? [low, high] : undefined;
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
