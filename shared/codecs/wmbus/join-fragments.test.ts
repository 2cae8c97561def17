import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { MODE_7_FRAGMENTS, MODE_7_WHOLE } from "../../../tests/support/mode-7-fragments.ts";
import { concatBytes } from "../bytes/cursor.ts";
import { formatHex } from "../bytes/hex.ts";
import { decode } from "../decode.ts";
import { decodeTransport } from "../decode-transport.ts";
import { decodeWmbusTransport } from "../decode-wmbus-transport.ts";
import { createFormatStore } from "./format-store.ts";
import { createFragmentStore, fragmentNumberOf, joinFragments } from "./join-fragments.ts";

const keyring = { find: () => hexBytes(vectors.key) };
const WHOLE = MODE_7_WHOLE;
const [first, last] = MODE_7_FRAGMENTS;

describe("fragmented messages", () => {
  it("are incomplete one by one", () => {
    expect(decodeTransport(first, "wmbus", keyring)).toMatchObject({
      error: { kind: "missing-fragment", layer: "afl" },
    });
    expect(decodeTransport(last, "wmbus", keyring)).toMatchObject({ error: { kind: "missing-fragment" } });
    expect(joinFragments([first])).toBeUndefined();
    expect(joinFragments([last])).toBeUndefined();
  });

  it("are verified and decrypted as one, in any order, repeated parts included", () => {
    for (const frames of [
      [first, last],
      [last, first],
      [first, first, last],
    ]) {
      const joined = joinFragments(frames);
      if (!joined) throw new Error("not joined");
      const transport = decodeWmbusTransport(joined, keyring);
      if (!transport.ok) throw new Error(transport.error.kind);
      expect(transport.value.security).toEqual({ layer: "tpl", mode: 7, verdict: "decrypted", proof: "mac" });
      const [at] = transport.value.payload;
      expect(formatHex(transport.value.plain, at, at + 17)).toBe("0406393000000259901C04FF2200000000");
    }
  });

  it("are read with the last of them by one who hears them one by one", () => {
    const context = {
      link: "wmbus",
      keyring,
      formats: createFormatStore(),
      fragments: createFragmentStore(),
    } as const;
    const other = concatBytes(first);
    other[4] = 0x99;
    for (const frame of [last, first, other, first]) {
      expect(decode(frame, context)).toMatchObject({ error: { kind: "missing-fragment" } });
    }
    const whole = decode(last, context);
    if (!whole.ok) throw new Error(whole.error.kind);
    expect(whole.value.security).toMatchObject({ mode: 7, verdict: "decrypted", proof: "mac" });
    expect(whole.value.records.map(({ name }) => name)).toContain("total_energy_consumption");
    expect(decode(last, context), "each message once").toMatchObject({ error: { kind: "missing-fragment" } });
  });

  it("tell their number; whole messages have none", () => {
    expect(fragmentNumberOf(first)).toBe(1);
    expect(fragmentNumberOf(last)).toBe(2);
    expect(fragmentNumberOf(WHOLE)).toBeUndefined();
    expect(fragmentNumberOf(hexBytes(vectors["m5.telegram"]))).toBeUndefined();
  });
});
