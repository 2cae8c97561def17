import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { err, ok, type Result } from "../../shared/model/result.ts";
import {
  LEASE_INFO,
  type LeaseContent,
  leaseBinding,
  type WireLease,
} from "../../shared/model/wire-rounds.ts";

const CURVE = "prime256v1";
const POINT_BYTES = 65;

/** Whether these bytes are a point of P-256 as phones send their public key. */
export function isPhoneKey(publicKey: Uint8Array): boolean {
  return publicKey.length === POINT_BYTES && deriveSecret(publicKey).ok;
}

/** Seals keys so that only the phone with the private half of `publicKey` opens them. */
export function sealLease(
  phone: { readonly id: string; readonly publicKey: Uint8Array },
  content: LeaseContent,
  expiresAtMs: number,
): Result<WireLease, "phone.bad-key"> {
  const derived = deriveSecret(phone.publicKey);
  if (!derived.ok) return derived;
  const { secret, senderKey } = derived.value;
  const key = Buffer.from(hkdfSync("sha256", secret, senderKey, LEASE_INFO, 32));
  const nonce = randomBytes(12);
  const lease = { phoneId: phone.id, expiresAtMs };
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(leaseBinding(lease), "utf8"));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(content), "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return ok({
    ...lease,
    senderKey: senderKey.toString("base64"),
    nonce: nonce.toString("base64"),
    sealed: sealed.toString("base64"),
    keys: content.keys.length,
  });
}

/** The secret shared with a phone through a key pair made for this once. */
function deriveSecret(
  publicKey: Uint8Array,
): Result<{ readonly secret: Buffer; readonly senderKey: Buffer }, "phone.bad-key"> {
  const sender = createECDH(CURVE);
  const senderKey = sender.generateKeys();
  try {
    return ok({ secret: sender.computeSecret(publicKey), senderKey });
  } catch {
    return err("phone.bad-key");
  }
}
