/**
 * Text as it is searched: lower case, accents gone, and the two spellings of Danish and German letters
 * made one, so that `Aarhus` finds `Århus`, `Mueller` finds `Müller` and `soender` finds `Sønder`.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  const plain = isAscii(lower)
    ? lower
    : lower
        .replace(/[æøåäöüß]/g, foldLetter)
        .normalize("NFD")
        .replace(ACCENTS, "");
  return plain.replace(/aa|ae|oe|ue/g, (pair) => pair.charAt(0));
}

const ACCENTS = /\p{Mn}/gu;
const LETTERS: Readonly<Record<string, string>> = { æ: "a", ø: "o", å: "a", ä: "a", ö: "o", ü: "u", ß: "ss" };
const foldLetter = (letter: string): string => LETTERS[letter] ?? letter;

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
