/** A decimal text with at most so many decimals, rounded half away from zero; one that is short enough stays as it is. */
export function shortenDecimal(text: string, decimals: number): string {
  const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (part.length <= decimals) return text;
  const kept = BigInt(whole + part.slice(0, decimals));
  const digits = `${kept + (Number(part[decimals]) >= 5 ? 1n : 0n)}`.padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  const shown = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return /[1-9]/.test(shown) ? sign + shown : shown;
}
