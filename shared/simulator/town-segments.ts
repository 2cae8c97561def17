import type { Segment } from "../model/metering-point.ts";
import type { RegisterValue } from "../model/reading.ts";
import { makeScaled } from "../model/scaled.ts";
import type { Climate } from "./climate.ts";
import { columnsOf, countOf } from "./meter-columns.ts";
import { LiveMeter } from "./meter-life.ts";
import type { MeterState } from "./meter-sums.ts";
import { SUM, SUMS_SIZE } from "./meter-sums.ts";
import { at } from "./step.ts";
import type { TownMeter, TownPoint } from "./town-point.ts";

export interface SegmentFacts {
  readonly fromMs: number;
  readonly climate: Climate;
  /** The meter after its history. */
  readonly state: MeterState;
}

/** One meter's time at a point, with what the fitter read when it was mounted and taken down. */
export function segmentOf(
  place: TownPoint,
  meter: TownMeter,
  { fromMs, climate, state }: SegmentFacts,
): Segment {
  const { removedAtMs } = meter;
  const isNew = meter.mountedAtMs >= fromMs;
  const removed =
    removedAtMs === undefined
      ? {}
      : {
          removedAtMs,
          endValues: counters(place, meter, momentSums(place, { state, climate, atMs: removedAtMs })),
        };
  return {
    pointId: place.point.id,
    meter: meter.key,
    type: meter.product.name,
    mountedAtMs: meter.mountedAtMs,
    startValues: counters(place, meter, isNew ? countedSums(meter) : new Float64Array(SUMS_SIZE)),
    endValues: [],
    ...removed,
  };
}

function momentSums(
  place: TownPoint,
  when: { state: MeterState; climate: Climate; atMs: number },
): Float64Array {
  const state = { hour: when.state.hour, sums: when.state.sums.slice() };
  return new LiveMeter(place, state, () => when.climate).at(when.atMs).sums;
}

function countedSums({ counted }: TownMeter): Float64Array {
  const sums = new Float64Array(SUMS_SIZE);
  sums[SUM.volume] = counted.volume;
  sums[SUM.energy] = counted.energy;
  sums[SUM.e8] = counted.e8;
  sums[SUM.e9] = counted.e9;
  return sums;
}

const counters = ({ use }: TownPoint, meter: TownMeter, sums: Float64Array): RegisterValue[] =>
  columnsOf(meter, use.kind)
    .filter(({ from }) => from === "sums")
    .map(({ register, unit, exponent, perUnit, place }) => ({
      register,
      unit,
      value: makeScaled(countOf(at(sums, place), perUnit), exponent),
    }));
