import type { MonthColumns } from "../../../shared/blocks/month-columns.ts";
import { type MeterKey, meterKeyOf } from "../../../shared/model/meter-id.ts";
import { makeClimate } from "../../../shared/simulator/climate.ts";
import { writeHistory } from "../../../shared/simulator/history.ts";
import { statusOfInfo } from "../../../shared/simulator/status-of-info.ts";
import { makeTown } from "../../../shared/simulator/town.ts";

/** Registers of every reading of the store's benches. */
export const REGISTERS = 10;
/** Points of each simulated town; two thirds are heat. */
const TOWN_POINTS = 1600;

export const benchMeter = (index: number): MeterKey =>
  meterKeyOf({ manufacturer: "KAM", id: `${index}`.padStart(8, "0"), version: 0x34, deviceType: 0x04 });

export interface HeatWish {
  readonly meters: number;
  /** Full UTC hours; readings are hourly from the first up to the second, exclusive. */
  readonly fromHour: number;
  readonly toHour: number;
}

/**
 * Heat meters with hourly readings of ten registers, one after the other: the generator's own series
 * (`npm run generate`), from as many small towns as are needed, under numbers that run on.
 */
export function* heatMeters({ meters, fromHour, toHour }: HeatWish): Generator<readonly MonthColumns[]> {
  let index = 0;
  for (let seed = 1; index < meters; seed++) {
    const climate = makeClimate({ seed, fromHour, toHour: toHour + 1 });
    for (const place of makeTown({ seed, points: TOWN_POINTS, fromHour, toHour }).points) {
      const [meter] = place.meters;
      if (place.use.kind !== "heat" || !meter || place.meters.length > 1 || index >= meters) continue;
      const options = { climate, fromHour, toHour, statusOf: statusOfInfo, registers: REGISTERS };
      const key = benchMeter(index);
      yield writeHistory(place, meter, options).months.map((month) => ({ ...month, meter: key }));
      index += 1;
    }
  }
}
