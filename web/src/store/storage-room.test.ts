import { describe, expect, it } from "vitest";
import { usedPercent } from "./storage-room.ts";

const room = (usage: number, quota: number) => ({ estimate: () => Promise.resolve({ usage, quota }) });

describe("the room a browser gives", () => {
  it("is told in whole percent, never too early", async () => {
    expect(await usedPercent(room(799, 1000))).toBe(79);
    expect(await usedPercent(room(800, 1000))).toBe(80);
  });

  it("counts as empty where the browser does not say", async () => {
    expect(await usedPercent({ estimate: () => Promise.reject(new Error("no")) })).toBe(0);
    expect(await usedPercent(room(5, 0))).toBe(0);
  });
});
