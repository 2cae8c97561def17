import { useSearchParams } from "@solidjs/router";
import { type Accessor, batch, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Report } from "../../../shared/reports/index.ts";
import type { ReportTable } from "../../../shared/reports/report.ts";
import type { RunError } from "../api/report-calls.ts";
import { type FormParams, firstParams, readParams } from "../reports/report-params.ts";
import { runsKeptIn } from "./kept-runs.ts";
import { useOffice } from "./office.ts";

export type RunState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly share: number }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly error: RunError };

/** A report as its screen works with it: what is asked, how far the run is, what came out last. */
export interface ReportPage {
  readonly params: Accessor<FormParams>;
  readonly run: Accessor<RunState>;
  /** The last table, and the parameters it answers. It stays until the next one is there. */
  readonly result: Accessor<{ readonly params: FormParams; readonly table: ReportTable } | undefined>;
  readonly timeZone: Accessor<string>;
  change(wanted: Partial<FormParams>): void;
  start(): Promise<void>;
  cancel(): void;
  /** Parameters of runs that are kept here, the last one first; asked for once the server did not answer. */
  readonly kept: Accessor<readonly FormParams[]>;
}

export function createReport(report: Accessor<Report>): ReportPage {
  const { answers, points, words } = useOffice();
  const [query, setQuery] = useSearchParams();
  const timeZone = (): string => points.utility()?.timeZone ?? words.formats().timeZone;
  const asked = createMemo(() => (typeof query["p"] === "string" ? query["p"] : ""));
  const begin = (): FormParams => readParams(asked(), firstParams(report().fields, Date.now(), timeZone()));
  const [params, setParams] = createSignal(begin());
  const [run, setRun] = createSignal<RunState>({ kind: "idle" });
  const [result, setResult] = createSignal<{ params: FormParams; table: ReportTable; asOfMs?: number }>();
  const [kept, setKept] = createSignal<readonly FormParams[]>([]);
  let aborter = new AbortController();

  const runOrFind = runsKeptIn(answers);
  const stop = (): void => aborter.abort();
  onCleanup(stop);
  // As long as a kept table is in sight, its age is; a failure stands in its place.
  const shownAsOfMs = createMemo(() => (run().kind === "failed" ? undefined : result()?.asOfMs));
  createEffect(() => {
    const asOfMs = shownAsOfMs();
    if (asOfMs !== undefined) onCleanup(answers.show(asOfMs, () => void start()));
  });
  createEffect(
    on(
      report,
      () => {
        stop();
        batch(() => {
          setParams(begin());
          setResult(undefined);
          setKept([]);
          setRun({ kind: "idle" });
        });
      },
      { defer: true },
    ),
  );

  const start = async (): Promise<void> => {
    stop();
    aborter = new AbortController();
    const { signal } = aborter;
    const said = params();
    setQuery({ p: JSON.stringify(said) }, { replace: true });
    setRun({ kind: "running", share: 0 });
    const outcome = await runOrFind(
      { report: report().id, params: said },
      { signal, onProgress: (share) => !signal.aborted && setRun({ kind: "running", share }) },
    );
    if (signal.aborted) return;
    batch(() => {
      setKept(outcome.kind === "failed" ? outcome.kept : []);
      setRun(outcome.kind === "failed" ? outcome : { kind: "idle" });
      if (outcome.kind === "failed") return;
      const { table, asOfMs } = outcome;
      setResult({ params: said, table, ...(asOfMs === undefined ? {} : { asOfMs }) });
    });
  };
  return {
    params,
    run,
    result,
    timeZone,
    change: (wanted) => setParams({ ...params(), ...wanted }),
    start,
    kept,
    cancel() {
      stop();
      setRun({ kind: "cancelled" });
    },
  };
}
