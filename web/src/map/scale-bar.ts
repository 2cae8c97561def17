/** A round ground distance (1, 2 or 5 × 10^n metres) that is at most `widestPx` wide on the map. */
export interface ScaleBar {
  readonly metres: number;
  readonly widthPx: number;
}

export function chooseScaleBar(metresPerPx: number, widestPx: number): ScaleBar {
  const widestM = metresPerPx * widestPx;
  const power = 10 ** Math.floor(Math.log10(widestM));
  const metres = ([5, 2].find((step) => step * power <= widestM) ?? 1) * power;
  return { metres, widthPx: metres / metresPerPx };
}

export const sayDistance = (metres: number): string =>
  metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
