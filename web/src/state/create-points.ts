import { type Accessor, batch, createSignal } from "solid-js";
import type { WireChange, WirePoint, WirePointList } from "../../../shared/model/wire.ts";
import { type CallError, fetchPoints } from "../api/call-server.ts";
import type { SearchedPoints } from "../points/filter-points.ts";
import { PointRows } from "../points/point-rows.ts";
import type { Changes } from "./create-changes.ts";
import { makeRowSignals } from "./row-signals.ts";

export type Loading =
  | { readonly kind: "idle" | "loading" | "ready" }
  | { readonly kind: "failed"; readonly error: CallError };

/** All metering points of the utility, kept true by the change feed. */
export interface Points {
  readonly loading: Accessor<Loading>;
  readonly utility: Accessor<WirePointList["utility"] | undefined>;
  /** A page that came without the list tells whose it is. */
  learnUtility(utility: WirePointList["utility"]): void;
  /** Every point with its search text; a new value when points came, went or were edited. */
  readonly all: Accessor<SearchedPoints>;
  /** One row, followed alone. */
  point(row: number): WirePoint | undefined;
  rowOf(pointId: string): number | undefined;
  /** Counts up with every batch of new readings. */
  readonly readingsSeen: Accessor<number>;
  /** Rows of the last batch. */
  readonly lastTouched: Accessor<readonly number[]>;
  load(): Promise<void>;
}

/** The first paint comes first, then what the first search will need. */
const QUIET_MS = 1500;

export function createPoints(changes: Changes): Points {
  const rows = new PointRows();
  const rowSignals = makeRowSignals();
  const [loading, setLoading] = createSignal<Loading>({ kind: "idle" });
  const [utility, setUtility] = createSignal<WirePointList["utility"]>();
  const [readingsSeen, setReadingsSeen] = createSignal(0);
  const [lastTouched, setLastTouched] = createSignal<readonly number[]>([]);
  const [all, setAll] = createSignal(rows.all());
  let aborter: AbortController | undefined;

  const take = (list: WirePointList): void => {
    rows.replace(list.points);
    batch(() => {
      setUtility(list.utility);
      setAll(rows.all());
      setLoading({ kind: "ready" });
    });
    changes.start(list.cursor);
    setTimeout(() => rows.texts(), QUIET_MS);
  };

  const load = async (): Promise<void> => {
    aborter?.abort();
    aborter = new AbortController();
    if (loading().kind !== "ready") setLoading({ kind: "loading" });
    const answer = await fetchPoints(aborter.signal);
    if (answer.ok) take(answer.value);
    else if (answer.error.code !== "call.aborted") setLoading({ kind: "failed", error: answer.error });
  };

  const onChanges = (arrived: readonly WireChange[]): void => {
    if (loading().kind !== "ready") return;
    const { touched, isEdited } = rows.apply(arrived);
    if (touched.length === 0) return;
    batch(() => {
      for (const row of touched) rowSignals.touch(row);
      setLastTouched(touched);
      setReadingsSeen((seen) => seen + 1);
      if (isEdited) setAll(rows.all());
    });
  };

  changes.watch({ onChanges, onReset: () => void load() });
  return {
    loading,
    utility,
    learnUtility: (learned) => setUtility((known) => known ?? learned),
    all,
    point(row) {
      all();
      rowSignals.track(row);
      return rows.at(row);
    },
    rowOf: (pointId) => rows.rowOf(pointId),
    readingsSeen,
    lastTouched,
    load,
  };
}
