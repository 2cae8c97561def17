import { describe, expect, it } from "vitest";
import { makePhoneKey, type PhoneSecret, rewrapPhoneKey, unwrapPhoneKey } from "./phone-key.ts";

const FEW = 1000;
const typed = (passphrase: string): PhoneSecret => ({ kind: "passphrase", passphrase });
const passkey = (output: number): PhoneSecret => ({
  kind: "passkey",
  passkey: { credentialId: "AQID", input: "BAUG" },
  output: new Uint8Array(32).fill(output),
});
const BERRIES = typed("blåbær på bordet");

describe("the phone's key", () => {
  it("opens with its passphrase, however it was typed, and cannot be exported then", async () => {
    const { publicKey, wrapped } = await makePhoneKey(BERRIES, FEW);
    const key = await unwrapPhoneKey(typed("blåbær på bordet".normalize("NFD")), wrapped);
    expect(key?.extractable).toBe(false);
    expect(key?.usages).toEqual(["deriveBits"]);
    expect([publicKey.length, publicKey[0]]).toEqual([65, 4]);
  });

  it("stays shut with any other passphrase", async () => {
    const { wrapped } = await makePhoneKey(BERRIES, FEW);
    expect(await unwrapPhoneKey(typed("blåbær på bordet "), wrapped)).toBeUndefined();
    expect(await unwrapPhoneKey(typed(""), wrapped)).toBeUndefined();
    expect(await unwrapPhoneKey(passkey(1), wrapped)).toBeUndefined();
  });

  it("opens with what its passkey gives, and nothing of that is kept beside it", async () => {
    const { wrapped } = await makePhoneKey(passkey(7));
    expect(await unwrapPhoneKey(passkey(7), wrapped)).toBeDefined();
    expect(await unwrapPhoneKey(passkey(8), wrapped)).toBeUndefined();
    expect(await unwrapPhoneKey(BERRIES, wrapped)).toBeUndefined();
    expect(wrapped.passkey).toEqual({ credentialId: "AQID", input: "BAUG" });
    const kept = [wrapped.salt, wrapped.nonce, wrapped.sealed].map((bytes) => [...bytes].join());
    expect(kept.some((text) => text.includes(new Array(32).fill(7).join()))).toBe(false);
  });

  it("moves from a passphrase to a passkey and on to another passphrase, and stays the same key", async () => {
    const { publicKey, wrapped } = await makePhoneKey(BERRIES, FEW);
    const moved = await rewrapPhoneKey(BERRIES, wrapped, passkey(7));
    const back = moved && (await rewrapPhoneKey(passkey(7), moved, typed("tyttebær"), FEW));
    const key = back && (await unwrapPhoneKey(typed("tyttebær"), back));
    expect(await sharedWith(key, publicKey)).toBe(true);
    expect(moved && (await unwrapPhoneKey(BERRIES, moved))).toBeUndefined();
    expect(await rewrapPhoneKey(typed("falsk sætning"), wrapped, passkey(7))).toBeUndefined();
  });
});

/** Whether the private half belongs to the public one: both ends of an exchange get the same secret. */
async function sharedWith(key: CryptoKey | undefined, publicKey: Uint8Array): Promise<boolean> {
  if (!key) return false;
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const other = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const own = await crypto.subtle.importKey("raw", Uint8Array.from(publicKey), curve, false, []);
  const here = await crypto.subtle.deriveBits({ name: "ECDH", public: other.publicKey }, key, 256);
  const there = await crypto.subtle.deriveBits({ name: "ECDH", public: own }, other.privateKey, 256);
  return new Uint8Array(here).join() === new Uint8Array(there).join();
}
