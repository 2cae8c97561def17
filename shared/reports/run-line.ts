import type { ReportColumn, ReportFault, ReportRow, ReportTable } from "./report.ts";
import type { FigureProof } from "./report-figure.ts";

/**
 * `POST /api/v1/report-runs` with `{ report, params }` answers line by line, a JSON object each: how far
 * it is, then the rows in portions, then the table around them; or a fault. With `early: true` a report that can tells its
 * columns before its rows, so that these can be shown as they come; the sums come with the table. With a `figure` (`ReportFigure`) it answers
 * where that one comes from instead.
 */
export type RunLine =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "columns"; readonly columns: readonly ReportColumn[] }
  | { readonly kind: "rows"; readonly rows: readonly ReportRow[] }
  | { readonly kind: "table"; readonly table: Omit<ReportTable, "rows"> }
  | { readonly kind: "proof"; readonly proof: FigureProof }
  | { readonly kind: "fault"; readonly fault: ReportFault }
  /** The server failed at it. */
  | { readonly kind: "failed" };
