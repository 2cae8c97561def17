import {
  type BlockHeader,
  decodeBlockHeader,
  encodeBlockHeader,
  type RegisterSummary,
} from "./block-header.ts";
import { compareColumns } from "./month-readings.ts";

/**
 * A block with `piece`, a block of later rows of the same meter and month, behind its own: nothing that is there is
 * decoded or encoded again, so a month that grows costs what is new. The header says of all rows what it would say
 * had they been encoded together, and the body is the pieces, whole blocks one behind the other. They take more room
 * than one block, and each must be opened: whoever has time makes one of them.
 *
 * `facts` is the header of `block`, which was verified. `undefined` where the rows of `piece` do not all come later.
 */
export function appendPiece(
  block: Uint8Array,
  facts: BlockHeader,
  piece: Uint8Array,
): Uint8Array | undefined {
  const decoded = decodeBlockHeader(piece);
  if (!decoded.ok) return undefined;
  const header = decoded.value;
  if (!facts.isDistinct || !header.isDistinct || header.pieces > 1 || header.firstMs <= facts.lastMs)
    return undefined;
  const before = facts.pieces > 1 ? block.subarray(facts.headerBytes) : block;
  const body = new Uint8Array(before.length + piece.length);
  body.set(before);
  body.set(piece, before.length);
  const own = encodeBlockHeader(
    {
      meter: facts.meter,
      count: facts.count + header.count,
      firstMs: facts.firstMs,
      lastMs: header.lastMs,
      registers: joinSummaries(facts.registers, header.registers),
      isDistinct: true,
      bodyBytes: 0,
      timesBytes: 0,
      rowsBytes: 0,
    },
    body,
    { pieces: facts.pieces + 1 },
  );
  const joined = new Uint8Array(own.length + body.length);
  joined.set(own);
  joined.set(body, own.length);
  return joined;
}

function joinSummaries(
  older: readonly RegisterSummary[],
  newer: readonly RegisterSummary[],
): RegisterSummary[] {
  const left = newer.filter(({ count }) => count > 0);
  const joined = older
    .filter(({ count }) => count > 0)
    .map((one) => {
      const at = left.findIndex((other) => compareColumns(one, other) === 0);
      const [same] = at < 0 ? [] : left.splice(at, 1);
      return same ? joinSummary(one, same) : { ...one, bytes: 0 };
    });
  return [...joined, ...left.map((one) => ({ ...one, bytes: 0 }))].sort(compareColumns);
}

const joinSummary = (older: RegisterSummary, newer: RegisterSummary): RegisterSummary => ({
  ...older,
  bytes: 0,
  count: older.count + newer.count,
  last: newer.last,
  lastMs: newer.lastMs,
  min: Math.min(older.min, newer.min),
  max: Math.max(older.max, newer.max),
  neverFalls: older.neverFalls && newer.neverFalls && newer.first >= older.last,
});
