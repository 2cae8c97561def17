import type { BlockError } from "../../shared/blocks/block-error.ts";
import { headerBytesOf } from "../../shared/blocks/block-header.ts";
import { inflateBodies, type OpenedBlock, openBlock, unpackMonth } from "../../shared/blocks/decode-block.ts";
import { packBlock, sealBlock } from "../../shared/blocks/encode-block.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { edgesOf } from "../../shared/blocks/month-edges.ts";
import { type EdgeMoments, packEdges } from "../../shared/blocks/pack-edges.ts";
import { thinnedRows } from "../../shared/blocks/thinned-rows.ts";
import { unpackRows } from "../../shared/blocks/unpack-rows.ts";
import type { Result } from "../../shared/model/result.ts";
import { deflateRaw, inflateRaw } from "./block-compression.ts";

/** A month with fewer readings. */
export interface ThinnedMonth {
  /** Its place among the blocks that were given. */
  readonly at: number;
  readonly block: Uint8Array;
  readonly headerBytes: number;
  /** What stands beside it (`edges.table.ts`); absent where there is no room for it. */
  readonly edges?: Uint8Array;
  /** Readings that went; 0: it has more than it may, and all of them stay. Its header says so from now on. */
  readonly removed: number;
}

export interface ThinnedMonths {
  readonly thinned: readonly ThinnedMonth[];
  /** Places of blocks that are damaged: they stay as they are. */
  readonly unreadable: readonly number[];
}

/** What every block of a step is thinned by. */
export interface Thinning {
  /** Of one UTC month, UTC milliseconds; absent: every reading stays, and what lies in pieces becomes one block. */
  readonly dayStartsMs?: readonly number[];
  readonly moments: EdgeMoments;
}

/** The first two and the last two readings of a month stay beside those of its days. */
const EDGES = 4;

/** A month with no more rows than these is not looked at. */
export const mostRows = (dayStartsMs: readonly number[]): number => dayStartsMs.length + EDGES;

/** One reading a day of each month (`shared/blocks/thinned-rows.ts`). Needs no store: it runs on any thread. */
export function thinBlocks(blocks: readonly Uint8Array[], { dayStartsMs, moments }: Thinning): ThinnedMonths {
  const thinned: ThinnedMonth[] = [];
  const unreadable: number[] = [];
  for (const [at, block] of blocks.entries()) {
    const opened = openBlock(block);
    const month = opened.ok ? thinBody(opened.value, dayStartsMs) : opened;
    if (!(opened.ok && month.ok)) {
      unreadable.push(at);
      continue;
    }
    const { count, isThinned } = opened.value.header;
    const removed = count - month.value.timesMs.length;
    const isNews = !dayStartsMs || removed > 0 || (count > mostRows(dayStartsMs) && !isThinned);
    if (isNews)
      thinned.push({
        at,
        removed,
        ...encodeAnew(month.value, moments, { isThinned: dayStartsMs !== undefined }),
      });
  }
  return { thinned, unreadable };
}

/** Of the registers only the rows that stay are taken out of the body. */
function thinBody(opened: OpenedBlock, dayStartsMs?: readonly number[]): Result<MonthColumns, BlockError> {
  const bodies = inflateBodies(opened, inflateRaw);
  if (bodies.ok && !dayStartsMs) return unpackMonth(opened, bodies.value);
  return bodies.ok
    ? unpackRows(opened, bodies.value, (facts, uneven) => thinnedRows(facts, dayStartsMs ?? [], uneven))
    : bodies;
}

function encodeAnew(
  month: MonthColumns,
  moments: EdgeMoments,
  form: { readonly isThinned: boolean },
): Pick<ThinnedMonth, "block" | "headerBytes" | "edges"> {
  const packed = packBlock(month);
  if (!packed.ok) throw new Error(`a thinned month of ${month.meter} is ${packed.error.kind}`);
  const block = sealBlock(packed.value, deflateRaw(packed.value.body), form);
  const edges = packEdges(edgesOf(month, moments.momentsMs), moments);
  return { block, headerBytes: headerBytesOf(block), ...(edges ? { edges } : {}) };
}
