import type { BlockError } from "../../shared/blocks/block-error.ts";
import { headerBytesOf } from "../../shared/blocks/block-header.ts";
import {
  inflateBodies,
  type OpenedBlock,
  openBlock,
  unpackMonth,
  unpackRows,
} from "../../shared/blocks/decode-block.ts";
import { packBlock, sealBlock } from "../../shared/blocks/encode-block.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { edgesOf } from "../../shared/blocks/month-edges.ts";
import { type EdgeMoments, packEdges } from "../../shared/blocks/pack-edges.ts";
import { thinnedRows } from "../../shared/blocks/thinned-rows.ts";
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
  /** Readings that went. */
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
    const removed = opened.value.header.count - month.value.timesMs.length;
    if (removed > 0 || !dayStartsMs) thinned.push({ at, removed, ...encodeThinned(month.value, moments) });
  }
  return { thinned, unreadable };
}

/** Of the registers only the rows that stay are taken out of the body. */
function thinBody(opened: OpenedBlock, dayStartsMs?: readonly number[]): Result<MonthColumns, BlockError> {
  const bodies = inflateBodies(opened, inflateRaw);
  if (bodies.ok && !dayStartsMs) return unpackMonth(opened, bodies.value);
  return bodies.ok
    ? unpackRows(opened, bodies.value, (facts, lacking) => thinnedRows(facts, dayStartsMs ?? [], lacking))
    : bodies;
}

function encodeThinned(
  month: MonthColumns,
  moments: EdgeMoments,
): Pick<ThinnedMonth, "block" | "headerBytes" | "edges"> {
  const packed = packBlock(month);
  if (!packed.ok) throw new Error(`a thinned month of ${month.meter} is ${packed.error.kind}`);
  const block = sealBlock(packed.value, deflateRaw(packed.value.body));
  const edges = packEdges(edgesOf(month, moments.momentsMs), moments);
  return { block, headerBytes: headerBytesOf(block), ...(edges ? { edges } : {}) };
}
