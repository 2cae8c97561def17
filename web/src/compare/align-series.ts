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
  /** What it was reckoned from; absent where the year has no such interval. */
  readonly from?: AlignedGround;
  readonly mark: WireInterval["mark"];
}

/** The register's own use, and what it was divided by; exact decimal text. */
export interface AlignedGround {
  readonly fromMs: number;
  readonly toMs: number;
  readonly used: string;
  readonly unit: Unit;
  /** The use in the comparison's unit. */
  readonly converted: string;
  readonly degreeDays?: string;
}

export interface AlignedSeries {
  readonly cells: readonly AlignedCell[];
  /** Exact sum of the cells that are not missing; `null` where all of them are: nothing known is not nothing used. */
  readonly total: string | null;
  /** What the total is divided from: the sum of the amounts that have a cell, and their degree days. */
  readonly sum: { readonly used: string; readonly degreeDays: string };
}

export interface Alignment {
  /** Beginnings of the comparison's intervals in this series' own year; `undefined` where it has no such day. */
  readonly beginningsMs: readonly (number | undefined)[];
  readonly unit: Unit;
  /** Square metres by which every amount is divided; undefined for the amounts themselves. */
  readonly areaM2: string | undefined;
  /** Degree days of an interval; `undefined` as a whole for amounts not reckoned by them. */
  readonly degreeDaysOf?:
    | ((interval: Pick<WireInterval, "fromMs" | "toMs">) => Scaled | undefined)
    | undefined;
}

/** Decimals kept beyond the register's own where an amount is divided by a floor or by degree days. */
const AREA_DECIMALS = 3;

/** `undefined` when the register measures something that the common unit does not. */
export function alignSeries(
  consumption: Pick<WireConsumption, "intervals" | "unit">,
  alignment: Alignment,
): AlignedSeries | undefined {
  if (!convertUnit(makeScaled(1, 0), consumption.unit, alignment.unit)) return undefined;
  const byBeginning = new Map(consumption.intervals.map((interval) => [interval.fromMs, interval]));
  const cells: AlignedCell[] = [];
  let [total, degreeDays] = [makeScaled(0, 0), makeScaled(0, 0)];
  for (const atMs of alignment.beginningsMs) {
    const interval = atMs === undefined ? undefined : byBeginning.get(atMs);
    const amount = interval && amountOf(interval, consumption.unit, alignment);
    if (!(interval && amount)) {
      cells.push({ value: null, mark: "missing" });
      continue;
    }
    total = addScaled(total, amount.value);
    degreeDays = addScaled(degreeDays, amount.degreeDays ?? makeScaled(0, 0));
    const value = perDegreeDay(perArea(amount.value, alignment.areaM2), amount.degreeDays);
    const from: AlignedGround = {
      fromMs: interval.fromMs,
      toMs: interval.toMs,
      used: interval.value ?? "",
      unit: consumption.unit,
      converted: formatScaled(amount.value),
      ...(amount.degreeDays ? { degreeDays: formatScaled(amount.degreeDays) } : {}),
    };
    cells.push({ value: formatScaled(value), mark: interval.mark, from });
  }
  const sum = perDegreeDay(perArea(total, alignment.areaM2), degreeDays);
  const isKnown = cells.some(({ value }) => value !== null);
  return {
    cells,
    total: isKnown ? formatScaled(sum) : null,
    sum: { used: formatScaled(total), degreeDays: formatScaled(degreeDays) },
  };
}

interface Amount {
  readonly value: Scaled;
  readonly degreeDays?: Scaled;
}

/**
 * Without weather, or where nobody had to heat, there is nothing to measure by: no amount. Nor where a part of the time was
 * counted only: its share of the degree days is known to nobody.
 */
function amountOf(
  interval: WireInterval,
  unit: Unit,
  { unit: common, degreeDaysOf }: Alignment,
): Amount | undefined {
  const read = parseScaled(interval.value ?? "");
  const value = read && convertUnit(read, unit, common);
  if (!value || !degreeDaysOf) return value && { value };
  if (interval.sinceMs !== undefined || interval.untilMs !== undefined) return undefined;
  const degreeDays = degreeDaysOf(interval);
  return degreeDays && degreeDays.digits > 0 ? { value, degreeDays } : undefined;
}

function perDegreeDay(value: Scaled, degreeDays: Scaled | undefined): Scaled {
  if (!degreeDays || degreeDays.digits <= 0) return value;
  return divideScaled(value, degreeDays, Math.min(value.exponent, 0) - AREA_DECIMALS) ?? value;
}

/** The total is divided once: it is not the sum of rounded rows. */
function perArea(value: Scaled, areaM2: string | undefined): Scaled {
  const area = areaM2 === undefined ? undefined : parseScaled(areaM2);
  if (!area) return value;
  return divideScaled(value, area, Math.min(value.exponent, 0) - AREA_DECIMALS) ?? value;
}
