import { type Channels, rawUnitOf, showColumn } from "../../../shared/model/channel.ts";
import { REGISTERS, type Register } from "../../../shared/model/register.ts";
import { scaledToNumber } from "../../../shared/model/scaled.ts";
import type { WireSeries } from "../../../shared/model/wire.ts";

export const SERIES_GROUPS = ["temperature", "flow", "power", "pressure", "other"] as const;
export type SeriesGroupName = (typeof SERIES_GROUPS)[number];

/** A register over time as it is shown, for drawing. */
export interface SeriesLine {
  readonly register: Register;
  /** Empty: the register's own name. */
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Limits of its channel. */
  readonly limits: readonly number[];
}

/** Registers that share an axis: one chart. */
export interface SeriesGroup {
  readonly name: SeriesGroupName;
  readonly unit: string;
  readonly lines: readonly SeriesLine[];
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
export function groupSeries({ columns }: WireSeries, channels: Channels = new Map()): readonly SeriesGroup[] {
  const groupByKey = new Map<string, { name: SeriesGroupName; unit: string; lines: SeriesLine[] }>();
  for (const { register, unit, values } of columns) {
    if (values.every((value) => value === null)) continue;
    const name = GROUP_OF_QUANTITY[REGISTERS[register].quantity] ?? "other";
    const channel = channels.get(register);
    const shown = channel?.unit || (channel ? rawUnitOf(register) : unit);
    const key = `${name} ${shown}`;
    const group = groupByKey.get(key) ?? { name, unit: shown, lines: [] };
    group.lines.push({
      register,
      name: channel?.name ?? "",
      values: channel ? showColumn(channel, values, unit) : values,
      limits: [channel?.low, channel?.high].flatMap((limit) => (limit ? [scaledToNumber(limit)] : [])),
    });
    groupByKey.set(key, group);
  }
  return [...groupByKey.values()].sort(
    (a, b) => SERIES_GROUPS.indexOf(a.name) - SERIES_GROUPS.indexOf(b.name),
  );
}
