import { doubtTyped, type TypedDoubt } from "../../shared/analysis/check-typed.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { beyondRegister } from "../../shared/model/register-digits.ts";
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
  const before = (await store.newest(meter, atMs, LOOKED_BACK)).find(canCount);
  const ahead = await store.columns(meter, atMs + 1, atMs + LOOKED_AHEAD_MS);
  const after = ahead.flatMap(readingsOf).find(canCount);
  const beyond = beyondRegister(typed.values, [...(before?.values ?? []), ...(after?.values ?? [])]);
  if (beyond) throw new HttpError("value.beyond-register", { register: beyond });
  if (isSure) return;
  const found = doubtTyped(typed, { ...(before ? { before } : {}), ...(after ? { after } : {}), type });
  if (found) throw new HttpError(CODES[found.doubt], { register: found.register });
}

const canCount = ({ marks }: Reading): boolean => !marks.includes("implausible");
