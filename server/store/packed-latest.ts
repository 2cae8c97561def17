import type { BatchRow, ReadingBatch } from "../../shared/blocks/reading-batch.ts";
import { readingOfRow, unpackReadings } from "../../shared/blocks/unpack-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Latest } from "../reading-ports.ts";

/** A meter's latest reading out of a batch of everybody's, unpacked when it is looked at. */
class PackedLatest implements Latest {
  readonly #batch: ReadingBatch;
  readonly #row: BatchRow;

  constructor(batch: ReadingBatch, row: BatchRow) {
    this.#batch = batch;
    this.#row = row;
  }

  get meter(): MeterKey {
    return this.#batch.meters[this.#row.meter] ?? ("" as MeterKey);
  }

  get reading(): Reading {
    return readingOfRow(this.#batch, this.#row);
  }
}

/** The latest readings in a batch that `latestPacked` made. */
export function latestOfBatch(bytes: Uint8Array): readonly Latest[] {
  const batch = unpackReadings(bytes);
  if (!batch.ok) throw new Error(`the latest readings are ${batch.error.kind}`);
  return batch.value.rows.map((row) => new PackedLatest(batch.value, row));
}
