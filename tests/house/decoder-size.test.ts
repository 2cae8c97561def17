import { describe, expect, it } from "vitest";
import { measureDecoderSize } from "../support/bundle-decoder.ts";

/** What a phone on a country road may be asked to load before it can read a meter. */
const DECODER_LIMIT_BYTES = 60_000;

describe("the decoder on a phone", () => {
  it("takes at most 60 kB compressed with all its drivers, makers' own formats apart", async () => {
    const { decoderBytes, proprietaryBytes } = await measureDecoderSize();
    expect(decoderBytes).toBeGreaterThan(20_000);
    expect(decoderBytes).toBeLessThanOrEqual(DECODER_LIMIT_BYTES);
    // Nothing apart would mean that makers' formats had slipped into the decoder.
    expect(proprietaryBytes).toBeGreaterThan(2_000);
  });
});
