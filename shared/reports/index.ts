import { err, ok, type Result } from "../model/result.ts";
import { balanceReport } from "./balance.report.ts";
import { consumptionReport } from "./consumption.report.ts";
import { proveFigure } from "./prove-figure.ts";
import { ParamReader } from "./read-params.ts";
import type { ReportFault, ReportField, ReportSource, ReportTable, RunWatch } from "./report.ts";
import type { FigureProof, ReportFigure } from "./report-figure.ts";
import type { ReportPlan } from "./report-plan.ts";

/** A report with its parameters still as plain JSON. */
export interface Report {
  readonly id: string;
  readonly fields: readonly ReportField[];
  /** What is wrong with the parameters, before anything is asked. */
  check(raw: unknown, world: { readonly timeZone: string; readonly nowMs: number }): ReportFault | undefined;
  run(raw: unknown, source: ReportSource, watch: RunWatch): Promise<Result<ReportTable, ReportFault>>;
  /** Where one of its figures comes from. */
  prove(
    raw: unknown,
    figure: ReportFigure,
    world: { readonly source: ReportSource; readonly watch: RunWatch },
  ): Promise<Result<FigureProof, ReportFault>>;
}

const reportOf = <P>(plan: ReportPlan<P>): Report => ({
  id: plan.id,
  fields: plan.fields,
  check(raw, world) {
    const reader = new ParamReader(raw, world);
    plan.read(reader);
    return reader.fault;
  },
  async run(raw, source, watch) {
    const reader = new ParamReader(raw, source);
    const params = plan.read(reader);
    return reader.fault ? err(reader.fault) : plan.run(params, source, watch);
  },
  async prove(raw, figure, world) {
    const reader = new ParamReader(raw, world.source);
    const params = plan.read(reader);
    if (reader.fault) return err(reader.fault);
    const ground = await plan.ground(params, figure, world);
    if (!ground) return err({ code: "no-figure" });
    const proof = await proveFigure(ground, world.source, world.watch);
    return proof ? ok(proof) : err({ code: "cancelled" });
  },
});

/** One line per report, in the order of the menu. */
const REPORTS: readonly Report[] = [reportOf(consumptionReport), reportOf(balanceReport)];

export const findReport = (id: string): Report | undefined => REPORTS.find((report) => report.id === id);
