import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { WireError } from "../../../shared/model/wire.ts";
import type { ReportColumn, ReportFault, ReportRow, ReportTable } from "../../../shared/reports/report.ts";
import type { RunLine } from "../../../shared/reports/run-line.ts";
import { noteRefusal } from "./session-watch.ts";

/** Why there is no table: a parameter, or the call itself. */
export interface RunError {
  readonly code: string;
  readonly fault?: ReportFault;
}

/** Keeping ten megabytes takes as long as showing them. */
const KEPT_AFTER_MS = 200;

/** Runs a report on the server; aborting the signal ends the run there too. */
export async function runReport(
  asked: { readonly report: string; readonly params: unknown },
  how: {
    readonly signal: AbortSignal;
    readonly onProgress: (share: number) => void;
    /** Gets the rows that have come so far, now and then; sums, charts and notes are not in it. */
    readonly onRows: (soFar: ReportTable) => void;
    /** Gets the whole answer, to keep it, once its table had its turn on the screen. */
    readonly onAnswer: (answer: Response) => void;
  },
): Promise<Result<ReportTable, RunError>> {
  const { signal, onAnswer } = how;
  try {
    const answer = await fetch("/api/v1/report-runs", {
      method: "POST",
      signal,
      headers: { "content-type": "application/json", accept: "application/x-ndjson" },
      body: JSON.stringify({ ...asked, early: true }),
    });
    if (!(answer.ok && answer.body)) return err(refusalOf(await answer.json()));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const run = await readRun(answer.body, { ...how, onPart: (part) => parts.push(part) });
    if (run.ok) setTimeout(() => onAnswer(new Response(new Blob(parts))), KEPT_AFTER_MS);
    return run;
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
  const run = await readRun(answer.body).catch(() => undefined);
  return run?.ok ? run.value : undefined;
}

async function readRun(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  how?: Pick<Parameters<typeof runReport>[1], "onProgress" | "onRows"> & {
    readonly onPart: (part: Uint8Array<ArrayBuffer>) => void;
  },
): Promise<Result<ReportTable, RunError>> {
  const { rows, takes } = collectRows(how?.onRows);
  for await (const text of linesOf(body, how?.onPart)) {
    // Both ends are built from the same shapes and served together: they are not checked again here.
    const line = JSON.parse(text) as RunLine;
    if (line.kind === "progress") how?.onProgress(line.done / Math.max(1, line.total));
    else if (line.kind === "table") return ok({ ...line.table, rows });
    else if (!takes(line))
      return err(
        line.kind === "fault" ? { code: "report.invalid", fault: line.fault } : { code: "server.failed" },
      );
  }
  return err({ code: "call.unreadable" });
}

/** A run that is over sooner shows its table at once. */
const ROWS_EVERY_MS = 400;

/** Rows as they come, shown now and then where the columns are known. `takes` says whether a line was about them. */
function collectRows(onRows: ((soFar: ReportTable) => void) | undefined) {
  const rows: ReportRow[] = [];
  let columns: readonly ReportColumn[] | undefined;
  let nextMs = performance.now() + ROWS_EVERY_MS;
  const takes = (line: RunLine): boolean => {
    if (line.kind === "columns") columns = line.columns;
    if (line.kind !== "rows") return line.kind === "columns";
    for (const row of line.rows) rows.push(row);
    if (columns && performance.now() >= nextMs) {
      nextMs = performance.now() + ROWS_EVERY_MS;
      onRows?.({ columns, rows, charts: [], notes: [], asked: 0 });
    }
    return true;
  };
  return { rows, takes };
}

export async function* linesOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onPart?: (part: Uint8Array<ArrayBuffer>) => void,
): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    onPart?.(part.value);
    const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
