import type { CustomerLanguage } from "../../shared/exports/customer-words-table.ts";
import { formatScaled } from "../../shared/model/scaled.ts";
import type { DailyUse, DoorUse } from "../../shared/model/wire-door-uses.ts";
import { startOfStep, zoneOffsetMs } from "../../shared/model/zoned-time.ts";
import { partsOf } from "../../shared/reports/place-parts.ts";
import type { PlaceUse } from "../../shared/reports/report.ts";
import { stepBoundaries } from "../../shared/reports/report-span.ts";
import type { Utility } from "../utilities.ts";
import { buildCustomerReport, CUSTOMER_REGISTERS } from "./build-customer-report.ts";
import { readUses } from "./read-uses.ts";
import { placeOf } from "./report-places.ts";
import { signReport } from "./sign-report.ts";

/** Whole months before the running one. */
const MONTHS = 13;

export interface DoorSpan {
  readonly fromMs: number;
  /** Today's first moment: what is used today changes until tonight. */
  readonly toMs: number;
}

/** Thirteen whole months and the running one, up to today. */
export function doorSpanOf(nowMs: number, timeZone: string): DoorSpan {
  let fromMs = startOfStep(nowMs, "month", timeZone);
  for (let month = 0; month < MONTHS; month++) fromMs = startOfStep(fromMs - 1, "month", timeZone);
  return { fromMs, toMs: startOfStep(nowMs, "day", timeZone) };
}

export interface DoorQuestion extends DoorSpan {
  readonly pointId: string;
  readonly timeZone: string;
  readonly language: CustomerLanguage;
  readonly nowMs: number;
}

/**
 * What was used at a point, for whoever lives there now: day by day for the phone's screen, by months as the signed page
 * they may keep. What was used before they came is nobody's business at that door.
 */
export async function buildDoorUse(utility: Utility, question: DoorQuestion): Promise<DoorUse> {
  const { pointId, fromMs, toMs, timeZone, language, nowMs } = question;
  const found = utility.points.find(pointId);
  const occupancies = await utility.store.points.occupancies(pointId);
  // Up to this moment: whoever came today is not shown what was used before.
  const now = found && partsOf(placeOf(found.point, undefined, occupancies), fromMs, nowMs).at(-1);
  if (!now || now.fromMs >= toMs) return { pointId, series: [] };
  const uses = await readUses(utility.store.readings, {
    registers: CUSTOMER_REGISTERS,
    boundariesMs: stepBoundaries({ fromMs: now.fromMs, toMs }, "day", timeZone),
    segments: utility.points.segmentsOf(pointId),
    occupancies,
    nowMs,
  });
  const series = uses.flatMap((use, r) => dailyUseOf(use, CUSTOMER_REGISTERS[r], timeZone));
  if (now.customerName + now.customerNumber === "") return { pointId, series };
  const asked = { pointId, fromMs: now.fromMs, toMs, language, nowMs };
  const built = await buildCustomerReport(utility, asked);
  if (!built.ok) return { pointId, series };
  const { signed, signature } = await signReport(utility.store.signing, built.value.report);
  return { pointId, series, page: { signed, signature } };
}

function dailyUseOf(
  use: PlaceUse | undefined,
  register: DailyUse["register"] | undefined,
  timeZone: string,
): DailyUse[] {
  const [first] = use?.intervals ?? [];
  if (!use || !register || !first || !use.intervals.some(({ value }) => value)) return [];
  return [
    {
      register,
      unit: use.unit,
      fromDay: new Date(first.fromMs + zoneOffsetMs(first.fromMs, timeZone)).toISOString().slice(0, 10),
      // Of a day that was read in part only a part is known.
      values: use.intervals.map(({ value, sinceMs, untilMs }) =>
        value && sinceMs === undefined && untilMs === undefined ? formatScaled(value) : null,
      ),
      estimated: use.intervals.flatMap(({ mark }, n) => (mark === "estimated" ? [n] : [])),
    },
  ];
}
