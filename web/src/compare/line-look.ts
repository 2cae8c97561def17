/** Four colours that are told apart without red and green, times five kinds of line: twenty looks. */
const TOKENS = ["--series-2", "--series-1", "--series-3", "--series-4"] as const;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 6]];

export interface LineLook {
  readonly token: string;
  /** Lengths of line and gap in turn; empty for an unbroken line. */
  readonly dash: readonly number[];
}

export const lineLook = (line: number): LineLook => ({
  token: TOKENS[line % TOKENS.length] ?? TOKENS[0],
  dash: DASHES[Math.floor(line / TOKENS.length) % DASHES.length] ?? [],
});
