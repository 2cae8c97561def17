import type { TypedDecimal } from "../format/read-decimal.ts";
import type { Words } from "../locales/words.ts";

/** Why what was typed is taken for no number, and what to type instead. */
export function sayMisread(read: TypedDecimal, typed: string, words: Words): string | undefined {
  const text = typed.trim();
  if (read.kind === "wrong") return words.t("upkeep.notNumber", { text });
  if (read.kind === "number") return undefined;
  const { whole, part } = read;
  return words.t("upkeep.twofold", { text, whole, part });
}
