import { describe, expect, it } from "vitest";
import { readPulse } from "./read-pulse.ts";

describe("the pulse of the receiver", () => {
  const at = { link: "open", openedAtMs: 0, lastAtMs: undefined } as const;

  it("waits for the first telegram, is alive with it, and silent half a minute after the last", () => {
    expect(readPulse({ ...at, nowMs: 29_999 })).toBe("waiting");
    expect(readPulse({ ...at, nowMs: 30_000 })).toBe("silent");
    expect(readPulse({ ...at, lastAtMs: 40_000, nowMs: 69_999 })).toBe("alive");
    expect(readPulse({ ...at, lastAtMs: 40_000, nowMs: 70_000 })).toBe("silent");
  });

  it("is silent as late as was learnt that it means something", () => {
    const learnt = { ...at, lastAtMs: 40_000, silentAfterMs: 90_000 };
    expect(readPulse({ ...learnt, nowMs: 129_999 })).toBe("alive");
    expect(readPulse({ ...learnt, nowMs: 130_000 })).toBe("silent");
  });

  it("is not alive without a link, however fresh the last telegram is", () => {
    for (const [link, pulse] of [
      ["closed", "off"],
      ["failed", "off"],
      ["lost", "lost"],
      ["opening", "opening"],
    ] as const) {
      expect(readPulse({ ...at, link, lastAtMs: 1, nowMs: 2 })).toBe(pulse);
    }
  });
});
