import { afterEach, describe, expect, it, vi } from "vitest";
import { call } from "./call.ts";
import { clockOffMs, isTimeTold, noteServerTime } from "./server-clock.ts";

const SERVER = "Sun, 29 Nov 2026 12:00:00 GMT";
const at = (text: string) => Date.parse(text);

describe("the server's clock", () => {
  afterEach(() => noteServerTime(SERVER, at(SERVER)));

  it("is taken where the phone's is a year behind or ahead, and only then", () => {
    noteServerTime(SERVER, at("2025-11-29T12:00:00Z"));
    expect(clockOffMs()).toBe(365 * 86_400_000);
    noteServerTime(SERVER, at("2027-11-29T12:00:00Z"));
    expect(clockOffMs()).toBe(-365 * 86_400_000);
    noteServerTime(SERVER, at("2026-11-29T12:04:59Z"));
    expect(clockOffMs()).toBe(0);
  });

  it("stays the same from answer to answer, until it is off by two seconds more", () => {
    noteServerTime(SERVER, at("2026-11-29T10:00:00.100Z"));
    expect(clockOffMs()).toBe(7_199_900);
    // 12:00:00 - 09:59:59.050, and 12:00:00 - 10:00:02.099: 1.05 s more, 1.999 s less.
    noteServerTime(SERVER, at("2026-11-29T09:59:59.050Z"));
    noteServerTime(SERVER, at("2026-11-29T10:00:02.099Z"));
    expect(clockOffMs()).toBe(7_199_900);
    noteServerTime(SERVER, at("2026-11-29T10:00:02.100Z"));
    expect(clockOffMs()).toBe(7_197_900);
  });

  it("is no longer told once the phone's clock was set, or it slept", () => {
    vi.useFakeTimers({ now: at(SERVER) });
    noteServerTime(SERVER, Date.now());
    vi.advanceTimersByTime(3_600_000);
    expect(isTimeTold()).toBe(true);
    vi.setSystemTime(Date.now() - 7_200_000);
    expect(isTimeTold()).toBe(false);
    noteServerTime(SERVER, Date.now());
    expect(isTimeTold()).toBe(true);
    vi.setSystemTime(Date.now() + 7_200_000);
    expect(isTimeTold()).toBe(false);
    vi.useRealTimers();
  });

  const [MINUTE, HOUR] = [60_000, 3_600_000];
  it.each([
    // By hand: what the clock is wrong by is the server's time less its own; it leaps by what is said, one after the other.
    { was: "an hour ahead, and put right", ahead: HOUR, leaps: [-HOUR], off: 0 },
    { was: "two hours behind, and put right", ahead: -2 * HOUR, leaps: [2 * HOUR], off: 0 },
    { was: "an hour ahead, and the phone slept", ahead: HOUR, leaps: [8 * HOUR], off: -HOUR },
    { was: "an hour ahead, slept with, and put right", ahead: HOUR, leaps: [10 * MINUTE, -HOUR], off: 0 },
    { was: "an hour ahead, and half of it taken back", ahead: HOUR, leaps: [-HOUR / 2], off: -HOUR / 2 },
    { was: "right, and put back by an hour", ahead: 0, leaps: [-HOUR], off: HOUR },
    { was: "three minutes ahead, and put right", ahead: 3 * MINUTE, leaps: [-3 * MINUTE], off: 0 },
    { was: "right, and the phone slept", ahead: 0, leaps: [HOUR], off: 0 },
    { was: "right, and put forward by eight days", ahead: 0, leaps: [192 * HOUR], off: -192 * HOUR },
  ])("is reckoned with by a clock that was $was, before it is told again", ({ ahead, leaps, off }) => {
    vi.useFakeTimers({ now: at(SERVER) + ahead });
    noteServerTime(SERVER, Date.now());
    for (const leap of leaps) {
      vi.setSystemTime(Date.now() + leap);
      clockOffMs();
    }
    expect([clockOffMs(), isTimeTold()]).toEqual([off, false]);
    vi.useRealTimers();
  });

  it("does not go back and forth where the phone is five minutes off", () => {
    noteServerTime(SERVER, at("2026-11-29T12:05:00.200Z"));
    noteServerTime(SERVER, at("2026-11-29T12:04:59.800Z"));
    expect(clockOffMs()).toBe(-300_200);
  });

  it("is not taken from an answer that was on its way while the phone slept: it says what time it was before", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: at(SERVER) });
    vi.stubGlobal("fetch", async () => {
      vi.setSystemTime(at(SERVER) + 40 * 60_000);
      return Response.json({}, { headers: { date: SERVER } });
    });
    expect(await call("GET", "/api/v1/session")).toMatchObject({ ok: true });
    vi.useRealTimers();
    vi.unstubAllGlobals();
    expect(clockOffMs()).toBe(0);
  });

  it("stays as it was known when an answer has no date", () => {
    noteServerTime(SERVER, at("2026-11-29T10:00:00Z"));
    noteServerTime(null, 0);
    noteServerTime("soon", 0);
    expect(clockOffMs()).toBe(2 * 3_600_000);
  });
});
