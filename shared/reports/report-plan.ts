import type { Result } from "../model/result.ts";
import type { ParamReader } from "./read-params.ts";
import type { ReportFault, ReportField, ReportSource, ReportTable, RunWatch } from "./report.ts";

/** One report: what it asks for, and how it answers. */
export interface ReportPlan<P> {
  readonly id: string;
  readonly fields: readonly ReportField[];
  /** The parameters, typed; a fault is noted at the reader. */
  read(params: ParamReader): P;
  run(params: P, source: ReportSource, watch: RunWatch): Promise<Result<ReportTable, ReportFault>>;
}
