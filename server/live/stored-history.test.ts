import { expect, it } from "vitest";
import type { Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { registersOf, seriesAt, spanOf } from "./stored-history.ts";

const DAY_MS = 86_400_000;
const SEGMENT = { meter: "KAM-1", mountedAtMs: 10 * DAY_MS, removedAtMs: 20 * DAY_MS } as unknown as Segment;

it("asks for nothing the meter showed before its mounting or after its removal", async () => {
  const asked: (readonly [number, number])[] = [];
  const store = {
    columns: async (_: string, fromMs: number, toMs: number) => {
      asked.push([fromMs, toMs]);
      return [];
    },
  } as unknown as ReadingStore;
  await seriesAt(store, [SEGMENT], { fromMs: 0, toMs: 30 * DAY_MS, registers: ["t1"] });
  await registersOf(store, [SEGMENT], 12 * DAY_MS);
  // The end of a span is exclusive, the moment of removal still the meter's own.
  const own = [10 * DAY_MS, 20 * DAY_MS + 1];
  expect(asked).toEqual([own, own]);
});

it("tells of no reading that a meter has from where it hung before, nor of its registers before it says them here", async () => {
  const spans = new Map([
    ["KAM-1", { firstMs: 0, lastMs: 12 * DAY_MS, registers: ["E1"] }],
    ["KAM-2", { firstMs: 0, lastMs: 15 * DAY_MS, registers: ["V1"] }],
  ]);
  const store = { span: async (meter: string) => spans.get(meter) } as unknown as ReadingStore;
  const next = { meter: "KAM-2", mountedAtMs: 20 * DAY_MS } as unknown as Segment;
  expect(await spanOf(store, [SEGMENT, next])).toEqual({
    ...{ counters: ["E1"], instants: [] },
    ...{ firstReadingAtMs: 10 * DAY_MS, lastReadingAtMs: 12 * DAY_MS },
  });
});
