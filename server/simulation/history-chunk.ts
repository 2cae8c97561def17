import { deflateRawSync } from "node:zlib";
import { packBlock, sealBlock } from "../../shared/blocks/encode-block.ts";
import { packMonthEdges } from "../../shared/blocks/local-month-edges.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import { makeClimate } from "../../shared/simulator/climate.ts";
import { writeHistory } from "../../shared/simulator/history.ts";
import { statusOfInfo } from "../../shared/simulator/status-of-info.ts";
import { makeTown, type TownOptions } from "../../shared/simulator/town.ts";
import { segmentOf } from "../../shared/simulator/town-segments.ts";
import type { TownSnapshot } from "../../shared/simulator/town-snapshot.ts";

/** The history of some points of a town, ready to be stored. */
export interface HistoryChunk {
  readonly blocks: readonly Uint8Array[];
  /** Beside each block, for the months of the town's calendar (`packEdges`). */
  readonly edges: readonly (Uint8Array | undefined)[];
  readonly segments: readonly Segment[];
  readonly states: TownSnapshot["states"];
  readonly readings: number;
}

/** What a thread makes history of. */
export interface HistoryWish {
  readonly town: TownOptions;
  /** IANA name. */
  readonly timeZone: string;
  /** Registers of each reading, from the meters' logs; absent: what telegrams carry. */
  readonly registers?: number;
}

/** Points by their place in the town's list; `to` is exclusive. */
export interface PointRange {
  readonly from: number;
  readonly to: number;
}

/** Makes the town once and then any part of its history. */
export function createHistoryMaker({
  town: options,
  timeZone,
  registers,
}: HistoryWish): (range: PointRange) => HistoryChunk {
  const { fromHour, toHour, seed } = options;
  const town = makeTown(options);
  // One hour more: a meter taken down in the last hour is read within it.
  const climate = makeClimate({ seed, fromHour, toHour: toHour + 1 });
  return ({ from, to }) => {
    const blocks: Uint8Array[] = [];
    const edges: (Uint8Array | undefined)[] = [];
    const segments: Segment[] = [];
    const states: Record<string, TownSnapshot["states"][string]> = {};
    let readings = 0;
    for (const place of town.points.slice(from, to)) {
      for (const meter of place.meters) {
        const { months, state } = writeHistory(place, meter, {
          climate,
          fromHour,
          toHour,
          statusOf: statusOfInfo,
          ...(registers === undefined ? {} : { registers }),
        });
        for (const month of months) {
          blocks.push(encodeMonth(month));
          edges.push(packMonthEdges(month, timeZone));
          readings += month.timesMs.length;
        }
        segments.push(segmentOf(place, meter, { fromMs: fromHour * 3_600_000, climate, state }));
        states[meter.key] = { hour: state.hour, sums: [...state.sums] };
      }
    }
    return { blocks, edges, segments, states, readings };
  };
}

function encodeMonth(month: MonthColumns): Uint8Array {
  const packed = packBlock(month);
  if (!packed.ok) throw new Error(`a simulated month of ${month.meter} is no block: ${packed.error.kind}`);
  return sealBlock(packed.value, deflateRawSync(packed.value.body));
}
