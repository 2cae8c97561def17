import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formatHex, parseHex } from "../../shared/codecs/bytes/hex.ts";
import { encodeIm871aIndication } from "../../shared/simulator/im871a-receiver.ts";
import { ByteHearing } from "./hear-bytes.ts";

/** Any telegram with a whole frame of its own. */
const TELEGRAM =
  "2E442D2C0100009034047A2A002025D4AE9456C246AED2AB7FB5F9C6EF0D1AE463DED2B26122DF5B49889C23D4BA18";
const parsed = parseHex(TELEGRAM);
const bytes = parsed.ok ? parsed.value : new Uint8Array();
const line = encodeIm871aIndication({ telegram: bytes, rssiDbm: -60 });

async function hearing() {
  const heard: string[] = [];
  const hear = new ByteHearing((frame) => heard.push(formatHex(frame.bytes)));
  const take = (chunk: Uint8Array) => hear.hear({ codec: "im871a", atMs: Date.now(), bytes: chunk });
  take(line);
  await vi.waitUntil(() => heard.length === 1);
  heard.length = 0;
  return { heard, take };
}

describe("bytes of a receiver", () => {
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => vi.useRealTimers());

  it("are one frame, however long a busy link holds its second half up within a second", async () => {
    const { heard, take } = await hearing();
    take(line.subarray(0, 20));
    vi.advanceTimersByTime(1000);
    take(line.subarray(20));
    expect(heard).toEqual([TELEGRAM]);
  });

  it("that never came to an end take nothing from the frame after the silence", async () => {
    const { heard, take } = await hearing();
    take(line.subarray(0, 20));
    vi.advanceTimersByTime(10_000);
    heard.length = 0;
    take(line);
    expect(heard).toEqual([TELEGRAM]);
  });
});
