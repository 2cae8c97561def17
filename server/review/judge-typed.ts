import { doubtTyped, type TypedDoubt } from "../../shared/analysis/check-typed.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { Reading, RegisterValue } from "../../shared/model/reading.ts";
import { beyondRegister } from "../../shared/model/register-digits.ts";
import { makeScaled, rescale, type Scaled } from "../../shared/model/scaled.ts";
import { HttpError } from "../http-error.ts";
import type { ReadingStore } from "../reading-ports.ts";

/** A neighbour further away tells too little. */
const LOOKED_BACK = 20;
const LOOKED_AHEAD_MS = 40 * 86_400_000;

const CODES = {
  "below-before": "value.below-before",
  "above-after": "value.above-after",
  "too-fast": "value.too-fast",
} as const satisfies Readonly<Record<TypedDoubt, string>>;

/**
 * Refuses a value that no register could show, and one that cannot be beside its neighbours until somebody has looked
 * again: those may be what is wrong. `type` is the meter's product name.
 * @throws HttpError `value.beyond-register`, or `value.below-before`, `value.above-after`, `value.too-fast`
 */
export async function judgeTyped(
  store: Pick<ReadingStore, "newest" | "columns">,
  typed: Reading,
  { type, isSure }: { readonly type: string; readonly isSure: boolean },
): Promise<void> {
  const { meter, atMs } = typed;
  const past = (await store.newest(meter, atMs, LOOKED_BACK)).filter(canCount);
  const ahead = await store.columns(meter, atMs + 1, atMs + LOOKED_AHEAD_MS);
  const future = ahead.flatMap(readingsOf).filter(canCount);
  const [before] = past;
  const [after] = future;
  const beyond = beyondRegister(typed.values, toldByMeter([...past, ...future]));
  if (beyond) throw new HttpError("value.beyond-register", { register: beyond });
  if (isSure) return;
  const found = doubtTyped(typed, { ...(before ? { before } : {}), ...(after ? { after } : {}), type });
  if (found) throw new HttpError(CODES[found.doubt], { register: found.register });
}

/**
 * Values that tell in what digits the meter counts, the finest first. Somebody may type as many decimals as they like,
 * and what is kept beside such a value is read back with as many noughts: both tell nothing.
 */
const toldByMeter = (readings: readonly Reading[]): readonly RegisterValue[] =>
  readings
    .filter(({ source }) => source !== "manual" && source !== "corrected")
    .flatMap(({ values }) => values.map((one) => ({ ...one, value: withoutNoughts(one.value) })))
    .sort((a, b) => a.value.exponent - b.value.exponent);

/** The same number without noughts behind its decimal point. */
function withoutNoughts({ digits, exponent }: Scaled): Scaled {
  const decimals = Math.max(0, -exponent);
  const noughts = /0*$/.exec(`${digits}`)?.[0].length ?? 0;
  return digits === 0
    ? makeScaled(0, 0)
    : rescale({ digits, exponent }, exponent + Math.min(decimals, noughts));
}

const canCount = ({ marks }: Reading): boolean => !marks.includes("implausible");
