/**
 * AES-128 (FIPS-197): one block at a time, synchronous, on four 32-bit words.
 *
 * A telegram has three to eight blocks, so the cost that counts is the one per call, not per byte:
 * key schedules are cached per key object. Round tables (T-tables) merge SubBytes, ShiftRows and
 * MixColumns; they are not constant-time, which is fine here: keys and telegrams come from the
 * utility itself and nobody can time a single block from outside.
 *
 * Words are big-endian: byte 0 of a block is the top byte of word 0.
 */

/** Expanded AES-128 key. Holds secrets: never log or store it. */
export interface AesKey {
  /** The 16 key bytes this schedule was made of. */
  readonly bytes: Uint8Array;
  /** 44 round key words. */
  readonly encrypt: Uint32Array;
  /** 44 words for the equivalent inverse cipher (FIPS-197, 5.3.5), made at first use. */
  decrypt: Uint32Array | undefined;
  /** CMAC subkeys K1 and K2, four words each, made at first use. */
  cmac: Uint32Array | undefined;
}

export const BLOCK_LENGTH = 16;
const KEY_LENGTH = 16;

const ROUND_WORDS = 44;

const double = (byte: number): number => ((byte << 1) ^ (byte & 0x80 ? 0x1b : 0)) & 0xff;

/** Forward and inverse S-box (FIPS-197, 5.1.1), by walking the field with generator 3. */
function makeSubstitutions(): { readonly forward: Uint8Array; readonly inverse: Uint8Array } {
  const forward = new Uint8Array(256);
  const inverse = new Uint8Array(256);
  let element = 1;
  let reciprocal = 1;
  do {
    element ^= double(element);
    // Division by 3 keeps `reciprocal` the multiplicative inverse of `element`.
    reciprocal ^= reciprocal << 1;
    reciprocal ^= reciprocal << 2;
    reciprocal ^= reciprocal << 4;
    reciprocal &= 0xff;
    if (reciprocal & 0x80) reciprocal ^= 0x09;
    const spread = reciprocal | (reciprocal << 8);
    const rotated = reciprocal ^ (spread >> 7) ^ (spread >> 6) ^ (spread >> 5) ^ (spread >> 4);
    const value = (rotated ^ 0x63) & 0xff;
    forward[element] = value;
    inverse[value] = element;
  } while (element !== 1);
  forward[0] = 0x63;
  inverse[0x63] = 0;
  return { forward, inverse };
}

const { forward: SBOX, inverse: INVERSE_SBOX } = makeSubstitutions();

const rotateRight8 = (word: number): number => ((word >>> 8) | (word << 24)) >>> 0;

/** Four round tables, each the first one rotated by a byte more. */
function makeRoundTables(column: (byte: number) => number): readonly Uint32Array[] {
  const tables = Array.from({ length: 4 }, () => new Uint32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let word = column(byte) >>> 0;
    for (const table of tables) {
      table[byte] = word;
      word = rotateRight8(word);
    }
  }
  return tables;
}

const EMPTY = new Uint32Array(256);

const [T0 = EMPTY, T1 = EMPTY, T2 = EMPTY, T3 = EMPTY] = makeRoundTables((byte) => {
  const s = SBOX[byte] ?? 0;
  return (double(s) << 24) | (s << 16) | (s << 8) | (double(s) ^ s);
});

/** InvMixColumns of one byte in the top row: coefficients 0E 09 0D 0B (FIPS-197, 5.3.3). */
function inverseColumn(s: number): number {
  const two = double(s);
  const four = double(two);
  const eight = double(four);
  return ((eight ^ four ^ two) << 24) | ((eight ^ s) << 16) | ((eight ^ four ^ s) << 8) | (eight ^ two ^ s);
}

const [D0 = EMPTY, D1 = EMPTY, D2 = EMPTY, D3 = EMPTY] = makeRoundTables((byte) =>
  inverseColumn(INVERSE_SBOX[byte] ?? 0),
);

const substituteWord = (word: number): number =>
  ((SBOX[word >>> 24] ?? 0) << 24) |
  ((SBOX[(word >>> 16) & 0xff] ?? 0) << 16) |
  ((SBOX[(word >>> 8) & 0xff] ?? 0) << 8) |
  (SBOX[word & 0xff] ?? 0);

/** Expands 16 key bytes (FIPS-197, 5.2). Use `aesKeyOf` for keys that come again. */
export function expandKey(bytes: Uint8Array): AesKey {
  const encrypt = new Uint32Array(ROUND_WORDS);
  loadBlock(encrypt, bytes, 0);
  let constant = 1;
  for (let i = 4; i < ROUND_WORDS; i++) {
    let word = encrypt[i - 1] ?? 0;
    if (i % 4 === 0) {
      word = substituteWord((word << 8) | (word >>> 24)) ^ (constant << 24);
      constant = double(constant);
    }
    encrypt[i] = (encrypt[i - 4] ?? 0) ^ word;
  }
  return { bytes: bytes.slice(0, KEY_LENGTH), encrypt, decrypt: undefined, cmac: undefined };
}

const cachedKeys = new WeakMap<Uint8Array, AesKey>();

/**
 * The schedule of a keyring's key, expanded once per key object. The bytes are compared on each use,
 * so a key array that was wiped or overwritten is never served from the cache.
 */
export function aesKeyOf(bytes: Uint8Array): AesKey {
  const cached = cachedKeys.get(bytes);
  if (cached && hasSameKey(cached.bytes, bytes)) return cached;
  const expanded = expandKey(bytes);
  cachedKeys.set(bytes, expanded);
  return expanded;
}

function hasSameKey(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < KEY_LENGTH; i++) if (a[i] !== b[i]) return false;
  return true;
}

function decryptionWords(key: AesKey): Uint32Array {
  if (key.decrypt) return key.decrypt;
  const words = new Uint32Array(ROUND_WORDS);
  for (let i = 0; i < ROUND_WORDS; i++) {
    const word = key.encrypt[ROUND_WORDS - 4 - (i & ~3) + (i & 3)] ?? 0;
    const isOuter = i < 4 || i >= ROUND_WORDS - 4;
    words[i] = isOuter ? word : inverseMix(word);
  }
  key.decrypt = words;
  return words;
}

/** InvMixColumns of a word: the S-box in front undoes the inverse S-box inside the table. */
const inverseMix = (word: number): number =>
  (D0[SBOX[word >>> 24] ?? 0] ?? 0) ^
  (D1[SBOX[(word >>> 16) & 0xff] ?? 0] ?? 0) ^
  (D2[SBOX[(word >>> 8) & 0xff] ?? 0] ?? 0) ^
  (D3[SBOX[word & 0xff] ?? 0] ?? 0);

/** Reads 16 bytes as four words. */
export function loadBlock(state: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let word = 0, i = at; word < 4; word++, i += 4) {
    state[word] =
      ((bytes[i] ?? 0) << 24) |
      ((bytes[i + 1] ?? 0) << 16) |
      ((bytes[i + 2] ?? 0) << 8) |
      (bytes[i + 3] ?? 0);
  }
}

/** Writes four words as 16 bytes. */
export function storeBlock(state: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let word = 0, i = at; word < 4; word++, i += 4) {
    const value = state[word] ?? 0;
    bytes[i] = value >>> 24;
    bytes[i + 1] = value >>> 16;
    bytes[i + 2] = value >>> 8;
    bytes[i + 3] = value;
  }
}

const wordAt = (words: Uint32Array, at: number): number => words[at] ?? 0;

/** Encrypts the four words of `state` in place (FIPS-197, 5.1). */
export function encryptBlock(key: AesKey, state: Uint32Array): void {
  const words = key.encrypt;
  let a = wordAt(state, 0) ^ wordAt(words, 0);
  let b = wordAt(state, 1) ^ wordAt(words, 1);
  let c = wordAt(state, 2) ^ wordAt(words, 2);
  let d = wordAt(state, 3) ^ wordAt(words, 3);
  for (let i = 4; i < ROUND_WORDS - 4; i += 4) {
    const e = forwardWord(a, b, c, d) ^ wordAt(words, i);
    const f = forwardWord(b, c, d, a) ^ wordAt(words, i + 1);
    const g = forwardWord(c, d, a, b) ^ wordAt(words, i + 2);
    d = forwardWord(d, a, b, c) ^ wordAt(words, i + 3);
    a = e;
    b = f;
    c = g;
  }
  state[0] = lastWord(SBOX, a, b, c, d) ^ wordAt(words, ROUND_WORDS - 4);
  state[1] = lastWord(SBOX, b, c, d, a) ^ wordAt(words, ROUND_WORDS - 3);
  state[2] = lastWord(SBOX, c, d, a, b) ^ wordAt(words, ROUND_WORDS - 2);
  state[3] = lastWord(SBOX, d, a, b, c) ^ wordAt(words, ROUND_WORDS - 1);
}

/** Decrypts the four words of `state` in place (equivalent inverse cipher, FIPS-197, 5.3.5). */
export function decryptBlock(key: AesKey, state: Uint32Array): void {
  const words = decryptionWords(key);
  let a = wordAt(state, 0) ^ wordAt(words, 0);
  let b = wordAt(state, 1) ^ wordAt(words, 1);
  let c = wordAt(state, 2) ^ wordAt(words, 2);
  let d = wordAt(state, 3) ^ wordAt(words, 3);
  for (let i = 4; i < ROUND_WORDS - 4; i += 4) {
    const e = inverseWord(a, d, c, b) ^ wordAt(words, i);
    const f = inverseWord(b, a, d, c) ^ wordAt(words, i + 1);
    const g = inverseWord(c, b, a, d) ^ wordAt(words, i + 2);
    d = inverseWord(d, c, b, a) ^ wordAt(words, i + 3);
    a = e;
    b = f;
    c = g;
  }
  state[0] = lastWord(INVERSE_SBOX, a, d, c, b) ^ wordAt(words, ROUND_WORDS - 4);
  state[1] = lastWord(INVERSE_SBOX, b, a, d, c) ^ wordAt(words, ROUND_WORDS - 3);
  state[2] = lastWord(INVERSE_SBOX, c, b, a, d) ^ wordAt(words, ROUND_WORDS - 2);
  state[3] = lastWord(INVERSE_SBOX, d, c, b, a) ^ wordAt(words, ROUND_WORDS - 1);
}

const forwardWord = (a: number, b: number, c: number, d: number): number =>
  (T0[a >>> 24] ?? 0) ^ (T1[(b >>> 16) & 0xff] ?? 0) ^ (T2[(c >>> 8) & 0xff] ?? 0) ^ (T3[d & 0xff] ?? 0);

const inverseWord = (a: number, b: number, c: number, d: number): number =>
  (D0[a >>> 24] ?? 0) ^ (D1[(b >>> 16) & 0xff] ?? 0) ^ (D2[(c >>> 8) & 0xff] ?? 0) ^ (D3[d & 0xff] ?? 0);

/** Last round: bytes substituted and shifted, no column mixing. */
const lastWord = (box: Uint8Array, a: number, b: number, c: number, d: number): number =>
  ((box[a >>> 24] ?? 0) << 24) |
  ((box[(b >>> 16) & 0xff] ?? 0) << 16) |
  ((box[(c >>> 8) & 0xff] ?? 0) << 8) |
  (box[d & 0xff] ?? 0);
