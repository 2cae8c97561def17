import { SOURCE_CODES } from "../../shared/blocks/block-codes-table.ts";
import type { Source } from "../../shared/model/reading.ts";
import type { RowKey } from "./recent-readings.ts";

/** Readings of one meter that give way: `fromMs ≤ time < toMs`, of these sources; of all where none is named. */
export interface MeantSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly sources: readonly Source[];
}

export const isMeantBy =
  ({ fromMs, toMs, sources }: MeantSpan) =>
  ({ atMs, source }: RowKey): boolean =>
    atMs >= fromMs && atMs < toMs && (sources.length === 0 || sources.includes(nameOf(source)));

const nameOf = (source: number): Source => SOURCE_CODES[source] ?? "import";
