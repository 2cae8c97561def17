import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { WireError } from "../../../shared/model/wire.ts";
import type { ReportFault, ReportRow, ReportTable } from "../../../shared/reports/report.ts";
import type { RunLine } from "../../../shared/reports/run-line.ts";
import { noteRefusal } from "./session-watch.ts";

/** Why there is no table: a parameter, or the call itself. */
export interface RunError {
  readonly code: string;
  readonly fault?: ReportFault;
}

/** Runs a report on the server; aborting the signal ends the run there too. */
export async function runReport(
  asked: { readonly report: string; readonly params: unknown },
  how: {
    readonly signal: AbortSignal;
    readonly onProgress: (share: number) => void;
    /** Gets the answer as it comes, to keep it. */
    readonly onAnswer: (answer: Response) => void;
  },
): Promise<Result<ReportTable, RunError>> {
  const { signal, onProgress, onAnswer } = how;
  try {
    const answer = await fetch("/api/v1/report-runs", {
      method: "POST",
      signal,
      headers: { "content-type": "application/json", accept: "application/x-ndjson" },
      body: JSON.stringify(asked),
    });
    if (!(answer.ok && answer.body)) return err(refusalOf(await answer.json()));
    onAnswer(answer.clone());
    return await readRun(answer.body, onProgress);
  } catch {
    return err({ code: signal.aborted ? "call.aborted" : "call.unreachable" });
  }
}

export function refusalOf(body: unknown): RunError {
  const { error } = body as Partial<WireError>;
  const code = error?.code ?? "call.unreadable";
  noteRefusal(code);
  return code === "report.invalid" ? { code, fault: error?.details as ReportFault } : { code };
}

/** The table of a run that was kept; `undefined` where the run had none. */
export async function readKeptRun(answer: Response): Promise<ReportTable | undefined> {
  if (!answer.body) return undefined;
  const run = await readRun(answer.body, () => undefined).catch(() => undefined);
  return run?.ok ? run.value : undefined;
}

async function readRun(
  body: ReadableStream<Uint8Array>,
  onProgress: (share: number) => void,
): Promise<Result<ReportTable, RunError>> {
  const rows: ReportRow[] = [];
  for await (const text of linesOf(body)) {
    // Both ends are built from the same shapes and served together: they are not checked again here.
    const line = JSON.parse(text) as RunLine;
    if (line.kind === "progress") onProgress(line.done / Math.max(1, line.total));
    else if (line.kind === "rows") for (const row of line.rows) rows.push(row);
    else if (line.kind === "table") return ok({ ...line.table, rows });
    else
      return err(
        line.kind === "fault" ? { code: "report.invalid", fault: line.fault } : { code: "server.failed" },
      );
  }
  return err({ code: "call.unreadable" });
}

export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
