import { setImmediate as turn } from "node:timers/promises";
import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { isRegister } from "../../shared/model/register.ts";
import { findReport, type Report } from "../../shared/reports/index.ts";
import type { ReportTable, RunWatch } from "../../shared/reports/report.ts";
import type { FigureSpan, ReportFigure } from "../../shared/reports/report-figure.ts";
import type { RunLine } from "../../shared/reports/run-line.ts";
import { isMachineStillAllowed, isStillAllowed } from "../access-guard.ts";
import { callerOf, isVisible, machineCallerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { createReportSource } from "../reports/report-source.ts";
import { RunLimit } from "../reports/run-limit.ts";
import type { Utility } from "../utilities.ts";
import { BodyFields, invalid } from "./body-fields.ts";
import { readJson } from "./read-json.ts";
import { ToldLines } from "./told-lines.ts";

const PROGRESS_EVERY_MS = 100;
const ROWS_PER_LINE = 2000;
/** People's own reports have their turn beside what machines ask, and each utility's machines beside another's. */
const MACHINE_RUNS = { ofToken: 2, ofUtility: 4, inAll: 8 } as const;
const TRY_AGAIN_S = 10;

/** Runs a report, or proves one figure of it, and tells how far it is. Whoever hangs up ends the run. */
export function reportRunsRoutes(deps: Deps): Hono {
  const machineRuns = new RunLimit(MACHINE_RUNS);
  return (
    new Hono()
      .post("/api/v1/report-runs", async (c) => {
        const caller = callerOf(c);
        const body = await BodyFields.read(c);
        const run = await readRun(body.text("report", { max: 100 }), body.get("params"), {
          deps,
          utility: caller.utility,
        });
        return sendRun(c, {
          ...run,
          isVisible: (point) => isVisible(caller, point),
          figure: body.has("figure") ? readFigure(body.inner("figure")) : undefined,
          isEarly: body.has("early") && body.flag("early"),
          isStillAllowed: () => isStillAllowed(caller, deps),
        });
      })
      // What a machine asks of all points: what was used, and by whom, is all its token is good for.
      .post("/export/v1/consumption", async (c) => {
        const caller = machineCallerOf(c);
        const { utility, machine } = caller;
        const run = await readRun("consumption", await readJson(c), { deps, utility });
        const ended = beginRun(c, machineRuns, { token: machine.id, utility: utility.id });
        return sendRun(c, {
          ...run,
          ...{ isVisible: () => true, figure: undefined, isEarly: true, ended },
          isStillAllowed: () => isMachineStillAllowed(caller),
        });
      })
  );
}

function beginRun(c: Context, runs: RunLimit, who: Parameters<RunLimit["begin"]>[0]): () => void {
  const begun = runs.begin(who);
  if (typeof begun === "function") return begun;
  c.header("Retry-After", `${TRY_AGAIN_S}`);
  throw begun === "token"
    ? new HttpError("export.too-many", { most: MACHINE_RUNS.ofToken })
    : new HttpError("export.busy", {
        most: begun === "utility" ? MACHINE_RUNS.ofUtility : MACHINE_RUNS.inAll,
      });
}

async function readRun(
  name: string,
  params: unknown,
  { deps, utility }: Pick<Run, "deps" | "utility">,
): Promise<Pick<Run, "deps" | "utility" | "report" | "params" | "timeZone">> {
  const report = findReport(name);
  if (!report) throw new HttpError("report.not-found");
  const { timeZone } = await utility.store.settings.utility();
  const fault = report.check(params, { timeZone, nowMs: deps.nowMs() });
  if (fault) throw new HttpError("report.invalid", fault);
  return { deps, utility, report, params, timeZone };
}

interface Run {
  readonly deps: Deps;
  readonly utility: Utility;
  /** Whether whoever asks may see the point. */
  readonly isVisible: (point: { readonly area: string }) => boolean;
  readonly report: Report;
  readonly params: unknown;
  readonly timeZone: string;
  readonly figure: ReportFigure | undefined;
  /** Columns are told before the rows. */
  readonly isEarly: boolean;
  /** Whether whoever began it may still have the answer. */
  readonly isStillAllowed: () => Promise<boolean>;
  /** Called once it has ended, however. */
  readonly ended?: () => void;
}

function readFigure(body: BodyFields): ReportFigure {
  const register = body.has("register") ? body.text("register", { max: 20 }) : undefined;
  if (register !== undefined && !isRegister(register)) throw invalid("register", "a register");
  return {
    column: body.text("column", { max: 40 }),
    ...(register === undefined ? {} : { register }),
    ...(body.has("pointId") ? { pointId: body.text("pointId", { max: 200 }) } : {}),
    ...(body.has("span") ? { span: spanOf(body.get("span")) } : {}),
    isBar: body.flag("isBar"),
  };
}

function spanOf(said: unknown): FigureSpan {
  const [fromMs, toMs]: readonly unknown[] = Array.isArray(said) ? said : [];
  if (Number.isSafeInteger(fromMs) && Number.isSafeInteger(toMs) && Number(toMs) > Number(fromMs))
    return [Number(fromMs), Number(toMs)];
  throw invalid("span", "two moments, the later one last");
}

function sendRun(c: Context, run: Run): Response {
  const { deps, report, ended } = run;
  c.header("content-type", "application/x-ndjson");
  c.header("X-Accel-Buffering", "no");
  return stream(
    c,
    async (out) => {
      const lines = new ToldLines(out, { isStillAllowed: run.isStillAllowed, nowMs: deps.nowMs });
      try {
        await answerIn(lines, run);
      } finally {
        lines.end();
        ended?.();
      }
    },
    async (error, out) => {
      deps.report(`the report ${report.id} failed: ${error.stack ?? error.message}`);
      await out.write(`${JSON.stringify({ kind: "failed" } satisfies RunLine)}\n`);
    },
  );
}

async function answerIn(lines: ToldLines, run: Run): Promise<void> {
  const { deps, utility, report, params, timeZone, figure, isEarly } = run;
  const send = (line: RunLine): Promise<void> => lines.send(line);
  let toldMs = 0;
  const watch: RunWatch = {
    async progress(done, total) {
      const nowMs = performance.now();
      if (nowMs - toldMs >= PROGRESS_EVERY_MS) {
        toldMs = nowMs;
        await send({ kind: "progress", done, total });
      }
      await turn();
      return !lines.isOver;
    },
    take: (rows) => send({ kind: "rows", rows }),
    ...(isEarly ? { begin: (columns) => send({ kind: "columns", columns }) } : {}),
  };
  const source = createReportSource({ utility, timeZone, nowMs: deps.nowMs(), isVisible: run.isVisible });
  if (figure) {
    const proof = await report.prove(params, figure, { source, watch: { progress: watch.progress } });
    await send(proof.ok ? { kind: "proof", proof: proof.value } : { kind: "fault", fault: proof.error });
    return;
  }
  const answer = await report.run(params, source, watch);
  if (answer.ok) await sendTable(answer.value, send);
  else await send({ kind: "fault", fault: answer.error });
}

async function sendTable(
  { rows, ...table }: ReportTable,
  send: (line: RunLine) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_LINE) {
    await send({ kind: "rows", rows: rows.slice(from, from + ROWS_PER_LINE) });
    await turn();
  }
  await send({ kind: "table", table });
}
