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

export interface ReportOutcome {
  readonly params: FormParams;
  readonly table: ReportTable;
  /** The run goes on: these are the rows that have come, without sums. */
  readonly isPart?: true;
  /** UTC milliseconds; it is what this device last had. */
  readonly asOfMs?: number | undefined;
}

/** A report as its screen works with it: what is asked, how far the run is, what came out last. */
export interface ReportPage {
  readonly params: Accessor<FormParams>;
  readonly run: Accessor<RunState>;
  /** The last table, and the parameters it answers. It stays until the next one is there, or rows of it. */
  readonly result: Accessor<ReportOutcome | undefined>;
  readonly timeZone: Accessor<string>;
  change(wanted: Partial<FormParams>): void;
  start(): Promise<void>;
  cancel(): void;
  /** Parameters of runs that are kept here, the last one first; asked for once the server did not answer. */
  readonly kept: Accessor<readonly FormParams[]>;
}

/** What came out last, or what has come so far of the run that goes on: given up, that is no answer. */
function createShownResult() {
  const [result, setResult] = createSignal<ReportOutcome>();
  let whole: ReportOutcome | undefined;
  return {
    result,
    setResult,
    keepWhole: (): void => {
      whole = result();
    },
    dropPart: (): void => {
      if (result()?.isPart) setResult(whole);
    },
  };
}

/** As long as a kept table is in sight, its age is. */
function showAge(asOfMs: Accessor<number | undefined>, show: (asOfMs: number) => () => void): void {
  createEffect(() => {
    const known = asOfMs();
    if (known !== undefined) onCleanup(show(known));
  });
}

export function createReport(report: Accessor<Report>): ReportPage {
  const { answers, points, words } = useOffice();
  const [query, setQuery] = useSearchParams();
  const timeZone = (): string => points.utility()?.timeZone ?? words.formats().timeZone;
  const begin = (): FormParams =>
    readParams(String(query["p"] ?? ""), firstParams(report().fields, Date.now(), timeZone()));
  const [params, setParams] = createSignal(begin());
  const [run, setRun] = createSignal<RunState>({ kind: "idle" });
  const { result, setResult, keepWhole, dropPart } = createShownResult();
  const [kept, setKept] = createSignal<readonly FormParams[]>([]);
  let aborter = new AbortController();

  const runOrFind = runsKeptIn(answers);
  const stop = (): void => {
    aborter.abort();
    dropPart();
  };
  onCleanup(stop);
  // A failure stands in the place of a kept table; asked again is what is in sight, whatever the form says by now.
  showAge(
    createMemo(() => (run().kind === "failed" ? undefined : result()?.asOfMs)),
    (asOfMs) => answers.show(asOfMs, () => void start(result()?.params)),
  );
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

  const start = async (said = params()): Promise<void> => {
    stop();
    keepWhole();
    aborter = new AbortController();
    const { signal } = aborter;
    setParams(said);
    setQuery({ p: JSON.stringify(said) }, { replace: true });
    setRun({ kind: "running", share: 0 });
    const outcome = await runOrFind(
      { report: report().id, params: said },
      {
        signal,
        onProgress: (share) => !signal.aborted && setRun({ kind: "running", share }),
        onRows: (table) => !signal.aborted && setResult({ params: said, table, isPart: true }),
      },
    );
    if (signal.aborted) return;
    batch(() => {
      setKept(outcome.kind === "failed" ? outcome.kept : []);
      setRun(outcome.kind === "failed" ? outcome : { kind: "idle" });
      if (outcome.kind === "failed") return dropPart();
      setResult({ params: said, table: outcome.table, asOfMs: outcome.asOfMs });
    });
  };
  return {
    ...{ params, run, result, timeZone, kept, start },
    change: (wanted) => setParams({ ...params(), ...wanted }),
    cancel() {
      stop();
      setRun({ kind: "cancelled" });
    },
  };
}
