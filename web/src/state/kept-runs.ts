import type { ReportTable } from "../../../shared/reports/report.ts";
import { type RunError, readKeptRun, runReport } from "../api/report-calls.ts";
import { type FormParams, readParams } from "../reports/report-params.ts";
import type { KeptAnswers } from "./kept-answers.ts";

/** `asOfMs` (UTC milliseconds) where the server did not answer and the table is the one this device last had. */
export type RunOutcome =
  | { readonly kind: "table"; readonly table: ReportTable; readonly asOfMs?: number }
  /** Without the server: what else was asked of this report and is on this device, the last run first. */
  | { readonly kind: "failed"; readonly error: RunError; readonly kept: readonly FormParams[] };

/** Tables of a hundred thousand rows are some ten megabytes each. */
const MOST_KEPT = 10;

/** Runs reports on the server and keeps their tables on this device, for when it cannot be reached. */
export function runsKeptIn(answers: KeptAnswers) {
  const kindOf = (report: string): string => `report-${report}`;
  return async (
    { report, params }: { readonly report: string; readonly params: FormParams },
    how: Omit<Parameters<typeof runReport>[1], "onAnswer">,
  ): Promise<RunOutcome> => {
    const shelf = await answers.shelf(MOST_KEPT);
    const name = `${kindOf(report)}/${JSON.stringify(params)}`;
    // A run that is given up or fails is not found later; a full disk keeps nothing.
    const onAnswer = (whole: Response): void => void shelf.keep(name, whole).catch(() => undefined);
    const answer = await runReport({ report, params }, { ...how, onAnswer });
    if (answer.ok) return { kind: "table", table: answer.value };
    const { error } = answer;
    if (error.code !== "call.unreachable") return { kind: "failed", error, kept: [] };
    const last = await shelf.find(name).catch(() => undefined);
    const table = last && (await readKeptRun(last.answer));
    if (last && table) return { kind: "table", table, asOfMs: last.asOfMs };
    const names = await shelf.names(kindOf(report)).catch(() => []);
    const kept = names.map((one) => readParams(one.slice(kindOf(report).length + 1), params));
    return { kind: "failed", error, kept };
  };
}
