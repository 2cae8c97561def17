import type { ReportFault } from "../../../shared/reports/report.ts";
import type { Words } from "../locales/words.ts";

/** What is wrong with a report's parameters, and what to choose instead. */
export function sayFault(fault: ReportFault | undefined, words: Words): string | undefined {
  if (!fault) return undefined;
  const { code, actual = "" } = fault;
  const isEmpty = code === "not-a-day" && actual.trim() === "";
  return words.t(`report.fault.${isEmpty ? "no-day" : code}`, { actual });
}
