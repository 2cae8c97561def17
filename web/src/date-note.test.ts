import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { noteServerTime } from "./api/server-clock.ts";
import { clockLeaps } from "./clock-leaps.ts";
import { offSince } from "./date-note.ts";
import { LocalDatabase } from "./store/local-database.ts";

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const AT_MS = Date.parse("2026-11-30T10:00:00Z");

let database: LocalDatabase;
let names = 0;
beforeEach(async () => {
  vi.useFakeTimers({ now: AT_MS, toFake: ["Date", "performance"] });
  names += 1;
  database = new LocalDatabase(`date-note-${names}`);
  await clockLeaps.start(database);
  // What the server said was of another clock.
  serverSays(0);
  leaps(HOUR_MS / 2);
  clockLeaps.look();
});
afterEach(() => vi.useRealTimers());

/** What the server's clock says while the phone's is `aheadMs` ahead of it. */
const serverSays = (aheadMs: number): void =>
  noteServerTime(new Date(Date.now() - aheadMs).toUTCString(), Date.now());
/** The clock that somebody sets goes on, the other does not. */
const leaps = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

it.each([
  // By hand: true time = time noted + what the clock was wrong by then.
  { was: "a year ahead and put right", leap: -YEAR_MS, ahead: 0, off: -YEAR_MS },
  { was: "two hours ahead and put right", leap: -2 * HOUR_MS, ahead: 0, off: -2 * HOUR_MS },
  { was: "a year behind and put right", leap: YEAR_MS, ahead: 0, off: YEAR_MS },
  { was: "right and put an hour ahead", leap: HOUR_MS, ahead: HOUR_MS, off: 0 },
  { was: "right and put a year ahead", leap: YEAR_MS, ahead: YEAR_MS, off: 0 },
  { was: "an hour ahead and put a year back", leap: -YEAR_MS, ahead: HOUR_MS - YEAR_MS, off: -HOUR_MS },
  { was: "right, and the phone slept eight hours", leap: 8 * HOUR_MS, ahead: 0, off: 0 },
  { was: "an hour ahead, and the phone slept", leap: 8 * HOUR_MS, ahead: HOUR_MS, off: -HOUR_MS },
])("gives what was noted its right time by a clock that was $was", ({ leap, ahead, off }) => {
  const note = clockLeaps.untold();
  leaps(leap);
  const later = clockLeaps.untold();
  serverSays(ahead);
  expect([offSince(note), offSince(later)]).toEqual([off, 0 - ahead]);
  expect(clockLeaps.untold()).toEqual({});
});

it("takes all leaps since together: a clock two hours ahead, slept with, put right", () => {
  const note = clockLeaps.untold();
  leaps(8 * HOUR_MS);
  const woken = clockLeaps.untold();
  leaps(-2 * HOUR_MS);
  const right = clockLeaps.untold();
  serverSays(0);
  expect([note, woken, right].map(offSince)).toEqual([-2 * HOUR_MS, -2 * HOUR_MS, 0]);
});

it("corrects once where the server had told, the phone slept, and the clock was put right without a word since", () => {
  serverSays(HOUR_MS);
  leaps(HOUR_MS / 6);
  const slept = clockLeaps.untold();
  leaps(-HOUR_MS);
  const right = clockLeaps.untold();
  expect([slept, right].map(offSince)).toEqual([-HOUR_MS, 0]);
});

it("tells a clock that was put an hour ahead and right again from one that was right all the time", () => {
  const note = clockLeaps.untold();
  leaps(HOUR_MS);
  const ahead = clockLeaps.untold();
  leaps(-HOUR_MS);
  serverSays(0);
  expect([note, ahead].map(offSince)).toEqual([0, -HOUR_MS]);
});

it("knows a clock that was behind and put right where the server had told that it was behind", () => {
  const note = clockLeaps.untold();
  serverSays(-2 * HOUR_MS);
  clockLeaps.look();
  leaps(2 * HOUR_MS);
  clockLeaps.look();
  serverSays(0);
  expect(offSince(note)).toBe(2 * HOUR_MS);
  // And no sleep of the same length passes for that.
  leaps(2 * HOUR_MS);
  clockLeaps.look();
  serverSays(0);
  expect(offSince(note)).toBe(2 * HOUR_MS);
});

it("still knows of them when the app was ended before anybody told the time", async () => {
  const note = clockLeaps.untold();
  leaps(-YEAR_MS);
  clockLeaps.look();
  const isKept = async () => expect(await database.mark("clock-leaps")).toContain(`${-YEAR_MS}`);
  await vi.waitFor(isKept, 10_000);
  await clockLeaps.start(database);
  expect(clockLeaps.untold().leaps).toBe((note.leaps ?? 0) + 1);
  serverSays(0);
  expect(offSince(note)).toBe(-YEAR_MS);
});

it("keeps the last five hundred leaps, and what was noted before them with what is known since", () => {
  const first = clockLeaps.untold();
  for (let n = 0; n < 600; n++) {
    leaps(n % 2 === 0 ? -HOUR_MS : HOUR_MS);
    clockLeaps.look();
  }
  const last = clockLeaps.untold();
  expect((last.leaps ?? 0) - (first.leaps ?? 0)).toBe(600);
  leaps(-YEAR_MS);
  clockLeaps.look();
  serverSays(0);
  expect(offSince(last)).toBe(-YEAR_MS);
});
