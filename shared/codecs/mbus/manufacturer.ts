/**
 * Manufacturer code of EN 13757-7: three letters in 16 bits, least significant byte first on the wire.
 *
 * `code = (c1 − 64)·1024 + (c2 − 64)·32 + (c3 − 64)`; the top bit marks an address that is unique only
 * where it was assigned ("soft" address) and does not belong to the letters.
 */

const LETTERS_MASK = 0x7f_ff;
const LETTER = /^[@A-Z[\\\]^_]{3}$/;

const knownNames = new Map<number, string>();

/** Letters of a code, e.g. `KAM` for 0x2C2D; the soft-address bit is ignored. */
export function manufacturerOfCode(code: number): string {
  const letters = code & LETTERS_MASK;
  const known = knownNames.get(letters);
  if (known !== undefined) return known;
  const name = String.fromCharCode(
    64 + ((letters >> 10) & 0x1f),
    64 + ((letters >> 5) & 0x1f),
    64 + (letters & 0x1f),
  );
  knownNames.set(letters, name);
  return name;
}

/** Code of three letters; `undefined` when the text cannot be one. */
export function codeOfManufacturer(name: string): number | undefined {
  if (!LETTER.test(name)) return undefined;
  return ((name.charCodeAt(0) - 64) << 10) | ((name.charCodeAt(1) - 64) << 5) | (name.charCodeAt(2) - 64);
}
