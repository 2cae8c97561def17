import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * Secrets at rest: AES-256-GCM under the utility's master key. `about` (the meter's name) is bound
 * in as associated data, so a sealed key copied to another row does not open.
 *
 * | bytes | what |
 * |---|---|
 * | 12 | nonce, random |
 * | n  | ciphertext |
 * | 16 | authentication tag |
 */
export function sealSecret(masterKey: Uint8Array, about: string, secret: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", masterKey, nonce).setAAD(Buffer.from(about, "utf8"));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** `undefined` when the bytes were sealed under another master key, about something else, or changed. */
export function openSecret(masterKey: Uint8Array, about: string, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", masterKey, sealed.subarray(0, NONCE));
    decipher.setAAD(Buffer.from(about, "utf8")).setAuthTag(sealed.subarray(-TAG));
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]));
  } catch {
    return undefined;
  }
}

const NONCE = 12;
const TAG = 16;
