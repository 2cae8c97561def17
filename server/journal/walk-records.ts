import { bodyAt, MAX_BODY_BYTES, RECORD_HEAD_BYTES, seqOf } from "./journal-record.ts";

/**
 * A journal segment file: 16 bytes of head, then records (`journal-record.ts`) one after another.
 *
 * | bytes | what |
 * |---|---|
 * | 8 | `ROUNDSJ1` |
 * | 8 | sequence number of the first record, two 32-bit halves, low one first, little-endian |
 */
export const SEGMENT_HEAD_BYTES = 16;
const MAGIC = "ROUNDSJ1";

export function encodeSegmentHead(firstSeq: number): Buffer {
  const head = Buffer.alloc(SEGMENT_HEAD_BYTES);
  head.write(MAGIC, "latin1");
  head.writeUInt32LE(firstSeq % 2 ** 32, 8);
  head.writeUInt32LE(Math.floor(firstSeq / 2 ** 32), 12);
  return head;
}

/** The first sequence number, or `undefined` when these bytes do not begin a segment. */
export const decodeSegmentHead = (bytes: Buffer): number | undefined =>
  bytes.length >= SEGMENT_HEAD_BYTES && bytes.toString("latin1", 0, 8) === MAGIC
    ? bytes.readUInt32LE(8) + bytes.readUInt32LE(12) * 2 ** 32
    : undefined;

export interface WalkedRecord {
  readonly seq: number;
  /** Offset of the record in the bytes walked. */
  readonly at: number;
  readonly body: Buffer;
}

/**
 * Whole records of `bytes` from offset `from` on. Damaged bytes are stepped over to the next record
 * that is whole and of a later sequence number, so one bad sector does not hide what follows it.
 */
export function* walkRecords(bytes: Buffer, from: number): Generator<WalkedRecord> {
  let lastSeq = -1;
  for (let at = from; at < bytes.length; ) {
    const body = bodyAt(bytes, at);
    if (body && seqOf(body) > lastSeq) {
      lastSeq = seqOf(body);
      yield { seq: lastSeq, at, body };
      at += RECORD_HEAD_BYTES + body.length;
    } else {
      at += 1;
    }
  }
}

/** Enough bytes to hold any record that begins at their first byte. */
export const MAX_RECORD_BYTES = RECORD_HEAD_BYTES + MAX_BODY_BYTES;
