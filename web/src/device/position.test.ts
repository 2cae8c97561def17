import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type NoPlace, type PlaceWatch, watchPosition } from "./position.ts";

/** A browser that says where it is when the test says so; each watch is another one. */
const browser = { watches: new Map<number, PositionCallback>(), asked: 0 };
let said: (number | NoPlace)[] = [];
let watch: PlaceWatch | undefined;

const isAt = (lat: number, speed: number | null = null, timestamp = Date.now()): void => {
  const coords = { latitude: lat, longitude: 10, speed } as GeolocationCoordinates;
  for (const tell of browser.watches.values()) tell({ coords, timestamp } as GeolocationPosition);
};
const start = (): void => {
  watch = watchPosition(
    ({ lat }) => said.push(lat),
    (why) => said.push(why),
  );
};

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(browser, { watches: new Map(), asked: 0 });
  said = [];
  const geolocation = {
    watchPosition(tell: PositionCallback): number {
      browser.asked += 1;
      browser.watches.set(browser.asked, tell);
      return browser.asked;
    },
    clearWatch: (id: number) => browser.watches.delete(id),
  };
  vi.stubGlobal("navigator", { geolocation });
});
afterEach(() => {
  watch?.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("is lost once nothing was said for ten seconds, though no error came, and found again with the next word", () => {
  start();
  isAt(55);
  vi.advanceTimersByTime(9000);
  expect(said).toEqual([55]);
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([55, "lost"]);
  isAt(56);
  expect(said).toEqual([55, "lost", 56]);
});

it("is said to be missing where nothing was ever heard of it for half a minute, and is there with the first word", () => {
  start();
  vi.advanceTimersByTime(29_000);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(said).toEqual(["lost"]);
  isAt(55);
  expect(said).toEqual(["lost", 55]);
});

it("is good for 150 metres only: at 180 km/h, which is 50 m/s, for three seconds", () => {
  start();
  isAt(55, 50);
  vi.advanceTimersByTime(2000);
  expect(said).toEqual([55]);
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([55, "lost"]);
});

it("stays where a standing phone says the same place every second", () => {
  start();
  for (let second = 0; second < 60; second++) {
    isAt(55, 0);
    vi.advanceTimersByTime(1000);
  }
  expect(new Set(said)).toEqual(new Set([55]));
});

it("is asked for anew where a browser is quiet for five seconds, by one watch in the place of the other", () => {
  start();
  isAt(55);
  vi.advanceTimersByTime(5000);
  expect([browser.asked, browser.watches.size]).toEqual([2, 1]);
  isAt(55);
  vi.advanceTimersByTime(9000);
  expect(said).toEqual([55, 55]);
});

it("is not found again by a place from the browser's memory, and asked for every half minute while it is lost", () => {
  start();
  const firstAtMs = Date.now();
  isAt(55, null, firstAtMs);
  vi.advanceTimersByTime(6000);
  isAt(55, null, firstAtMs);
  vi.advanceTimersByTime(4000);
  expect(said).toEqual([55, "lost"]);
  isAt(55, null, firstAtMs);
  expect(said).toEqual([55, "lost"]);
  const before = browser.asked;
  vi.advanceTimersByTime(90_000);
  expect(browser.asked - before).toBe(3);
});

it("is lost at the next telegram where the phone slept and its timers with it", () => {
  start();
  isAt(55);
  vi.setSystemTime(Date.now() + 600_000);
  expect(said).toEqual([55]);
  watch?.check();
  expect(said).toEqual([55, "lost"]);
});

it("is lost after ten seconds also where the clock was put back by a year meanwhile", () => {
  start();
  isAt(55);
  vi.setSystemTime(Date.now() - 365 * 86_400_000);
  vi.advanceTimersByTime(10_000);
  expect(said).toEqual([55, "lost"]);
});
