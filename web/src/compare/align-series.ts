import {
  addScaled,
  divideScaled,
  formatScaled,
  makeScaled,
  parseScaled,
  type Scaled,
} from "../../../shared/model/scaled.ts";
import { convertUnit, type Unit } from "../../../shared/model/unit.ts";
import type { WireConsumption, WireInterval } from "../../../shared/model/wire.ts";

/** One value of a series at one of the comparison's intervals; exact decimal text. */
export interface AlignedCell {
  readonly value: string | null;
  readonly mark: WireInterval["mark"];
}

export interface AlignedSeries {
  readonly cells: readonly AlignedCell[];
  /** Exact sum of the cells that are not missing. */
  readonly total: string;
}

export interface Alignment {
  /** Beginnings of the comparison's intervals in this series' own year; `undefined` where it has no such day. */
  readonly beginningsMs: readonly (number | undefined)[];
  readonly unit: Unit;
  /** Square metres by which every amount is divided; undefined for the amounts themselves. */
  readonly areaM2: string | undefined;
}

/** Decimals kept beyond the register's own where an amount is divided by a floor. */
const AREA_DECIMALS = 3;

/** `undefined` when the register measures something that the common unit does not. */
export function alignSeries(
  consumption: Pick<WireConsumption, "intervals" | "unit">,
  alignment: Alignment,
): AlignedSeries | undefined {
  const byBeginning = new Map(consumption.intervals.map((interval) => [interval.fromMs, interval]));
  const cells: AlignedCell[] = [];
  let total: Scaled | undefined;
  for (const atMs of alignment.beginningsMs) {
    const interval = atMs === undefined ? undefined : byBeginning.get(atMs);
    const value = parseScaled(interval?.value ?? "");
    if (!(interval && value)) {
      cells.push({ value: null, mark: "missing" });
      continue;
    }
    const converted = convertUnit(value, consumption.unit, alignment.unit);
    if (!converted) return undefined;
    total = total ? addScaled(total, converted) : converted;
    cells.push({ value: formatScaled(perArea(converted, alignment.areaM2)), mark: interval.mark });
  }
  const isSame = convertUnit(makeScaled(1, 0), consumption.unit, alignment.unit) !== undefined;
  if (!isSame) return undefined;
  return { cells, total: formatScaled(perArea(total ?? makeScaled(0, 0), alignment.areaM2)) };
}

/** The total is divided once: it is not the sum of rounded rows. */
function perArea(value: Scaled, areaM2: string | undefined): Scaled {
  const area = areaM2 === undefined ? undefined : parseScaled(areaM2);
  if (!area) return value;
  return divideScaled(value, area, Math.min(value.exponent, 0) - AREA_DECIMALS) ?? value;
}
