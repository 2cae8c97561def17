import type { Result } from "../model/result.ts";
import type { ParamReader } from "./read-params.ts";
import type { ReportFault, ReportField, ReportSource, ReportTable, RunWatch } from "./report.ts";
import type { FigureGround, ReportFigure } from "./report-figure.ts";

/** One report: what it asks for, and how it answers. */
export interface ReportPlan<P> {
  readonly id: string;
  readonly fields: readonly ReportField[];
  /** The parameters, typed; a fault is noted at the reader. */
  read(params: ParamReader): P;
  run(params: P, source: ReportSource, watch: RunWatch): Promise<Result<ReportTable, ReportFault>>;
  /** What a figure stands on; the frame reckons it anew and lays it open. `undefined`: this is no figure of the report's. */
  ground(
    params: P,
    figure: ReportFigure,
    world: { readonly source: ReportSource; readonly watch: RunWatch },
  ): Promise<FigureGround | undefined>;
}
