import { readNumberSigns } from "./format-decimal.ts";

/** `twofold`: the sign between thousands, where it may as well be meant for the decimal sign. */
export type TypedDecimal =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "twofold"; readonly whole: string; readonly part: string }
  | { readonly kind: "wrong" };

/**
 * A number as somebody types it, or copies it from the screen, into exact decimal text. Either sign is taken for the
 * decimal one, but not where the language writes thousands so: "51,291" is a thousand times "51.291".
 */
export function readDecimal(typed: string, languageTag: string): TypedDecimal {
  const { group, decimal } = readNumberSigns(languageTag);
  const text = typed.replaceAll(/[\s\u00a0\u202f']/g, "").replace("−", "-");
  const isGrouped = (group === "," || group === ".") && isWrittenIn(text, group, decimal);
  if (isGrouped && text.split(group).length === 2 && !text.includes(decimal))
    return { kind: "twofold", whole: text.replace(group, ""), part: text.replace(group, decimal) };
  const plain = isGrouped ? text.replaceAll(group, "").replace(decimal, ".") : text.replace(",", ".");
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? { kind: "number", text: plain } : { kind: "wrong" };
}

/** Exact decimal text as a person would type it: their decimal sign, and no sign between thousands to be asked about. */
export const writeTyped = (text: string, languageTag: string): string =>
  text.replace(".", readNumberSigns(languageTag).decimal);

/** `1,234.5` or `1.234.567,8`: thousands as the language writes them, which never begin with 0. */
const isWrittenIn = (text: string, group: string, decimal: string): boolean =>
  new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`).test(text);
