import { describe, expect, it } from "vitest";
import { measureRoom, shortRoomOf, usedPercent } from "./storage-room.ts";

const MB = 1_000_000;
const room = (usage: number, quota: number) => ({ estimate: () => Promise.resolve({ usage, quota }) });
const never = { estimate: () => Promise.reject(new Error("no")) };
const holds = (freeBytes: number) => (most: number) => Promise.resolve(Math.min(most, freeBytes));
const cannotAsk = () => Promise.resolve(undefined);

describe("the room a browser gives", () => {
  it("is told in whole percent, never too early", async () => {
    expect(await usedPercent(room(799, 1000))).toBe(79);
    expect(await usedPercent(room(800, 1000))).toBe(80);
  });

  it("counts as empty where the browser does not say", async () => {
    expect(await usedPercent(never)).toBe(0);
    expect(await usedPercent(room(5, 0))).toBe(0);
    expect(await measureRoom(never, cannotAsk)).toBeUndefined();
    expect(shortRoomOf(undefined)).toBeUndefined();
  });

  it("is asked for where the browser tells of 10 GiB more than is used, whatever there is", async () => {
    const hidden = room(600 * MB, 600 * MB + 10 * 1024 ** 3);
    // 600 of 750 MB are 80 %: 150 MB are left. 600 of 760 MB are 78.9 %.
    const short = await measureRoom(hidden, holds(150 * MB));
    expect(shortRoomOf(short)).toEqual({ usedPercent: 80, hours: 22 });
    expect(shortRoomOf(await measureRoom(hidden, holds(160 * MB)))).toBeUndefined();
  });

  it("is short where a day's telegrams have none, however little is used", async () => {
    // 40 of 80 MB for twelve hours are six hours.
    const found = shortRoomOf(await measureRoom(room(60 * MB, 20_000 * MB), holds(40 * MB)));
    expect(found).toEqual({ usedPercent: 60, hours: 6 });
    expect(shortRoomOf(await measureRoom(room(0, 20_000 * MB), holds(80 * MB)))).toBeUndefined();
  });

  it("is none where not a byte more is taken", async () => {
    expect(shortRoomOf(await measureRoom(room(3 * MB, 20_000 * MB), holds(0)))).toEqual({
      usedPercent: 100,
      hours: 0,
    });
  });

  it("is what the browser tells where it tells the truth, or cannot be asked", async () => {
    expect(shortRoomOf(await measureRoom(room(900 * MB, 1000 * MB), cannotAsk))).toEqual({
      usedPercent: 90,
      hours: 15,
    });
    expect(shortRoomOf(await measureRoom(room(900 * MB, 5000 * MB), cannotAsk))).toBeUndefined();
  });
});
