import { deflateRaw } from "../../../server/store/block-compression.ts";
import type { OpenedStore } from "../../../server/store/open-utility-store.ts";
import { encodeBlock } from "../../../shared/blocks/encode-block.ts";
import { packMonthEdges } from "../../../shared/blocks/local-month-edges.ts";
import type { MonthColumns } from "../../../shared/blocks/month-columns.ts";
import { type HeatWish, heatMeters } from "./heat-meters.ts";

/** Blocks handed over at a time. */
const BLOCKS_AT_ONCE = 500;

export interface BulkLoad {
  readonly readings: number;
  /** Bytes of the blocks. */
  readonly bytes: number;
  /** Time the store took; making and encoding the readings is not in it. */
  readonly storeMs: number;
  readonly encodeMs: number;
}

/** Fills a store with months of history as blocks. `thin` keeps one row in so many. */
export async function bulkLoad(store: OpenedStore, wish: HeatWish, everyRow = 1): Promise<BulkLoad> {
  const load = { readings: 0, bytes: 0, storeMs: 0, encodeMs: 0 };
  let waiting: Uint8Array[] = [];
  let edges: (Uint8Array | undefined)[] = [];
  const { timeZone } = await store.settings.utility();
  const flush = async () => {
    const startedAtMs = performance.now();
    await store.readings.importBlocks(waiting, edges);
    load.storeMs += performance.now() - startedAtMs;
    waiting = [];
    edges = [];
  };
  for (const months of heatMeters(wish)) {
    for (const month of months) {
      const kept = everyRow === 1 ? month : everyNth(month, everyRow);
      const startedAtMs = performance.now();
      const block = encodeBlock(kept, deflateRaw);
      edges.push(packMonthEdges(kept, timeZone));
      load.encodeMs += performance.now() - startedAtMs;
      if (!block.ok) throw new Error(`a generated month is ${block.error.kind}`);
      load.readings += kept.timesMs.length;
      load.bytes += block.value.length;
      waiting.push(block.value);
    }
    if (waiting.length >= BLOCKS_AT_ONCE) await flush();
  }
  await flush();
  return load;
}

/** One row in so many of a month: a meter read daily instead of hourly. */
function everyNth(month: MonthColumns, every: number): MonthColumns {
  const isKept = (_: unknown, row: number) => row % every === 0;
  return {
    ...month,
    timesMs: month.timesMs.filter(isKept),
    registers: month.registers.map((one) => ({ ...one, counts: one.counts.filter(isKept) })),
    statusIndex: month.statusIndex.filter(isKept),
    marks: month.marks.filter(isKept),
    originIndex: month.originIndex.filter(isKept),
    frameSeq: month.frameSeq.filter(isKept),
  };
}
