import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askedNow, noteServerTime } from "./api/server-clock.ts";
import { ClockWatch } from "./watch-clock.ts";

const HOUR_MS = 3_600_000;
const AT_MS = Date.parse("2026-11-30T10:00:00Z");

beforeEach(() => vi.useFakeTimers({ now: AT_MS }));
afterEach(() => vi.useRealTimers());

/** What the server's clock says while the phone's is `aheadMs` ahead of it. */
const serverSays = (aheadMs: number): void =>
  noteServerTime(new Date(Date.now() - aheadMs).toUTCString(), Date.now());
const startWatch = (): ClockWatch => new ClockWatch(Date.now(), performance.now());
const beatOf = (watch: ClockWatch) => watch.beat(Date.now(), performance.now());
const passes = (ms: number): void => void vi.advanceTimersByTime(ms);
/** The clock that somebody sets goes on, the other does not. */
const leaps = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

it("announces nothing while both clocks go on together, nor when the first is put back", () => {
  const watch = startWatch();
  passes(250);
  expect(beatOf(watch)).toEqual([]);
  leaps(-365 * 24 * HOUR_MS);
  passes(250);
  expect(beatOf(watch)).toEqual([]);
});

it("announces as asleep what both clocks say was slept", () => {
  const watch = startWatch();
  passes(60_000);
  expect(beatOf(watch)).toEqual([{ fromMs: AT_MS, toMs: AT_MS + 60_000, reason: "suspended" }]);
});

it("announces both where the page slept a minute and the clock leapt an hour", () => {
  const watch = startWatch();
  leaps(HOUR_MS);
  passes(60_000);
  expect(beatOf(watch)).toEqual([
    { fromMs: AT_MS, toMs: AT_MS + HOUR_MS, reason: "clock-or-sleep" },
    { fromMs: AT_MS + HOUR_MS, toMs: AT_MS + HOUR_MS + 60_000, reason: "suspended" },
  ]);
});

it.each([
  { was: "a clock that was right and is an hour ahead now", beforeMs: 0, afterMs: HOUR_MS, told: "clock" },
  { was: "a clock that was an hour behind and is right now", beforeMs: -HOUR_MS, afterMs: 0, told: "clock" },
  { was: "a phone that slept: its clock is as right as it was", beforeMs: 0, afterMs: 0, told: "suspended" },
  {
    was: "a phone that slept, an hour ahead before and after",
    beforeMs: HOUR_MS,
    afterMs: HOUR_MS,
    told: "suspended",
  },
])("is told by the server's clock: $was", ({ beforeMs, afterMs, told }) => {
  serverSays(beforeMs);
  const watch = startWatch();
  leaps(HOUR_MS);
  passes(250);
  const [gap] = beatOf(watch);
  expect(gap).toEqual({ fromMs: AT_MS, toMs: AT_MS + HOUR_MS, reason: "clock-or-sleep" });
  if (gap) watch.keep({ ...gap, id: 7 });
  // What the server said before the leap tells nothing of it.
  expect(watch.settle()).toEqual([]);
  passes(250);
  serverSays(afterMs);
  expect(watch.settle()).toEqual([{ id: 7, reason: told }]);
  expect(watch.settle()).toEqual([]);
});

it("is a clock that was set where it went on by more than a phone sleeps, whatever it was before", () => {
  const watch = startWatch();
  leaps(365 * 24 * HOUR_MS);
  passes(250);
  const [gap] = beatOf(watch);
  if (gap) watch.keep({ ...gap, id: 7 });
  passes(250);
  // It was a year behind, and nobody had said so before it was put right.
  serverSays(0);
  expect(watch.settle()).toEqual([{ id: 7, reason: "clock" }]);
});

it("is not told by an answer that was on its way while the phone slept: its time is from before", () => {
  serverSays(0);
  const watch = startWatch();
  const [asked, date] = [askedNow(), new Date(AT_MS).toUTCString()];
  leaps(10_000);
  passes(250);
  const [gap] = beatOf(watch);
  if (gap) watch.keep({ ...gap, id: 7 });
  passes(250);
  noteServerTime(date, Date.now(), asked);
  expect(watch.settle()).toEqual([]);
  passes(250);
  serverSays(0);
  expect(watch.settle()).toEqual([{ id: 7, reason: "suspended" }]);
});
