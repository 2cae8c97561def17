import type { webcrypto } from "node:crypto";
import { describe, expect, it } from "vitest";
import { LEASE_INFO, leaseBinding, type WireLease } from "../../shared/model/wire-rounds.ts";
import { isPhoneKey, sealLease } from "./seal-lease.ts";

const EXPIRES = Date.parse("2026-11-24T06:00:00Z");
const CONTENT = { keys: [["KAM-90000001-34-04", "00112233445566778899AABBCCDDEEFF"]] as const };

const makePhone = async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  return { pair, publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)) };
};

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));

/** Opens a lease as its description in wire-rounds.ts says, with the browser's own cryptography. */
async function open(privateKey: webcrypto.CryptoKey, lease: WireLease): Promise<unknown> {
  const { subtle } = crypto;
  const sender = await subtle.importKey(
    "raw",
    bytes(lease.senderKey),
    { name: "ECDH", namedCurve: "P-256" },
    false,
    [],
  );
  const secret = await subtle.deriveBits({ name: "ECDH", public: sender }, privateKey, 256);
  const base = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const key = await subtle.deriveKey(
    {
      name: "HKDF",
      hash: "SHA-256",
      salt: bytes(lease.senderKey),
      info: new TextEncoder().encode(LEASE_INFO),
    },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["decrypt"],
  );
  const plain = await subtle.decrypt(
    {
      name: "AES-GCM",
      iv: bytes(lease.nonce),
      additionalData: new TextEncoder().encode(leaseBinding(lease)),
    },
    key,
    bytes(lease.sealed),
  );
  return JSON.parse(new TextDecoder().decode(plain));
}

describe("a lease", () => {
  it("opens with the phone's own key and holds the keys that were put in", async () => {
    const phone = await makePhone();
    const lease = sealLease({ id: "phone-1", publicKey: phone.publicKey }, CONTENT, EXPIRES);
    expect(lease.ok && (await open(phone.pair.privateKey, lease.value))).toEqual(CONTENT);
  });

  it("does not open with another phone's key, nor with a later expiry written over its own", async () => {
    const phone = await makePhone();
    const other = await makePhone();
    const lease = sealLease({ id: "phone-1", publicKey: phone.publicKey }, CONTENT, EXPIRES);
    if (!lease.ok) throw new Error(lease.error);
    await expect(open(other.pair.privateKey, lease.value)).rejects.toThrow();
    const stretched = { ...lease.value, expiresAtMs: EXPIRES + 86_400_000 };
    await expect(open(phone.pair.privateKey, stretched)).rejects.toThrow();
  });

  it("shows no key to whoever reads it on its way", async () => {
    const { publicKey } = await makePhone();
    const lease = sealLease({ id: "phone-1", publicKey }, CONTENT, EXPIRES);
    const sealed = lease.ok ? Buffer.from(lease.value.sealed, "base64").toString("latin1") : "";
    expect(sealed).not.toContain("AABBCC");
    expect(sealed.length).toBe(JSON.stringify(CONTENT).length + 16);
  });

  it("is refused to what is no point of the curve", () => {
    const wrong = new Uint8Array(65).fill(4);
    expect(isPhoneKey(wrong)).toBe(false);
    expect(sealLease({ id: "phone-1", publicKey: wrong }, CONTENT, EXPIRES)).toEqual({
      ok: false,
      error: "phone.bad-key",
    });
  });
});
