import { type Accessor, createSignal } from "solid-js";
import type { FigureProof, ReportFigure } from "../../../shared/reports/report-figure.ts";
import { proveFigure } from "../api/figure-calls.ts";
import type { RunError } from "../api/report-calls.ts";

/** The proof of one figure while the server reckons it anew. */
export interface FigureProving {
  readonly proof: Accessor<FigureProof | undefined>;
  readonly failure: Accessor<RunError | undefined>;
  /** Part of the work done, 0 to 1. */
  readonly share: Accessor<number>;
  start(): Promise<void>;
  stop(): void;
}

export function createFigureProof(
  asked: Accessor<{ readonly report: string; readonly params: unknown; readonly figure: ReportFigure }>,
): FigureProving {
  const [proof, setProof] = createSignal<FigureProof>();
  const [failure, setFailure] = createSignal<RunError>();
  const [share, setShare] = createSignal(0);
  let aborter = new AbortController();
  return {
    proof,
    failure,
    share,
    async start() {
      aborter.abort();
      aborter = new AbortController();
      const { signal } = aborter;
      setFailure(undefined);
      const { report, params, figure } = asked();
      const answer = await proveFigure({ report, params, figure }, { signal, onProgress: setShare });
      if (signal.aborted) return;
      if (answer.ok) setProof(answer.value);
      else setFailure(answer.error);
    },
    stop: () => aborter.abort(),
  };
}
