import type { Segment } from "../../server/ports.ts";
import type { ReadingStore } from "../../server/reading-ports.ts";

/**
 * What a place used between two moments, computed from raw registers as the definition has it and
 * nothing else: the register at the end minus the register at the beginning, for each meter's time, a
 * register between two readings lying on the straight line between them. It knows no rollovers and no
 * outliers: `undefined` where a register ever fell.
 */
export interface Recomputed {
  /** In units of 10^exponent of the register's own unit. */
  readonly count: number;
  readonly exponent: number;
  readonly unit: string;
  readonly isEstimated: boolean;
}

const FIFTEEN_MINUTES_MS = 900_000;

interface Row {
  readonly atMs: number;
  readonly count: number;
}

interface Asked {
  readonly register: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export async function recomputeUse(
  store: Pick<ReadingStore, "columns">,
  segments: readonly Segment[],
  asked: Asked,
): Promise<Recomputed | undefined> {
  const [segment, ...others] = segments;
  if (!segment || others.length > 0) return undefined;
  const margin = 35 * 86_400_000;
  const columns = (await store.columns(segment.meter, asked.fromMs - margin, asked.toMs + margin)).flatMap(
    (month) =>
      month.registers
        .filter(({ register }) => register === asked.register)
        .map((column) => ({ ...column, timesMs: month.timesMs })),
  );
  const forms = new Set(columns.map(({ exponent, unit }) => `${exponent} ${unit}`));
  if (forms.size !== 1) return undefined;
  const rows = columns.flatMap(({ counts, timesMs }) =>
    [...counts].map((count, row): Row => ({ atMs: timesMs[row] ?? 0, count })),
  );
  const counted = rows.filter(({ count }) => !Number.isNaN(count));
  if (counted.some(({ count }, i) => count < (counted[i - 1]?.count ?? count))) return undefined;
  const [from, to] = [registerAt(counted, asked.fromMs), registerAt(counted, asked.toMs)];
  if (!(from && to)) return undefined;
  const { exponent = 0, unit = "" } = columns[0] ?? {};
  return { count: to.count - from.count, exponent, unit, isEstimated: from.isEstimated || to.isEstimated };
}

function registerAt(
  rows: readonly Row[],
  atMs: number,
): { readonly count: number; readonly isEstimated: boolean } | undefined {
  const [nearest] = [...rows].sort((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs));
  if (nearest && Math.abs(nearest.atMs - atMs) <= FIFTEEN_MINUTES_MS) {
    return { count: nearest.count, isEstimated: false };
  }
  const before = rows.findLast((row) => row.atMs < atMs);
  const after = rows.find((row) => row.atMs > atMs);
  if (!(before && after)) return undefined;
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  const count = before.count + Math.round((after.count - before.count) * share);
  return { count, isEstimated: before.count !== after.count };
}
