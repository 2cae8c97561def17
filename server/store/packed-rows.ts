import type { ByteReader } from "../../shared/blocks/byte-reader.ts";
import type { BatchRow } from "../../shared/blocks/reading-batch.ts";
import type { PackedRow } from "./newest-rows.ts";

const CHUNK_BYTES = 1 << 22;

/** Rows of readings in typed arrays, their details in chunks of bytes. A row's number never changes. */
export class PackedRows {
  count = 0;
  #atMs = new Float64Array(1024);
  #older = new Int32Array(1024);
  #detailsAt = new Uint32Array(1024);
  #detailsBytes = new Uint16Array(1024);
  #receiver = new Uint32Array(1024);
  #status = new Uint32Array(1024);
  #shape = new Uint16Array(1024);
  #flags = new Uint8Array(1024);
  readonly #chunks: Uint8Array[] = [];
  #used = CHUNK_BYTES;

  get byteLength(): number {
    return this.#atMs.length * 31 + this.#chunks.length * CHUNK_BYTES;
  }

  /** Adds a row in front of `older`; `bytes` hold its details. */
  push(row: BatchRow, bytes: Uint8Array, older: number): number {
    if (this.count === this.#atMs.length) this.#grow();
    const added = this.count;
    this.count += 1;
    this.#atMs[added] = row.atMs;
    this.#older[added] = older;
    this.replace(added, row, bytes);
    return added;
  }

  /** Gives a row other contents; its time and place among the others stay. */
  replace(at: number, row: BatchRow, bytes: Uint8Array): void {
    this.#receiver[at] = row.receiver;
    this.#status[at] = row.status;
    this.#shape[at] = row.shape;
    this.#flags[at] = row.flags;
    const details = bytes.subarray(row.detailsAt, row.detailsEnd);
    if (this.#used + details.length > CHUNK_BYTES) {
      this.#chunks.push(new Uint8Array(CHUNK_BYTES));
      this.#used = 0;
    }
    const chunk = this.#chunks.length - 1;
    this.#chunks[chunk]?.set(details, this.#used);
    this.#detailsAt[at] = chunk * CHUNK_BYTES + this.#used;
    this.#detailsBytes[at] = details.length;
    this.#used += details.length;
  }

  atMs(row: number): number {
    return this.#atMs[row] ?? Number.NaN;
  }

  flags(row: number): number {
    return this.#flags[row] ?? 0;
  }

  older(row: number): number {
    return this.#older[row] ?? -1;
  }

  setOlder(row: number, older: number): void {
    this.#older[row] = older;
  }

  /** The row; `details` is set to where its details begin. */
  read(row: number, details: ByteReader): Omit<BatchRow, "meter" | "detailsAt" | "detailsEnd"> {
    const place = this.#detailsAt[row] ?? 0;
    details.bytes = this.#chunks[Math.floor(place / CHUNK_BYTES)] ?? details.bytes;
    details.at = place % CHUNK_BYTES;
    return {
      atMs: this.#atMs[row] ?? Number.NaN,
      receiver: this.#receiver[row] ?? 0,
      status: this.#status[row] ?? 0,
      shape: this.#shape[row] ?? 0,
      flags: this.#flags[row] ?? 0,
    };
  }

  /** The row with its details as bytes, valid until rows are added. */
  packed(row: number): PackedRow {
    const place = this.#detailsAt[row] ?? 0;
    const from = place % CHUNK_BYTES;
    const chunk = this.#chunks[Math.floor(place / CHUNK_BYTES)] ?? new Uint8Array();
    return {
      atMs: this.atMs(row),
      receiver: this.#receiver[row] ?? 0,
      status: this.#status[row] ?? 0,
      shape: this.#shape[row] ?? 0,
      flags: this.flags(row),
      details: chunk.subarray(from, from + (this.#detailsBytes[row] ?? 0)),
    };
  }

  #grow(): void {
    const size = this.#atMs.length * 2;
    const grown = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#atMs = grown(new Float64Array(size), this.#atMs);
    this.#older = grown(new Int32Array(size), this.#older);
    this.#detailsAt = grown(new Uint32Array(size), this.#detailsAt);
    this.#detailsBytes = grown(new Uint16Array(size), this.#detailsBytes);
    this.#receiver = grown(new Uint32Array(size), this.#receiver);
    this.#status = grown(new Uint32Array(size), this.#status);
    this.#shape = grown(new Uint16Array(size), this.#shape);
    this.#flags = grown(new Uint8Array(size), this.#flags);
  }
}
