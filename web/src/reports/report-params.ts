import type { Register } from "../../../shared/model/register.ts";
import { startOfLocalDay, zoneOffsetMs } from "../../../shared/model/zoned-time.ts";
import type { ReportField } from "../../../shared/reports/report.ts";
import { dayOf } from "../../../shared/reports/report-span.ts";

/** A report's parameters as its form holds them; what they mean is read by the report itself. */
export interface FormParams {
  readonly from: string;
  readonly to: string;
  readonly registers: readonly Register[];
  /** Choices and numbers by field. */
  readonly [field: string]: unknown;
}

export const PRESETS = ["lastMonth", "thisMonth", "lastYear", "thisYear"] as const;
export type Preset = (typeof PRESETS)[number];

/** First and last day of a stretch that people ask for all the time. */
export function presetDays(
  preset: Preset,
  nowMs: number,
  timeZone: string,
): { readonly from: string; readonly to: string } {
  const today = new Date(nowMs + zoneOffsetMs(nowMs, timeZone));
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() + 1];
  const days = (from: readonly [number, number], to: readonly [number, number]) => ({
    from: dayOf(startOfLocalDay(from[0], from[1], 1, timeZone), timeZone),
    to: dayOf(startOfLocalDay(to[0], to[1], 1, timeZone) - 1, timeZone),
  });
  if (preset === "lastMonth") return days([year, month - 1], [year, month]);
  if (preset === "thisMonth") return days([year, month], [year, month + 1]);
  if (preset === "lastYear") return days([year - 1, 1], [year, 1]);
  return days([year, 1], [year + 1, 1]);
}

/** What a form begins with: the last whole month, every point, the usual registers. */
export function firstParams(fields: readonly ReportField[], nowMs: number, timeZone: string): FormParams {
  const choices = fields.flatMap((field) =>
    field.kind === "choice" ? [[field.id, field.options[0] ?? ""] as const] : [],
  );
  const registers = fields.flatMap((field) => (field.kind === "registers" ? field.options : []));
  return {
    ...Object.fromEntries(choices),
    ...presetDays("lastMonth", nowMs, timeZone),
    ...Object.fromEntries(fields.flatMap(({ id, kind }) => (kind === "places" ? [[id, {}] as const] : []))),
    registers: (["E1", "V1"] as const).filter((register) => registers.includes(register)),
  };
}

/** Parameters that stand in the page's address; what is none of the form's is left out. */
export function readParams(text: string, otherwise: FormParams): FormParams {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== "object" || said === null || Array.isArray(said)) return otherwise;
    return { ...otherwise, ...said };
  } catch {
    return otherwise;
  }
}

/** Whether a field is asked for, as the other fields stand. */
export function isAsked(field: ReportField, params: FormParams): boolean {
  const only = "onlyWith" in field ? field.onlyWith : undefined;
  const said = params[only?.field ?? ""];
  return only === undefined || (typeof said === "string" && only.options.includes(said));
}
