/** Pixels of so many rem: rows grow with the letters somebody has chosen. */
export const pxOfRem = (rem: number): number =>
  rem * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
