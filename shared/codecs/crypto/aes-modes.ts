/**
 * Block modes the meter protocols use, all in place on a stretch of bytes:
 * CBC (EN 13757-7 modes 5 and 7; SP 800-38A, 6.2), CTR (extended link layer; SP 800-38A, 6.5),
 * CMAC (RFC 4493) and CCM with 13-byte nonce (mode 10; RFC 3610 with L = 2).
 */
import { type AesKey, BLOCK_LENGTH, decryptBlock, encryptBlock, loadBlock, storeBlock } from "./aes.ts";

/** `length` bytes of `bytes` from `at`, to be changed in place, under a 16-byte start block. */
export interface BlockStretch {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly length: number;
  /** Initialisation vector (CBC) or first counter block (CTR), 16 bytes; left unchanged. */
  readonly start: Uint8Array;
}

const state = new Uint32Array(4);
const chain = new Uint32Array(4);
const pending = new Uint32Array(4);

const xorInto = (target: Uint32Array, other: Uint32Array): void => {
  target[0] = (target[0] ?? 0) ^ (other[0] ?? 0);
  target[1] = (target[1] ?? 0) ^ (other[1] ?? 0);
  target[2] = (target[2] ?? 0) ^ (other[2] ?? 0);
  target[3] = (target[3] ?? 0) ^ (other[3] ?? 0);
};

/** Decrypts the whole blocks of the stretch; a rest shorter than a block stays as it is. */
export function decryptCbc(key: AesKey, { bytes, at, length, start }: BlockStretch): void {
  loadBlock(chain, start, 0);
  const end = at + length - (length % BLOCK_LENGTH);
  for (let i = at; i < end; i += BLOCK_LENGTH) {
    loadBlock(pending, bytes, i);
    state.set(pending);
    decryptBlock(key, state);
    xorInto(state, chain);
    storeBlock(state, bytes, i);
    chain.set(pending);
  }
}

/** Encrypts the whole blocks of the stretch; a rest shorter than a block stays as it is. */
export function encryptCbc(key: AesKey, { bytes, at, length, start }: BlockStretch): void {
  loadBlock(chain, start, 0);
  const end = at + length - (length % BLOCK_LENGTH);
  for (let i = at; i < end; i += BLOCK_LENGTH) {
    loadBlock(state, bytes, i);
    xorInto(chain, state);
    encryptBlock(key, chain);
    storeBlock(chain, bytes, i);
  }
}

const keyStream = new Uint8Array(BLOCK_LENGTH);

/**
 * Encrypts or decrypts (the same operation) any number of bytes. The last 32 bits of the start
 * block count up by one per block.
 */
export function applyCtr(key: AesKey, { bytes, at, length, start }: BlockStretch): void {
  loadBlock(chain, start, 0);
  const end = at + length;
  for (let i = at; i < end; i += BLOCK_LENGTH) {
    state.set(chain);
    encryptBlock(key, state);
    storeBlock(state, keyStream, 0);
    const stop = Math.min(i + BLOCK_LENGTH, end);
    for (let j = i; j < stop; j++) bytes[j] = (bytes[j] ?? 0) ^ (keyStream[j - i] ?? 0);
    chain[3] = (chain[3] ?? 0) + 1;
  }
}

/** CMAC subkeys (RFC 4493, 2.3): words 0–3 are K1 for a whole last block, 4–7 K2 for a padded one. */
function subkeysOf(key: AesKey): Uint32Array {
  if (key.cmac) return key.cmac;
  const words = new Uint32Array(8);
  state.fill(0);
  encryptBlock(key, state);
  for (let n = 0; n < 2; n++) {
    doubleBlock(state);
    words.set(state, n * 4);
  }
  key.cmac = words;
  return words;
}

function doubleBlock(words: Uint32Array): void {
  const carry = (words[0] ?? 0) >>> 31;
  for (let i = 0; i < 3; i++) words[i] = ((words[i] ?? 0) << 1) | ((words[i + 1] ?? 0) >>> 31);
  words[3] = ((words[3] ?? 0) << 1) ^ (carry ? 0x87 : 0);
}

const lastBlock = new Uint8Array(BLOCK_LENGTH);

/** AES-CMAC of `bytes`: 16 bytes (RFC 4493, 2.4). Protocols transmit the first 2 to 16 of them. */
export function computeCmac(key: AesKey, bytes: Uint8Array): Uint8Array {
  const subkeys = subkeysOf(key);
  const lastAt = bytes.length === 0 ? 0 : Math.floor((bytes.length - 1) / BLOCK_LENGTH) * BLOCK_LENGTH;
  chain.fill(0);
  for (let i = 0; i < lastAt; i += BLOCK_LENGTH) {
    loadBlock(state, bytes, i);
    xorInto(chain, state);
    encryptBlock(key, chain);
  }
  const rest = bytes.length - lastAt;
  const isWhole = rest === BLOCK_LENGTH;
  lastBlock.fill(0);
  for (let i = 0; i < rest; i++) lastBlock[i] = bytes[lastAt + i] ?? 0;
  if (!isWhole) lastBlock[rest] = 0x80;
  loadBlock(state, lastBlock, 0);
  xorInto(chain, state);
  for (let i = 0; i < 4; i++) chain[i] = (chain[i] ?? 0) ^ (subkeys[(isWhole ? 0 : 4) + i] ?? 0);
  encryptBlock(key, chain);
  const mac = new Uint8Array(BLOCK_LENGTH);
  storeBlock(chain, mac, 0);
  return mac;
}

/** One CCM operation: `bytes` from `at`, `length` of them, changed in place. */
export interface CcmStretch {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly length: number;
  /** 13 bytes. */
  readonly nonce: Uint8Array;
  /** Authenticated, not encrypted; shorter than 65,280 bytes. */
  readonly associated: Uint8Array;
  /** 4, 6, 8, 10, 12, 14 or 16 bytes. */
  readonly tagLength: number;
}

/** Encrypts in place and gives the tag (RFC 3610, 2.2–2.4). */
export function encryptCcm(key: AesKey, stretch: CcmStretch): Uint8Array {
  const tag = computeCcmTag(key, stretch);
  applyCcmCounter(key, stretch);
  return tag;
}

/** Decrypts in place and gives the tag the plain bytes should carry: the caller compares. */
export function decryptCcm(key: AesKey, stretch: CcmStretch): Uint8Array {
  applyCcmCounter(key, stretch);
  return computeCcmTag(key, stretch);
}

function counterBlock(nonce: Uint8Array, counter: number): Uint8Array {
  const block = new Uint8Array(BLOCK_LENGTH);
  block[0] = 0x01; // L − 1: two bytes of counter
  block.set(nonce, 1);
  block[14] = counter >> 8;
  block[15] = counter;
  return block;
}

function applyCcmCounter(key: AesKey, { bytes, at, length, nonce }: CcmStretch): void {
  applyCtr(key, { bytes, at, length, start: counterBlock(nonce, 1) });
}

/** CBC-MAC over B0, the associated data and the plain bytes, encrypted with counter block 0. */
function computeCcmTag(key: AesKey, stretch: CcmStretch): Uint8Array {
  const { bytes, at, length, nonce, associated, tagLength } = stretch;
  const first = counterBlock(nonce, length);
  first[0] = (associated.length > 0 ? 0x40 : 0) | (((tagLength - 2) / 2) << 3) | 0x01;
  const padded = (n: number): number => Math.ceil(n / BLOCK_LENGTH) * BLOCK_LENGTH;
  const headLength = associated.length > 0 ? padded(associated.length + 2) : 0;
  const blocks = new Uint8Array(BLOCK_LENGTH + headLength + padded(length));
  blocks.set(first, 0);
  if (headLength > 0) {
    blocks[BLOCK_LENGTH] = associated.length >> 8;
    blocks[BLOCK_LENGTH + 1] = associated.length;
    blocks.set(associated, BLOCK_LENGTH + 2);
  }
  blocks.set(bytes.subarray(at, at + length), BLOCK_LENGTH + headLength);
  chain.fill(0);
  for (let i = 0; i < blocks.length; i += BLOCK_LENGTH) {
    loadBlock(state, blocks, i);
    xorInto(chain, state);
    encryptBlock(key, chain);
  }
  const tag = new Uint8Array(BLOCK_LENGTH);
  storeBlock(chain, tag, 0);
  applyCtr(key, { bytes: tag, at: 0, length: BLOCK_LENGTH, start: counterBlock(nonce, 0) });
  return tag.subarray(0, tagLength);
}
