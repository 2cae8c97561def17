import { ByteWriter } from "../../shared/blocks/byte-writer.ts";
import { encodeBatchLists, sealBatch } from "../../shared/blocks/pack-readings.ts";
import { nameOfStatus, Places } from "../../shared/blocks/places.ts";
import type { Shape } from "../../shared/blocks/reading-batch.ts";
import { nameOfShape } from "../../shared/blocks/reading-batch.ts";
import { unpackReadings } from "../../shared/blocks/unpack-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";

/** One reading as it lies packed; the places are those of the lists it came with. */
export interface PackedRow {
  readonly atMs: number;
  readonly receiver: number;
  readonly status: number;
  readonly shape: number;
  readonly flags: number;
  /** Marks, frame, clock and counts (`reading-batch.ts`). */
  readonly details: Uint8Array;
}

/** What the places of packed rows stand for. */
export interface RowLists {
  readonly receivers: readonly string[];
  readonly statusSets: readonly (readonly string[])[];
  readonly shapes: readonly Shape[];
}

/** The newest reading in blocks of every meter, unpacked once: what is asked for all meters at a time. */
export class NewestRows {
  readonly #rows = new Map<number, PackedRow>();
  readonly #receivers = new Places<string>((receiver) => receiver);
  readonly #statusSets = new Places<readonly string[]>(nameOfStatus);
  readonly #shapes = new Places<Shape>(nameOfShape);

  get lists(): RowLists {
    return {
      receivers: this.#receivers.list,
      statusSets: this.#statusSets.list,
      shapes: this.#shapes.list,
    };
  }

  /** `packed` is a batch of one reading; a damaged one is as good as none. */
  set(meterId: number, packed: Uint8Array): void {
    const batch = unpackReadings(packed);
    const row = batch.ok ? batch.value.rows[0] : undefined;
    if (!(batch.ok && row)) {
      this.delete(meterId);
      return;
    }
    const { receivers, statusSets, shapes, bytes } = batch.value;
    this.#rows.set(meterId, {
      atMs: row.atMs,
      receiver: this.#receivers.of(receivers[row.receiver] ?? ""),
      status: this.#statusSets.of(statusSets[row.status] ?? []),
      shape: this.#shapes.of(shapes[row.shape] ?? []),
      flags: row.flags,
      details: bytes.slice(row.detailsAt, row.detailsEnd),
    });
  }

  get(meterId: number): PackedRow | undefined {
    return this.#rows.get(meterId);
  }

  delete(meterId: number): void {
    this.#rows.delete(meterId);
  }
}

/** Writes rows of several origins, each with lists of its own, as one batch. */
export class BatchWriter {
  readonly #meters: MeterKey[] = [];
  readonly #rows = new ByteWriter(1 << 16);
  readonly #receivers = new Places<string>((receiver) => receiver);
  readonly #statusSets = new Places<readonly string[]>(nameOfStatus);
  readonly #shapes = new Places<Shape>(nameOfShape);
  #beforeMs = 0;

  /** Writes rows that come with these lists. */
  from({ receivers, statusSets, shapes }: RowLists): (meter: MeterKey, row: PackedRow) => void {
    const receiverOf = receivers.map((one) => this.#receivers.of(one));
    const statusOf = statusSets.map((one) => this.#statusSets.of(one));
    const shapeOf = shapes.map((one) => this.#shapes.of(one));
    return (meter, row) => {
      const out = this.#rows;
      out.varint(this.#meters.push(meter) - 1);
      out.signed(row.atMs - this.#beforeMs);
      this.#beforeMs = row.atMs;
      out.u8(row.flags);
      out.varint(receiverOf[row.receiver] ?? 0);
      out.varint(statusOf[row.status] ?? 0);
      out.varint(shapeOf[row.shape] ?? 0);
      out.varint(row.details.length);
      out.raw(row.details);
    };
  }

  take(): Uint8Array {
    const lists = {
      meters: this.#meters,
      receivers: this.#receivers.list,
      statusSets: this.#statusSets.list,
      shapes: this.#shapes.list,
    };
    const out = new ByteWriter(this.#rows.at + this.#meters.length * 20 + 1024);
    encodeBatchLists(out, lists);
    out.varint(this.#meters.length);
    out.raw(this.#rows.bytes.subarray(0, this.#rows.at));
    return sealBatch(out);
  }
}
