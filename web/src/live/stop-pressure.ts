import { barPer, type ProfileStop } from "../../../shared/analysis/pressure-profile.ts";
import { channelsOf, rawUnitOf, showColumn } from "../../../shared/model/channel.ts";
import type { PRESSURE_REGISTERS, WireProfileStop } from "../../../shared/model/pressure-path.ts";
import { scaledToNumber } from "../../../shared/model/scaled.ts";

export type PressureRegister = (typeof PRESSURE_REGISTERS)[number];

/** One stop's pressure over the day in bar, as its channel shows it. */
export interface StopPressure extends ProfileStop {
  /** Limits of its channel, bar. */
  readonly low?: number;
  readonly high?: number;
  /** Its channel shows it in a unit that is none of pressure: it cannot stand beside the others. */
  readonly strangeUnit?: string;
}

export function stopPressure(stop: WireProfileStop, register: PressureRegister): StopPressure {
  const { lat, lon, heightM, series } = stop;
  const place = { lat, lon, heightM };
  const column = series.columns.find((one) => one.register === register);
  if (!column) return { ...place, timesMs: [], bar: [] };
  const channel = channelsOf(stop.channels).get(register);
  const unit = channel ? channel.unit || rawUnitOf(register) : column.unit;
  const perUnit = barPer(unit);
  if (perUnit === undefined) return { ...place, timesMs: [], bar: [], strangeUnit: unit };
  const shown = channel ? showColumn(channel, column.values, column.unit) : column.values;
  return {
    ...place,
    timesMs: series.timesMs,
    bar: shown.map((value) => (value === null ? null : value * perUnit)),
    ...(channel?.low ? { low: scaledToNumber(channel.low) * perUnit } : {}),
    ...(channel?.high ? { high: scaledToNumber(channel.high) * perUnit } : {}),
  };
}
