import { describe, expect, it } from "vitest";
import { openSecret, sealSecret } from "./seal-key.ts";

const masterKey = new Uint8Array(32).fill(1);
const secret = Uint8Array.from({ length: 16 }, (_, index) => index);

describe("a sealed secret", () => {
  it("opens with its master key, and is sealed differently each time", () => {
    const sealed = sealSecret(masterKey, "KAM-1", secret);
    expect(openSecret(masterKey, "KAM-1", sealed)).toEqual(secret);
    expect(sealSecret(masterKey, "KAM-1", secret)).not.toEqual(sealed);
    expect(sealed.length).toBe(12 + 16 + 16);
  });

  it("does not open with another key, for another meter, or with a bit changed", () => {
    const sealed = sealSecret(masterKey, "KAM-1", secret);
    expect(openSecret(new Uint8Array(32), "KAM-1", sealed)).toBeUndefined();
    expect(openSecret(masterKey, "KAM-2", sealed)).toBeUndefined();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSecret(masterKey, "KAM-1", changed)).toBeUndefined();
    }
    expect(openSecret(masterKey, "KAM-1", new Uint8Array(5))).toBeUndefined();
  });
});
