/**
 * Key derivation function A (EN 13757-7; OMS Vol. 2): one key per message and purpose.
 *
 * `K = CMAC(master, DC ‖ counter(4) ‖ ID(4) ‖ 07 × 7)`, counter and ID least significant byte first.
 * Seven times 07 is the padding that fills the block.
 */
import { bytesOfU32 } from "../bytes/cursor.ts";
import { aesKeyOf } from "./aes.ts";
import { computeCmac } from "./aes-modes.ts";

/** Derivation constants, for messages from the meter. */
export const DERIVE_ENCRYPTION = 0x00;
export const DERIVE_MAC = 0x01;
/** Added for messages to the meter: the same counter never gives both directions one key. */
export const TOWARDS_METER = 0x10;

export interface Derivation {
  readonly purpose: number;
  /** Message counter of the transport header, else of the authentication layer. */
  readonly counter: number;
  /** Array and offset of the four identification bytes as transmitted. */
  readonly bytes: Uint8Array;
  readonly identificationAt: number;
}

const block = new Uint8Array(16);

/** 16 bytes of message key from the meter's 16-byte master key. */
export function deriveKey(
  master: Uint8Array,
  { purpose, counter, bytes, identificationAt }: Derivation,
): Uint8Array {
  block.fill(0x07);
  block[0] = purpose;
  block.set(bytesOfU32(counter), 1);
  for (let i = 0; i < 4; i++) block[5 + i] = bytes[identificationAt + i] ?? 0;
  return computeCmac(aesKeyOf(master), block);
}
