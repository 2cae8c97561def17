import { useSearchParams } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { isCounter, isRegister, type Register } from "../../../shared/model/register.ts";
import type { WireConsumption, WirePoint, WirePointDetail } from "../../../shared/model/wire.ts";
import type { KeptDetail, KeptSeries } from "../history-protocol.ts";
import { HISTORY_VIEWS, type HistoryView } from "../period/history-view.ts";
import { type History, hoursAround, type Period, readPeriod, writePeriod } from "../period/period.ts";
import { type Call, createCall } from "./create-call.ts";
import { type CreatedReadings, createReadings } from "./create-readings.ts";
import { useHistory } from "./history-client.ts";
import { useOffice } from "./office.ts";

interface ConsumptionQuestion extends Period {
  readonly id: string;
  readonly register: Register;
}

/** A metering point's page: what is known of it, and the stretch of its history that is looked at. */
export interface PointPage {
  readonly detail: Call<string, KeptDetail>;
  /** The point with its latest reading, as the change feed tells. */
  readonly point: Accessor<WirePoint | undefined>;
  readonly history: Accessor<History>;
  readonly period: Accessor<Period>;
  readonly register: Accessor<Register | undefined>;
  readonly consumption: Call<ConsumptionQuestion, WireConsumption>;
  readonly series: Call<Period & { readonly id: string }, KeptSeries>;
  readonly readings: CreatedReadings;
  /** Number of the telegram that is laid open. */
  readonly telegram: Accessor<number | undefined>;
  /** Whether the period is short enough for momentary values. */
  readonly isFine: Accessor<boolean>;
  readonly view: Accessor<HistoryView>;
  /** The interval whose proof is laid open. */
  readonly proven: Accessor<{ readonly fromMs: number; readonly toMs: number } | undefined>;
  prove(interval: { readonly fromMs: number; readonly toMs: number } | undefined): void;
  /** Duration and heat map take all the hours of the period. */
  chooseView(view: HistoryView): void;
  look(period: Period): void;
  chooseRegister(register: Register): void;
  openTelegram(seq: number | undefined): void;
  /** Somebody decided about a value of the past: asks again for all that is shown. */
  readAnew(): void;
}

/** At most this often is the history asked for again while readings pour in. */
const REFRESH_MS = 4000;

const textOf = (value: string | string[] | undefined): string =>
  typeof value === "string" ? value : (value?.[0] ?? "");

export function createPointPage(id: Accessor<string>): PointPage {
  const { changes, points, words } = useOffice();
  const kept = useHistory();
  const [query, setQuery] = useSearchParams();
  const detail = createCall(id, (pointId) => kept.point(pointId));
  const known = createMemo(() => detail.answered()?.value);

  createEffect(() => {
    const loaded = known();
    if (!loaded) return;
    words.useTimeZone(loaded.utility.timeZone);
    points.learnUtility(loaded.utility);
    changes.start(loaded.cursor);
  });

  const history = createMemo((): History => {
    const loaded = known();
    const lastMs = loaded?.lastReadingAtMs ?? Date.now();
    return {
      timeZone: loaded?.utility.timeZone ?? "UTC",
      firstMs: loaded?.firstReadingAtMs ?? lastMs,
      lastMs: Math.max(lastMs, loaded?.point.latest?.atMs ?? 0),
    };
  });
  const looking = createLooking(history);
  const { period } = looking;
  const register = createMemo((): Register | undefined => {
    const asked = textOf(query["register"]);
    const counters = known()?.counters ?? [];
    return isRegister(asked) && isCounter(asked) && counters.includes(asked) ? asked : counters[0];
  });
  const consumption = createCall(
    (): ConsumptionQuestion | undefined => {
      const counter = register();
      return counter && { ...period(), id: id(), register: counter };
    },
    (question) => kept.consumption(question.id, question),
  );
  const series = createCall(
    (): (Period & { id: string }) | undefined => {
      const hasInstants = (known()?.instants.length ?? 0) > 0;
      return hasInstants && isFine(period()) ? { ...period(), id: id() } : undefined;
    },
    (question) => kept.series(question.id, { ...question, registers: known()?.instants ?? [] }),
  );
  const readings = createReadings(id);

  followFeed(id, { detail, consumption, series, readings, period });
  const point = createFollowedPoint(id, known);

  return {
    detail,
    point,
    history,
    register,
    consumption,
    series,
    readings,
    telegram: () => {
      const seq = Number(query["telegram"]);
      return Number.isInteger(seq) && seq > 0 ? seq : undefined;
    },
    isFine: () => isFine(period()),
    readAnew() {
      for (const one of [detail, consumption, series]) one.reload();
      readings.readAnew();
    },
    ...looking,
    chooseRegister: (next) => setQuery({ register: next }, { replace: true }),
    openTelegram: (seq) => setQuery({ telegram: seq }),
  };
}

/** What stands in the address of how history is looked at. */
function createLooking(
  history: Accessor<History>,
): Pick<PointPage, "period" | "view" | "chooseView" | "look" | "proven" | "prove"> {
  const [query, setQuery] = useSearchParams();
  const period = createMemo((): Period => {
    const said = (name: string): string => textOf(query[name]);
    return readPeriod({ step: said("step"), at: said("at"), from: said("from"), to: said("to") }, history());
  });
  return {
    period,
    view: () => HISTORY_VIEWS.find((view) => view === query["view"]) ?? "bars",
    chooseView(view) {
      const next = view === "bars" ? period() : hoursAround(period(), history());
      setQuery({ ...writePeriod(next, history()), view: view === "bars" ? undefined : view });
    },
    look: (next) => setQuery({ ...writePeriod(next, history()) }),
    proven: createMemo(() => {
      const [fromMs = Number.NaN, toMs = Number.NaN] = textOf(query["proof"]).split("-").map(Number);
      return fromMs < toMs ? { fromMs, toMs } : undefined;
    }),
    prove: (interval) => setQuery({ proof: interval && `${interval.fromMs}-${interval.toMs}` }),
  };
}

const FINE_MS = 63 * 86_400_000;

/** Momentary values are worth a look in days and months, not over years. */
const isFine = ({ step, fromMs, toMs }: Period): boolean =>
  (step === "hour" || step === "day") && toMs - fromMs < FINE_MS;

/**
 * The point with whatever of its readings is the newest: as it was loaded, as the feed told since, or as
 * the list has it, which shows only the main registers.
 */
function createFollowedPoint(
  id: Accessor<string>,
  known: Accessor<WirePointDetail | undefined>,
): Accessor<WirePoint | undefined> {
  const { points, changes } = useOffice();
  const [heard, setHeard] = createSignal<{ readonly id: string; readonly latest: Latest }>();
  const stop = changes.watch({
    onChanges(arrived) {
      for (const change of arrived) {
        if (change.kind === "reading" && change.pointId === id())
          setHeard({ id: id(), latest: change.latest });
      }
    },
    // What was heard last may have been decided about since.
    onReset: () => setHeard(undefined),
  });
  onCleanup(stop);
  return createMemo(() => {
    const row = points.rowOf(id());
    const listed = row === undefined ? undefined : points.point(row);
    const loaded = known()?.point;
    const point = listed ?? loaded;
    if (!point) return undefined;
    const said = heard();
    const [latest] = [loaded?.latest, said?.id === id() ? said.latest : undefined, listed?.latest]
      .filter((one) => one !== undefined)
      .sort((a, b) => b.atMs - a.atMs);
    return latest ? { ...point, latest } : point;
  });
}

type Latest = NonNullable<WirePoint["latest"]>;

interface Followed {
  readonly detail: { reload(): void };
  readonly consumption: { reload(): void };
  readonly series: { reload(): void };
  readonly readings: CreatedReadings;
  readonly period: Accessor<Period>;
}

/** A reading of this point arrived: ask again for what it changes, not more often than anyone could read. */
function followFeed(id: Accessor<string>, followed: Followed): void {
  const { changes } = useOffice();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    timer = undefined;
    followed.detail.reload();
    followed.readings.loadNewer();
    if (followed.period().toMs > Date.now() - 3_600_000) {
      followed.consumption.reload();
      followed.series.reload();
    }
  };
  const stop = changes.watch({
    onChanges(arrived) {
      const isOurs = arrived.some(
        (change) => (change.kind === "reading" ? change.pointId : change.point.id) === id(),
      );
      if (isOurs) timer ??= setTimeout(refresh, REFRESH_MS);
    },
    onReset: refresh,
  });
  onCleanup(() => {
    stop();
    clearTimeout(timer);
  });
}
