/** How a language writes a number: its decimal sign, its thousands sign, from how many digits on it groups. */
export interface NumberSigns {
  readonly decimal: string;
  readonly group: string;
  readonly minus: string;
  readonly groupsFrom: number;
}

export function readNumberSigns(languageTag: string): NumberSigns {
  const format = new Intl.NumberFormat(languageTag);
  const find = (value: number, type: Intl.NumberFormatPartTypes): string | undefined =>
    format.formatToParts(value).find((part) => part.type === type)?.value;
  return {
    decimal: find(1.5, "decimal") ?? ".",
    group: find(1_234_567, "group") ?? "",
    minus: "−",
    groupsFrom: find(1234, "group") === undefined ? 5 : 4,
  };
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Decimal text as a language writes it, digit for digit: the text never becomes a float, so what a
 * bill rests on is what stands on the screen. Text that is no number is returned as it is.
 */
export function formatDecimal(text: string, signs: NumberSigns): string {
  const match = DECIMAL.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction] = match;
  const grouped = whole.length < signs.groupsFrom ? whole : groupDigits(whole, signs.group);
  return `${sign === "" ? "" : signs.minus}${grouped}${fraction === undefined ? "" : signs.decimal + fraction}`;
}

function groupDigits(whole: string, group: string): string {
  const head = whole.length % 3;
  const groups = whole.slice(head).match(/\d{3}/g) ?? [];
  return (head === 0 ? groups : [whole.slice(0, head), ...groups]).join(group);
}
