import { describe, expect, it } from "vitest";
import { EMPTY_CHANNEL, readChannel, writeChannel } from "../../../shared/model/channel.ts";
import type { WireProfileStop } from "../../../shared/model/pressure-path.ts";
import type { Words } from "../locales/words.ts";
import { type ShownPressure, stepOfLoss, stepOfPressure } from "./prove-pressure.ts";

/** The keys themselves: which sentence it is, not how it reads. */
const words = { t: (key: string) => key } as unknown as Words;
const AT = Date.UTC(2026, 10, 30, 11);

function shown(id: string, raw: number, bar: number, channels: Record<string, string> = {}): ShownPressure {
  const stop: WireProfileStop = {
    ...{ pointId: id, name: `Street ${id}`, medium: "heat", channels },
    series: {
      timesMs: [AT - 300_000, AT],
      columns: [{ register: "P1", unit: "bar", values: [null, raw] }],
    },
  };
  return { stop, register: "P1", atMs: AT, bar };
}

const reading = (id: string, value: string) => ({
  kind: "latest",
  name: `Street ${id} · register.P1`,
  ...{ pointId: id, atMs: AT, value, unit: "bar" },
});

describe("a pressure along a path", () => {
  it("is its reading's register as the meter said it then", () => {
    expect(stepOfPressure(shown("1", 6.25, 6.25), words)).toEqual(reading("1", "6.25"));
    // A moment at which the stop said no pressure.
    const silent = { ...shown("1", 6.25, 6.25), atMs: AT - 300_000 };
    expect(stepOfPressure(silent, words)).toBeUndefined();
  });

  it("that is shown by a channel is laid open with its scale and offset", () => {
    const channel = readChannel("P1", { ...EMPTY_CHANNEL, scale: "2", offset: "-0.5" });
    if (typeof channel === "string") throw new Error(channel);
    // 6.25 × 2 − 0.5
    const step = stepOfPressure(shown("1", 6.25, 12, { "channel:P1": writeChannel(channel) }), words);
    expect(step).toMatchObject({
      ...{ kind: "lines", value: "12", unit: "bar" },
      lines: [
        { value: "6.25", unit: "bar", next: reading("1", "6.25") },
        { sign: "×", value: "2" },
        { sign: "+", value: "-0.5", unit: "bar" },
        { value: "12", unit: "bar", isSum: true },
      ],
    });
  });

  it("lost on the way is the one less the other, each with its reading", () => {
    // 6.25 − 5.9 = 0.35, which no float says exactly.
    const step = stepOfLoss(
      { before: shown("1", 6.25, 6.25), here: shown("2", 5.9, 5.9), lossBar: 6.25 - 5.9 },
      words,
    );
    expect(step).toMatchObject({
      ...{ kind: "lines", name: "Street 1 – Street 2 · path.loss", value: "0.35", unit: "bar" },
      lines: [
        { value: "6.25", next: reading("1", "6.25") },
        { sign: "−", value: "5.9", next: reading("2", "5.9") },
      ],
    });
  });
});
