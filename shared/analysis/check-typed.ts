/**
 * Whether a counter that a person says can be what the meter showed: it does not fall, and gains no more than its meter
 * can count. How many digits a register has: `../model/register-digits.ts`.
 */
import type { MeterKey } from "../model/meter-id.ts";
import type { Reading, RegisterValue } from "../model/reading.ts";
import { isCounter, type Register } from "../model/register.ts";
import { makeScaled, type Scaled } from "../model/scaled.ts";
import { toCanonicalUnit } from "../model/unit.ts";
import { checkReading, type Finding } from "./check-reading.ts";

export type TypedDoubt = "below-before" | "above-after" | "too-fast";

export interface Doubted {
  readonly doubt: TypedDoubt;
  readonly register: Register;
  readonly finding: Finding;
}

/**
 * Why a reading that somebody typed is to be looked at again: against the meter's readings before and after it, as far
 * as there are any. `undefined` where it can be. `type` is the product's name.
 */
export function doubtTyped(
  reading: Reading,
  { before, after, type }: { readonly before?: Reading; readonly after?: Reading; readonly type: string },
): Doubted | undefined {
  const context = { nowMs: Number.MAX_SAFE_INTEGER / 2, mountedAtMs: Number.NEGATIVE_INFINITY, type };
  const against = (later: Reading, earlier: Reading, falls: TypedDoubt) => {
    const found = checkReading(later, { ...context, before: earlier }).find((one) => one.isImpossible);
    if (!found?.register) return undefined;
    const doubt: TypedDoubt = found.reason === "falling" ? falls : "too-fast";
    return { doubt, register: found.register, finding: found };
  };
  const fromBefore = before && against(inCountsOf(reading, before), canonical(before), "below-before");
  return fromBefore ?? (after && against(canonical(after), inCountsOf(reading, after), "above-after"));
}

/** Whether a counter cannot have come from one value to the other in that time. `type` is the product's name. */
export function gainsTooFast(
  counter: Pick<RegisterValue, "register" | "unit">,
  [from, to]: readonly [Scaled, Scaled],
  { ms, type }: { readonly ms: number; readonly type: string },
): boolean {
  const at = (atMs: number, value: Scaled): Reading => ({
    ...{ meter: "" as MeterKey, atMs, values: [{ ...counter, value }] },
    ...{ status: [], marks: [], source: "manual", receiver: "" },
  });
  return doubtTyped(at(ms, to), { before: at(0, from), type })?.doubt === "too-fast";
}

/**
 * The counters of a typed reading as the meter would have counted them, no finer than in its own counts. One that was read
 * off with less digits keeps them: how much they leave open is `checkReading`'s to know.
 */
function inCountsOf(reading: Reading, of: Reading): Reading {
  const known = canonical(of).values;
  const values = canonical(reading).values.flatMap((one): RegisterValue[] => {
    const like = known.find(({ register }) => register === one.register);
    return like ? [{ ...one, value: floorTo(one.value, like.value.exponent) }] : [];
  });
  return { ...reading, values };
}

const canonical = (reading: Reading): Reading => ({
  ...reading,
  values: reading.values
    .filter(({ register }) => isCounter(register))
    .map((one) => ({ ...one, ...toCanonicalUnit(one.value, one.unit) })),
});

/** What a display of that resolution shows: the rest of a count is not shown. */
function floorTo(value: Scaled, coarser: number): Scaled {
  if (value.exponent >= coarser) return value;
  return makeScaled(BigInt(value.digits) / 10n ** BigInt(coarser - value.exponent), coarser);
}
