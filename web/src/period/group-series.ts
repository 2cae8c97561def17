import { REGISTERS, type Register } from "../../../shared/model/register.ts";
import type { Unit } from "../../../shared/model/unit.ts";
import type { WireSeries } from "../../../shared/model/wire.ts";

export const SERIES_GROUPS = ["temperature", "flow", "power", "pressure", "other"] as const;
export type SeriesGroupName = (typeof SERIES_GROUPS)[number];

/** Registers that share an axis: one chart. */
export interface SeriesGroup {
  readonly name: SeriesGroupName;
  readonly unit: Unit;
  readonly lines: readonly { readonly register: Register; readonly values: readonly (number | null)[] }[];
}

const GROUP_OF_QUANTITY: Readonly<Record<string, SeriesGroupName>> = {
  temperature: "temperature",
  temperatureDifference: "temperature",
  volumeFlow: "flow",
  massFlow: "flow",
  power: "power",
  pressure: "pressure",
};

/** One group per kind of quantity and unit, in a fixed order; registers without any value are left out. */
export function groupSeries({ columns }: WireSeries): readonly SeriesGroup[] {
  const groupByKey = new Map<
    string,
    { name: SeriesGroupName; unit: Unit; lines: SeriesGroup["lines"][number][] }
  >();
  for (const { register, unit, values } of columns) {
    if (values.every((value) => value === null)) continue;
    const name = GROUP_OF_QUANTITY[REGISTERS[register].quantity] ?? "other";
    const key = `${name} ${unit}`;
    const group = groupByKey.get(key) ?? { name, unit, lines: [] };
    group.lines.push({ register, values });
    groupByKey.set(key, group);
  }
  return [...groupByKey.values()].sort(
    (a, b) => SERIES_GROUPS.indexOf(a.name) - SERIES_GROUPS.indexOf(b.name),
  );
}
