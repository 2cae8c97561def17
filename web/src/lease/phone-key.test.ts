import { describe, expect, it } from "vitest";
import { makePhoneKey, unwrapPhoneKey } from "./phone-key.ts";

const FEW = 1000;

describe("the phone's key", () => {
  it("opens with its passphrase, however it was typed, and cannot be exported then", async () => {
    const { publicKey, wrapped } = await makePhoneKey("blåbær på bordet", FEW);
    const key = await unwrapPhoneKey("blåbær på bordet".normalize("NFD"), wrapped);
    expect(key?.extractable).toBe(false);
    expect(key?.usages).toEqual(["deriveBits"]);
    expect([publicKey.length, publicKey[0]]).toEqual([65, 4]);
  });

  it("stays shut with any other passphrase", async () => {
    const { wrapped } = await makePhoneKey("blåbær på bordet", FEW);
    expect(await unwrapPhoneKey("blåbær på bordet ", wrapped)).toBeUndefined();
    expect(await unwrapPhoneKey("", wrapped)).toBeUndefined();
  });
});
