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

  it.each([
    { moved: "put back by a year", byMs: -365 * 86_400_000 },
    { moved: "put forward by two hours", byMs: 7_200_000 },
  ])("are counted by the minute, also after the clock was $moved", async ({ byMs }) => {
    const hear = new ByteHearing(() => undefined);
    const take = (): void => hear.hear({ codec: "im871a", atMs: Date.now(), bytes: line });
    take();
    await vi.waitUntil(() => hear.heard === 1);
    // One each five seconds: with the first there are eleven, over 50 s.
    for (let n = 0; n < 10; n++) {
      vi.advanceTimersByTime(5000);
      take();
    }
    expect(hear.perMinute()).toBe(11);
    const silentAfterMs = Math.round(hear.silentAfterMs() / 1000);
    // Twelve times what lay between two of them.
    expect(silentAfterMs).toBe(60);
    vi.setSystemTime(Date.now() + byMs);
    vi.advanceTimersByTime(5000);
    take();
    expect(hear.perMinute()).toBe(12);
    expect(Math.round(hear.silentAfterMs() / 1000)).toBe(silentAfterMs);
    // The first three are a minute old: 5 s, 10 s and 15 s from now.
    vi.advanceTimersByTime(16_000);
    expect(hear.perMinute()).toBe(9);
  });

  it("that make no telegram are counted, and damaged ones in a row, until a whole one comes", async () => {
    // rtl-wmbus: mode, link checksum, 3 of 6, time, two levels, number, frame.
    const text = (checksum: 0 | 1): Uint8Array =>
      new TextEncoder().encode(`C1;${checksum};1;2026-11-25 21:00:00.000;80;80;90000001;0x${TELEGRAM}\n`);
    const heard: number[] = [];
    const hear = new ByteHearing((frame) => heard.push(frame.bytes.length));
    const take = (bytes: Uint8Array) => hear.hear({ codec: "rtl-wmbus", atMs: Date.now(), bytes });
    for (const checksum of [0, 0, 0] as const) take(text(checksum));
    await vi.waitUntil(() => heard.length === 3);
    // A line is at most 800 bytes: so many without an end are none.
    take(new Uint8Array(1000).fill(0x55));
    expect([hear.damagedInARow, hear.damaged]).toEqual([3, 3]);
    expect(hear.junkBytes).toBeGreaterThan(100);
    take(new TextEncoder().encode("\n"));
    take(text(1));
    expect([hear.damagedInARow, hear.damaged, hear.heard, hear.junkBytes]).toEqual([0, 3, 1, 0]);
  });
});
