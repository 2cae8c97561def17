import { findReport } from "../../shared/reports/index.ts";
import type { ReportTable } from "../../shared/reports/report.ts";
import { type FakePlace, fakeReportSource, GO_ON } from "./fake-report-source.ts";

const NOW = "2026-11-20T12:00:00Z";

const answerOf = (places: readonly FakePlace[], params: object, now: string) =>
  findReport("consumption")?.run(
    { from: "2026-10-01", to: "2026-10-31", registers: ["E1"], places: {}, ...params },
    fakeReportSource(places, now),
    GO_ON,
  );

/** October's consumption report of a few places, unless other parameters say otherwise. */
export async function run(places: readonly FakePlace[], params: object, now = NOW): Promise<ReportTable> {
  const answer = await answerOf(places, params, now);
  if (!answer?.ok) throw new Error(JSON.stringify(answer?.error));
  return answer.value;
}

/** Why there is none. */
export async function faultOf(places: readonly FakePlace[], params: object, now = NOW) {
  const answer = await answerOf(places, params, now);
  return answer?.ok ? undefined : answer?.error.code;
}

/** A column's cells, row by row; `nth` where several have its name. */
export const column = (table: ReportTable, id: string, nth = 0) => {
  const places = table.columns.flatMap((one, place) => (one.id === id ? [place] : []));
  return table.rows.map(({ cells }) => cells[places[nth] ?? -1]);
};
