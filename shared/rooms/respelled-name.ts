/** A name's letters and digits, without what is a matter of spelling: case, accents, dots, spaces. */
const lettersOf = (name: string): string =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Of a longer name one letter in so many may be another. */
const LETTERS_FOR_ONE = 4;

/**
 * Whether one name is the other spelled otherwise. With the customer number the same (`isKnownByNumber`) a few letters
 * may be others too, as where one was mistyped; by the name alone they may not: "Bo" and "Jo" are two people.
 */
export function isRespelled(was: string, now: string, isKnownByNumber: boolean): boolean {
  const [a, b] = [lettersOf(was), lettersOf(now)];
  if (a === b) return true;
  if (!isKnownByNumber) return false;
  const most = Math.floor(Math.min([...a].length, [...b].length) / LETTERS_FOR_ONE);
  return lettersApart([...a], [...b]) <= most;
}

/** Letters to be changed, added or left out to make one of the other. */
function lettersApart(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, j) => j + 1);
  row.unshift(0);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const kept = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
