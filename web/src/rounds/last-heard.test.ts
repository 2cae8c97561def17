import { expect, it } from "vitest";
import { agoOf, type BothClocks, heardAt } from "./last-heard.ts";
import { readPulse } from "./read-pulse.ts";

const HOUR_MS = 3_600_000;
const HEARD: BothClocks = { beatMs: HOUR_MS, wallMs: Date.parse("2026-11-30T10:00:00Z") };
/** The clock that nobody sets went on by the first, the phone's own by the second. */
const later = (beatMs: number, wallMs = beatMs): BothClocks => ({
  beatMs: HEARD.beatMs + beatMs,
  wallMs: HEARD.wallMs + wallMs,
});
const lightAt = (now: BothClocks, heard = HEARD) =>
  readPulse({
    link: "open",
    lastAtMs: heard.beatMs,
    lastAgoMs: agoOf(heard, now),
    openedAtMs: 0,
    nowMs: now.beatMs,
  });

it("shows no light of hearing after a deep sleep, and no silence that nobody listened to", () => {
  expect([lightAt(later(5000)), agoOf(HEARD, later(5000))]).toEqual(["alive", 5000]);
  const woken = later(5250, 3 * HOUR_MS);
  expect([lightAt(woken), agoOf(HEARD, woken)]).toEqual(["waiting", 3 * HOUR_MS]);
  // 30 s of listening are a silence; 5 of them were before the sleep.
  expect(lightAt(later(29_999, 3 * HOUR_MS + 25_000))).toBe("waiting");
  expect(lightAt(later(30_000, 3 * HOUR_MS + 25_001))).toBe("silent");
});

it("shows it again with the next telegram", () => {
  const woken = later(6000, 3 * HOUR_MS);
  const next = heardAt(woken.wallMs, woken, false);
  expect([lightAt(woken, next), agoOf(next, woken)]).toEqual(["alive", 0]);
});

it("goes on hearing where somebody puts the clock back", () => {
  expect([lightAt(later(2000, -HOUR_MS)), agoOf(HEARD, later(2000, -HOUR_MS))]).toEqual(["alive", 2000]);
});

it("takes the phone's word for what was heard before the screen was opened", () => {
  const opened = heardAt(HEARD.wallMs, later(-1000, 60_000), true);
  expect(agoOf(opened, later(0, 61_000))).toBe(61_000);
});
