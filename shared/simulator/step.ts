/**
 * What one hour adds to a meter and what the meter shows during it, as places in a `Float64Array`:
 * 20 million hours are simulated for a demo, so nothing is allocated per hour.
 */
export const STEP = {
  /** Counted volume, m³. */
  volume: 0,
  /** The part of `volume` that runs evenly through the hour (the rest comes in draws). */
  steady: 1,
  /** Counted energy, kWh. */
  energy: 2,
  /** Σ m³ × inlet °C and Σ m³ × outlet °C. */
  e8: 3,
  e9: 4,
  /** Inlet °C; water temperature for water meters. */
  t1: 5,
  /** Outlet °C; ambient temperature for water meters. */
  t2: 6,
  /** Mean flow of the hour, m³/h. */
  flow: 7,
  /** Mean power of the hour, kW. */
  power: 8,
  /** Info code in the meter's own bits. */
  info: 9,
  /** Pressures of the network where the pipes come in and go out, bar above the air's. */
  p1: 10,
  p2: 11,
} as const;

export const STEP_SIZE = 12;

/** Fills `step` for one hour of the climate it was made with. */
export interface HourlyUse {
  readonly step: Float64Array;
  /** `index` counts hours from `climate.fromHour`. */
  compute(index: number): void;
}

/** A place that is known to exist (the compiler cannot know the length of a typed array). */
export const at = (values: Float64Array, place: number): number => values[place] ?? 0;
