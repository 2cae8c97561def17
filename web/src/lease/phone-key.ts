/**
 * The phone's own key pair (DESIGN D7). The private half is made here, wrapped by a passphrase and
 * then forgotten; unlocking gives a handle the browser uses but never shows.
 */
export interface NewPhoneKey {
  /** Uncompressed point of P-256, 65 bytes. */
  readonly publicKey: Uint8Array;
  readonly wrapped: Wrapped;
}

/** PKCS #8 under AES-256-GCM with a key that PBKDF2-SHA-256 makes of the passphrase. */
export interface Wrapped {
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly iterations: number;
  readonly sealed: Uint8Array;
}

export const SHORTEST_PASSPHRASE = 8;

const ITERATIONS = 600_000;
const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;

export async function makePhoneKey(passphrase: string, iterations = ITERATIONS): Promise<NewPhoneKey> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const plain = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const key = await wrappingKey(passphrase, { salt, iterations });
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain));
  plain.fill(0);
  return { publicKey, wrapped: { salt, nonce, iterations, sealed } };
}

/** `undefined`: that was not the passphrase. */
export async function unwrapPhoneKey(passphrase: string, wrapped: Wrapped): Promise<CryptoKey | undefined> {
  const key = await wrappingKey(passphrase, wrapped);
  try {
    const iv = Uint8Array.from(wrapped.nonce);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, Uint8Array.from(wrapped.sealed));
    return await crypto.subtle.importKey("pkcs8", plain, CURVE, false, ["deriveBits"]);
  } catch {
    return undefined;
  }
}

async function wrappingKey(
  passphrase: string,
  { salt, iterations }: Pick<Wrapped, "salt" | "iterations">,
): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt: Uint8Array.from(salt), iterations },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
