import { describe, expect, it } from "vitest";
import { EMPTY_CHANNEL, readChannel, writeChannel } from "../../../shared/model/channel.ts";
import type { WireValue } from "../../../shared/model/wire.ts";
import type { WireLivePoint } from "../../../shared/model/wire-live.ts";
import type { Words } from "../locales/words.ts";
import { liveRowOf, tell } from "./live-rows.ts";
import { stepOfLive } from "./prove-live.ts";

/** The keys themselves: which sentence it is, not how it reads. */
const words = { t: (key: string) => key } as unknown as Words;
const AT = Date.UTC(2026, 10, 30, 11);

const bar = (register: "P1" | "P2", value: string): WireValue => ({ register, value, unit: "bar" });

function rowOf(values: readonly WireValue[], channels: Record<string, string> = {}) {
  const point = { id: "p1", address: "Street 1", number: "1", area: "", channels } as WireLivePoint;
  const told = tell(new Map(), { atMs: AT, values });
  return liveRowOf(point, { told, latest: { atMs: AT, status: [] } });
}

const reading = (register: string, value: string) => ({
  kind: "latest",
  name: `Street 1 · register.${register}`,
  ...{ pointId: "p1", atMs: AT, value, unit: "bar" },
});

describe("a value of the live view", () => {
  it("is its reading's register as the meter said it", () => {
    expect(stepOfLive(rowOf([bar("P1", "6.25")]), "P1", words)).toEqual(reading("P1", "6.25"));
    expect(stepOfLive(rowOf([bar("P1", "6.25")]), "P2", words)).toBeUndefined();
  });

  it("that is shown by a channel is laid open with its scale and offset", () => {
    const channel = readChannel("P1", {
      ...EMPTY_CHANNEL,
      name: "Pump",
      scale: "10.2",
      offset: "-0.5",
      unit: "mH₂O",
    });
    if (typeof channel === "string") throw new Error(channel);
    // 6.25 × 10.2 = 63.75; − 0.5 is 63.25.
    expect(
      stepOfLive(rowOf([bar("P1", "6.25")], { "channel:P1": writeChannel(channel) }), "P1", words),
    ).toMatchObject({
      ...{ kind: "lines", name: "Street 1 · Pump", value: "63.250", unit: "mH₂O" },
      lines: [
        { value: "6.25", unit: "bar", next: reading("P1", "6.25") },
        { sign: "×", value: "10.2" },
        { sign: "+", value: "-0.5", unit: "mH₂O" },
      ],
    });
  });

  it("between two pressures is the one less the other, each with its reading", () => {
    const step = stepOfLive(rowOf([bar("P1", "6.25"), bar("P2", "2.50")]), "apart", words);
    // 6.25 − 2.50
    expect(step).toMatchObject({
      ...{ kind: "lines", value: "3.75", unit: "bar" },
      lines: [
        { value: "6.25", next: reading("P1", "6.25") },
        { sign: "−", value: "2.50", next: reading("P2", "2.50") },
      ],
    });
  });
});
