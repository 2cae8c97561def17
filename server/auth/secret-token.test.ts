import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeSecretToken, readSecretToken } from "./secret-token.ts";

describe("tokens", () => {
  it("say whose they are, hold 256 random bits, and are known by their SHA-256", () => {
    const token = makeSecretToken("north-heat");
    expect(token.text).toMatch(/^north-heat\.[\w-]{43}$/);
    expect(Buffer.from(token.id)).toEqual(createHash("sha256").update(token.text).digest());
    expect(readSecretToken(token.text)).toEqual({ ...token, utility: "north-heat" });
    expect(makeSecretToken("north-heat").text).not.toBe(token.text);
  });

  it.each(["", "town", "town.", "../x.AAAA", "Town.AAAA", `town.${"A".repeat(42)}`, `a.b.${"A".repeat(43)}`])(
    "%s is none",
    (text) => {
      expect(readSecretToken(text)).toBeUndefined();
    },
  );
});
