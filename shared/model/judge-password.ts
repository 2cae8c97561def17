import { COMMON_PASSWORD_WORDS } from "./common-password-table.ts";

const MIN_PASSWORD_CHARACTERS = 12;
/** Far beyond any sentence; hashing must not be asked for megabytes. */
export const MAX_PASSWORD_CHARACTERS = 256;

export type PasswordFault =
  | "password.too-short"
  | "password.too-long"
  | "password.too-common"
  | "password.related";

/** A password as it is hashed: one spelling for what looks the same (NIST SP 800-63B, 5.1.1.2). */
export const normalizePassword = (password: string): string => password.normalize("NFKC");

/**
 * Why a new password is refused, or `undefined`. Length counts and nothing must be mixed in; refused
 * is what is guessed first: common words, rows of keys, repeats and years, and what is related to
 * the person (`related`: names of person and utility), with little of one's own beside it.
 */
export function judgePassword(password: string, related: readonly string[]): PasswordFault | undefined {
  const normal = normalizePassword(password);
  const length = [...normal].length;
  if (length < MIN_PASSWORD_CHARACTERS) return "password.too-short";
  if (length > MAX_PASSWORD_CHARACTERS) return "password.too-long";
  const names = wordsOf(related);
  if (countOwn(normal, [...names, ...COMMON]) >= MIN_OWN_CHARACTERS) return undefined;
  const isRelated = names.some((name) => spellingsOf(normal).some((spelling) => spelling.includes(name)));
  return isRelated ? "password.related" : "password.too-common";
}

/** As many different characters as somebody who knows all these words still has to guess. */
const MIN_OWN_CHARACTERS = 6;

const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" }),
);

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "");

/** Lower-case letters and digits only, as typed and with look-alikes read as letters. */
function spellingsOf(text: string): readonly string[] {
  const folded = fold(text);
  const unmasked = Array.from(folded, (character) => LOOK_ALIKES.get(character) ?? character).join("");
  return [folded, unmasked].map(lettersOf);
}

const lettersOf = (folded: string): string => folded.replaceAll(/[^\p{L}\p{N}]/gu, "");

const longestFirst = (words: readonly string[]): readonly string[] =>
  [...words].sort((a, b) => b.length - a.length);

const COMMON = longestFirst(COMMON_PASSWORD_WORDS);

const wordsOf = (texts: readonly string[]): readonly string[] =>
  longestFirst(
    texts
      .map(fold)
      .flatMap((text) => [lettersOf(text), ...text.split(/[^\p{L}\p{N}]+/u)])
      .filter((word) => word.length >= 3),
  );

/** Different characters that are left when words, repeats, years and runs are taken out. */
function countOwn(text: string, words: readonly string[]): number {
  const counts = spellingsOf(text).map((spelling) => {
    const left = words.reduce((rest, word) => rest.replaceAll(word, " "), spelling);
    const own = withoutRuns(left.replaceAll(/(.{1,8}?)\1{2,}/g, "$1").replaceAll(/(?:19|20)\d\d/g, " "));
    return new Set(own.replaceAll(" ", "")).size;
  });
  return Math.min(...counts);
}

/** Takes out three or more characters that follow each other up or down (`1234`, `cba`). */
function withoutRuns(text: string): string {
  let kept = "";
  let run = "";
  let lastStep = 0;
  for (const character of text) {
    const step = codeOf(character) - codeOf(run.at(-1));
    if (Math.abs(step) === 1 && (run.length === 1 || step === lastStep)) run += character;
    else {
      kept += run.length < 3 ? run : " ";
      run = character;
    }
    lastStep = step;
  }
  return kept + (run.length < 3 ? run : " ");
}

const codeOf = (character: string | undefined): number => character?.codePointAt(0) ?? 0;
