import { useSearchParams } from "@solidjs/router";
import { type Accessor, batch, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Report } from "../../../shared/reports/index.ts";
import type { ReportTable } from "../../../shared/reports/report.ts";
import { type RunError, runReport } from "../api/report-calls.ts";
import { type FormParams, firstParams, readParams } from "../reports/report-params.ts";
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
}

export function createReport(report: Accessor<Report>): ReportPage {
  const { points, words } = useOffice();
  const [query, setQuery] = useSearchParams();
  const timeZone = (): string => points.utility()?.timeZone ?? words.formats().timeZone;
  const asked = createMemo(() => (typeof query["p"] === "string" ? query["p"] : ""));
  const begin = (): FormParams => readParams(asked(), firstParams(report().fields, Date.now(), timeZone()));
  const [params, setParams] = createSignal(begin());
  const [run, setRun] = createSignal<RunState>({ kind: "idle" });
  const [result, setResult] = createSignal<{ params: FormParams; table: ReportTable }>();
  let aborter = new AbortController();

  const stop = (): void => aborter.abort();
  onCleanup(stop);
  createEffect(
    on(
      report,
      () => {
        stop();
        batch(() => {
          setParams(begin());
          setResult(undefined);
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
    const answer = await runReport(
      { report: report().id, params: said },
      { signal, onProgress: (share) => !signal.aborted && setRun({ kind: "running", share }) },
    );
    if (signal.aborted) return;
    batch(() => {
      if (answer.ok) setResult({ params: said, table: answer.value });
      setRun(answer.ok ? { kind: "idle" } : { kind: "failed", error: answer.error });
    });
  };
  return {
    params,
    run,
    result,
    timeZone,
    change: (wanted) => setParams({ ...params(), ...wanted }),
    start,
    cancel() {
      stop();
      setRun({ kind: "cancelled" });
    },
  };
}
