import { parseHex } from "../../../shared/codecs/bytes/hex.ts";
import type { Keyring } from "../../../shared/codecs/keyring.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import { err, ok, type Result } from "../../../shared/model/result.ts";
import { LEASE_INFO, leaseBinding, type WireLease } from "../../../shared/model/wire-rounds.ts";

export type LeaseFault = "lease.expired" | "lease.unreadable";

/** The meter keys of a lease, for as long as it lasts. */
export async function openLease(
  lease: WireLease,
  privateKey: CryptoKey,
  nowMs: number,
): Promise<Result<Keyring, LeaseFault>> {
  if (nowMs >= lease.expiresAtMs) return err("lease.expired");
  try {
    const key = await leaseKey(lease, privateKey);
    const additionalData = new TextEncoder().encode(leaseBinding(lease));
    const iv = fromBase64(lease.nonce);
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv, additionalData },
      key,
      fromBase64(lease.sealed),
    );
    return ok(keyringOf(JSON.parse(new TextDecoder().decode(plain))));
  } catch {
    return err("lease.unreadable");
  }
}

async function leaseKey({ senderKey }: WireLease, privateKey: CryptoKey): Promise<CryptoKey> {
  const salt = fromBase64(senderKey);
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const sender = await crypto.subtle.importKey("raw", salt, curve, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: sender }, privateKey, 256);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(LEASE_INFO);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["decrypt"],
  );
}

/** A meter is looked up by maker and number, as the server does: adapters may report another version. */
function keyringOf(content: unknown): Keyring {
  const keys = new Map<string, Uint8Array>();
  const rows: unknown =
    typeof content === "object" && content !== null && "keys" in content ? content.keys : [];
  for (const row of Array.isArray(rows) ? rows : []) {
    const [meterKey, hex]: unknown[] = Array.isArray(row) ? row : [];
    const meter = typeof meterKey === "string" ? parseMeterKey(meterKey) : undefined;
    const key = typeof hex === "string" ? parseHex(hex) : undefined;
    if (meter && key?.ok) keys.set(`${meter.manufacturer}-${meter.id}`, key.value);
  }
  return { find: (meter) => keys.get(`${meter.manufacturer}-${meter.id}`) };
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
