/** How many decimals the finest of these numbers needs, `most` at the most: written with so many they stand point under point. */
export function columnDecimals(values: readonly (number | undefined)[], most: number): number {
  const needed = values.map((value = 0) => {
    const [, decimals = ""] = value.toFixed(most).split(".");
    return decimals.replace(/0+$/, "").length;
  });
  return Math.max(0, ...needed);
}

/** With so many decimals; what is too small for them is 0, not −0. */
export function writeFixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}
