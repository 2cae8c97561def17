import { type OrderFaults, type OrderKind, type OrderWish, readWish } from "../../../shared/model/order.ts";
import type { Result } from "../../../shared/model/result.ts";
import { readDecimal } from "../format/read-decimal.ts";
import type { Words } from "../locales/words.ts";
import { sayMisread } from "./say-misread.ts";

/** What stands in the fields while a wish is typed; every kind keeps what was typed for it. */
export type WishDraft = { readonly kind: OrderKind } & Readonly<Record<string, string>>;

export const FIRST_WISH: WishDraft = {
  kind: "clock",
  time: "standard",
  minutes: "60",
  tariff: "none",
  limit2: "",
  limit3: "",
  input: "A",
  litresPerPulse: "",
  startM3: "",
  serial: "",
  content: "billing",
  intervalS: "16",
  log: "day",
  rows: "460",
};

const WHOLE_NUMBERS = ["minutes", "intervalS", "rows"];
const DECIMALS = ["limit2", "limit3", "litresPerPulse", "startM3"];

/**
 * The wish as it would be sent, or which fields are out of their limits. Numbers are typed as the language writes them;
 * one that may be a thousandth is none.
 */
export function wishOf(draft: WishDraft, languageTag: string): Result<OrderWish, OrderFaults> {
  const fields = Object.entries(draft).map(([name, typed]): [string, unknown] => {
    const text = typed.trim();
    if (WHOLE_NUMBERS.includes(name)) return [name, Number(text || Number.NaN)];
    if (!DECIMALS.includes(name)) return [name, text];
    const read = readDecimal(text, languageTag);
    return [name, read.kind === "number" ? read.text : ""];
  });
  return readWish(Object.fromEntries(fields));
}

/** What this field should be, once something was typed that it cannot be, or the form was sent off. */
export function sayWishFault(
  draft: WishDraft,
  name: string,
  { words, isSent }: { readonly words: Words; readonly isSent: boolean },
): string | undefined {
  const typed = draft[name] ?? "";
  if (typed === "" && !isSent) return undefined;
  const { languageTag } = words.formats();
  const read = DECIMALS.includes(name) ? readDecimal(typed, languageTag) : undefined;
  if (read?.kind === "twofold") return sayMisread(read, typed, words);
  const wish = wishOf(draft, languageTag);
  const fault = wish.ok ? undefined : wish.error.find(({ field }) => field === name);
  if (!fault) return undefined;
  const [, least, most, unit = ""] = RANGE.exec(fault.expected) ?? [];
  if (least === undefined || most === undefined) return words.find(`orders.limit.${name}`);
  const { decimal } = words.formats();
  const unitText = unit === "litres" ? "l" : unit;
  return words.t("orders.limit.range", { least: decimal(least), most: decimal(most), unit: unitText }).trim();
}

const RANGE = /^([\d.]+) to ([\d.]+)(?: (\S+))?$/;
