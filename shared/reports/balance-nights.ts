import type { Interval } from "../analysis/consumption.ts";
import type { Register } from "../model/register.ts";
import { addScaled, compareScaled, type Scaled } from "../model/scaled.ts";
import { convertUnit, type Unit } from "../model/unit.ts";
import type { PlaceUse, ReportPlace, ReportSource, RunWatch, UseQuestion } from "./report.ts";
import { type ReportSpan, stepBoundaries } from "./report-span.ts";

const HOUR_MS = 3_600_000;
/** Hours after midnight in which least is used: what flows then is mostly leaks. */
const NIGHT_HOURS = [2, 3, 4] as const;

interface Asking {
  readonly source: ReportSource;
  readonly watch: RunWatch;
  readonly register: Register;
}

/** The hour of a step's nights in which least flowed, and how much: m³ in that hour. */
export interface LeastHour {
  readonly fromMs: number;
  readonly toMs: number;
  readonly flow: Scaled;
  /** Where a meter was read some minutes beside one end of the hour: what may have flowed in the hour itself. */
  readonly bounds?: readonly [Scaled, Scaled];
}

/** Of each place its use of the one register; `undefined`: somebody stopped it. */
export async function usesOf(
  places: readonly ReportPlace[],
  { source, watch, register, ...when }: Asking & Pick<UseQuestion, "boundariesMs" | "nearness">,
): Promise<readonly (PlaceUse | undefined)[] | undefined> {
  const boundariesOf = (): readonly number[] => when.boundariesMs;
  const uses = await source.uses({ places, registers: [register], ...when, boundariesOf }, watch);
  return uses?.map(([use]) => use);
}

/** Step by step the least hourly inflow between two and four in the morning; only water flows at night. */
export async function nightsOf(
  {
    span,
    unit,
    ...asking
  }: Asking & { readonly span: Pick<ReportSpan, "fromMs" | "toMs">; readonly unit: Unit },
  supply: readonly ReportPlace[],
  boundariesMs: readonly number[],
): Promise<readonly (LeastHour | undefined)[] | undefined> {
  if (asking.register !== "V1") return boundariesMs.map(() => undefined);
  const days = stepBoundaries(span, "day", asking.source.timeZone).slice(0, -1);
  // In the night the clock is turned these are other hours of the clock; the flow is as low then.
  const hours = days.flatMap((dayMs) => NIGHT_HOURS.map((hour) => dayMs + hour * HOUR_MS));
  const uses = await usesOf(supply, { ...asking, boundariesMs: hours });
  const close = uses && (await usesOf(supply, { ...asking, boundariesMs: hours, nearness: "hour" }));
  if (!close) return undefined;
  const least: (LeastHour | undefined)[] = boundariesMs.map(() => undefined);
  for (const [d, dayMs] of days.entries()) {
    const step = boundariesMs.findLastIndex((fromMs) => fromMs <= dayMs);
    for (const hour of [0, 1]) {
      const at = d * NIGHT_HOURS.length + hour;
      const flow = hourlyFlow(uses, at, unit);
      const known = least[step];
      if (!flow || (known && compareScaled(flow, known.flow) >= 0)) continue;
      const bounds = hourlyBounds(close, at, unit);
      const [fromMs = dayMs, toMs = dayMs] = hours.slice(at, at + 2);
      least[step] = { flow, fromMs, toMs, ...(bounds ? { bounds } : {}) };
    }
  }
  return least;
}

/** All supply of one hour, if every supplying meter was read on both sides of it. */
function hourlyFlow(uses: readonly (PlaceUse | undefined)[], at: number, unit: Unit): Scaled | undefined {
  let sum: Scaled | undefined;
  for (const use of uses) {
    const interval: Interval | undefined = use?.intervals[at];
    const value = use && interval?.mark === "measured" && interval.value;
    const converted = value && convertUnit(value, use.unit, unit);
    if (!converted) return undefined;
    sum = sum ? addScaled(sum, converted) : converted;
  }
  return sum;
}

/** Between what the supply of the hour lay, to the minute; nothing where all of it was read on its ends. */
function hourlyBounds(
  uses: readonly (PlaceUse | undefined)[],
  at: number,
  unit: Unit,
): readonly [Scaled, Scaled] | undefined {
  const end = (side: 0 | 1): Scaled | undefined => {
    let sum: Scaled | undefined;
    for (const use of uses) {
      const interval = use?.intervals[at];
      const value = interval?.bounds?.[side] ?? interval?.value;
      const converted = use && value && convertUnit(value, use.unit, unit);
      if (!converted) return undefined;
      sum = sum ? addScaled(sum, converted) : converted;
    }
    return sum;
  };
  const [low, high] = [end(0), end(1)];
  return low && high && compareScaled(low, high) < 0 ? [low, high] : undefined;
}
