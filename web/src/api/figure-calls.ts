import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { FigureProof, ReportFigure } from "../../../shared/reports/report-figure.ts";
import type { RunLine } from "../../../shared/reports/run-line.ts";
import { linesOf, type RunError, refusalOf } from "./report-calls.ts";

/** Where one figure of a report comes from, reckoned anew by the server; aborting the signal ends the work there too. */
export async function proveFigure(
  asked: { readonly report: string; readonly params: unknown; readonly figure: ReportFigure },
  how: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<Result<FigureProof, RunError>> {
  const { signal, onProgress } = how;
  try {
    const answer = await fetch("/api/v1/report-runs", {
      method: "POST",
      signal,
      headers: { "content-type": "application/json", accept: "application/x-ndjson" },
      body: JSON.stringify(asked),
    });
    if (!(answer.ok && answer.body)) return err(refusalOf(await answer.json()));
    for await (const text of linesOf(answer.body)) {
      // Both ends are built from the same shapes and served together: they are not checked again here.
      const line = JSON.parse(text) as RunLine;
      if (line.kind === "proof") return ok(line.proof);
      if (line.kind === "fault") return err({ code: "report.invalid", fault: line.fault });
      if (line.kind === "progress") onProgress(line.done / Math.max(1, line.total));
    }
    return err({ code: "server.failed" });
  } catch {
    return err({ code: signal.aborted ? "call.aborted" : "call.unreachable" });
  }
}
