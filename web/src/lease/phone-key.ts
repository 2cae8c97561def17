import type { WrappedKey } from "../store/local-database.ts";

/**
 * The phone's own key pair (DESIGN D7). The private half is made here, wrapped under a secret that is
 * stored nowhere, and then forgotten; unlocking gives a handle the browser uses but never shows.
 */
export interface NewPhoneKey {
  /** Uncompressed point of P-256, 65 bytes. */
  readonly publicKey: Uint8Array;
  readonly wrapped: WrappedKey;
}

/** A passkey of this phone and what it is asked with; the answer (WebAuthn's PRF) is kept nowhere. */
export interface PasskeyMark {
  /** Base64. */
  readonly credentialId: string;
  /** 32 bytes in base64. */
  readonly input: string;
}

/** What opens the phone's key. It lives as long as one call. */
export type PhoneSecret =
  | { readonly kind: "passphrase"; readonly passphrase: string }
  /** `output`: 32 bytes that only this passkey gives for this input. */
  | { readonly kind: "passkey"; readonly passkey: PasskeyMark; readonly output: Uint8Array };

export const SHORTEST_PASSPHRASE = 8;

const ITERATIONS = 600_000;
const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const PASSKEY_INFO = "rounds phone key 1";

export async function makePhoneKey(secret: PhoneSecret, iterations = ITERATIONS): Promise<NewPhoneKey> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const plain = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const wrapped = await wrap(plain, secret, iterations);
  return { publicKey, wrapped };
}

/** `undefined`: that was not the secret. */
export async function unwrapPhoneKey(
  secret: PhoneSecret,
  wrapped: WrappedKey,
): Promise<CryptoKey | undefined> {
  const plain = await open(secret, wrapped);
  if (!plain) return undefined;
  const key = await crypto.subtle.importKey("pkcs8", plain, CURVE, false, ["deriveBits"]);
  plain.fill(0);
  return key;
}

/** The same key under another secret; `undefined`: the first was not its secret. */
export async function rewrapPhoneKey(
  secret: PhoneSecret,
  wrapped: WrappedKey,
  next: PhoneSecret,
  iterations = ITERATIONS,
): Promise<WrappedKey | undefined> {
  const plain = await open(secret, wrapped);
  return plain && wrap(plain, next, iterations);
}

/** Leaves nothing of `plain`. */
async function wrap(
  plain: Uint8Array<ArrayBuffer>,
  secret: PhoneSecret,
  iterations: number,
): Promise<WrappedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const key = await wrappingKey(secret, salt, iterations);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain));
  plain.fill(0);
  const { kind } = secret;
  return { salt, nonce, sealed, ...(kind === "passkey" ? { passkey: secret.passkey } : { iterations }) };
}

async function open(secret: PhoneSecret, wrapped: WrappedKey): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const isPasskey = wrapped.passkey !== undefined;
  if (isPasskey !== (secret.kind === "passkey")) return undefined;
  const key = await wrappingKey(secret, wrapped.salt, wrapped.iterations ?? 0);
  try {
    const iv = Uint8Array.from(wrapped.nonce);
    const sealed = Uint8Array.from(wrapped.sealed);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed));
  } catch {
    return undefined;
  }
}

/** A passphrase is slow to try; a passkey's output is 256 random bits and needs no slowness. */
async function wrappingKey(
  secret: PhoneSecret,
  saltBytes: Uint8Array,
  iterations: number,
): Promise<CryptoKey> {
  const isPasskey = secret.kind === "passkey";
  const bytes = isPasskey
    ? Uint8Array.from(secret.output)
    : new TextEncoder().encode(secret.passphrase.normalize("NFC"));
  const name = isPasskey ? "HKDF" : "PBKDF2";
  const base = await crypto.subtle.importKey("raw", bytes, name, false, ["deriveKey"]);
  const salt = Uint8Array.from(saltBytes);
  const how = isPasskey
    ? { name, hash: "SHA-256", salt, info: new TextEncoder().encode(PASSKEY_INFO) }
    : { name, hash: "SHA-256", salt, iterations };
  const cipher = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, base, cipher, false, ["encrypt", "decrypt"]);
}
