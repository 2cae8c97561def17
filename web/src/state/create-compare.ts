import { useSearchParams } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, createSignal } from "solid-js";
import type { Unit } from "../../../shared/model/unit.ts";
import { degreeDaysBetween } from "../../../shared/model/weather.ts";
import type { WireConsumption, WirePointDetail } from "../../../shared/model/wire.ts";
import { boundariesBetween } from "../../../shared/model/zoned-time.ts";
import { type AlignedSeries, type Alignment, alignSeries } from "../compare/align-series.ts";
import {
  type CompareAddress,
  type ComparedRegister,
  type CompareView,
  MOST_SERIES,
  readCompare,
  writeCompare,
  yearBefore,
} from "../compare/compare-view.ts";
import { freePeriod, writeDate } from "../period/period.ts";
import { createAnswers } from "./create-answers.ts";
import { createWeather, type Weather } from "./create-weather.ts";
import { type History, useHistory } from "./history-client.ts";
import { useOffice } from "./office.ts";

export type LineState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly code: string }
  /** Its unit measures something else than the first line's, or its floor is not known. */
  | { readonly kind: "refused"; readonly why: "unit" | "area"; readonly unit: Unit }
  | { readonly kind: "ready"; readonly aligned: AlignedSeries };

/** One line of the comparison. */
export interface CompareLine {
  /** Place among the series; a series laid over a year earlier has the same one twice. */
  readonly series: number;
  readonly of: ComparedRegister;
  readonly isLastYear: boolean;
  readonly detail: WirePointDetail | undefined;
  readonly state: LineState;
}

export interface ComparePage {
  readonly view: Accessor<CompareView>;
  readonly timeZone: Accessor<string>;
  /** Beginnings of the intervals, and the end of the last one. */
  readonly boundariesMs: Accessor<readonly number[]>;
  readonly lines: Accessor<readonly CompareLine[]>;
  readonly unit: Accessor<Unit>;
  /** What outdoor temperatures are known. */
  readonly weather: Weather;
  readonly fault: Accessor<"tooMany" | "noCounter" | "notLoaded" | undefined>;
  change(wanted: Partial<CompareView>): void;
  add(pointId: string): Promise<void>;
  remove(series: number): void;
  alter(series: number, wanted: Partial<ComparedRegister>): void;
}

const MOST_INTERVALS = 10_000;

export function createCompare(): ComparePage {
  const { points, words } = useOffice();
  const history = useHistory();
  const [query, setQuery] = useSearchParams();
  const [fault, setFault] = createSignal<"tooMany" | "noCounter" | "notLoaded">();
  const timeZone = (): string => points.utility()?.timeZone ?? words.formats().timeZone;

  const view = createMemo(() => {
    const address = Object.fromEntries(
      Object.entries(query).filter(([, text]) => typeof text === "string"),
    ) as Partial<CompareAddress>;
    return readCompare(address, { nowMs: Date.now(), timeZone: timeZone() });
  });
  const change = (wanted: Partial<CompareView>): void => {
    const next = { ...view(), ...wanted };
    const { step } = freePeriod(next, next.step, { timeZone: timeZone() });
    setQuery({ ...writeCompare({ ...next, step }, timeZone()) }, { replace: true });
  };
  const details = createAnswers<WirePointDetail>((id) => history.point(id));
  createEffect(() => {
    for (const { pointId } of view().series) details.want(pointId);
  });
  const boundariesMs = createMemo(() =>
    boundariesBetween(view(), view().step, { timeZone: timeZone(), limit: MOST_INTERVALS }),
  );
  const weather = createWeather(() => view().degreeDayBaseC !== undefined);
  const lines = createLines({ view, timeZone, boundariesMs, details, history, weather });

  return {
    view,
    timeZone,
    boundariesMs,
    ...lines,
    weather,
    fault,
    change,
    async add(pointId) {
      const { series } = view();
      setFault(series.length >= MOST_SERIES ? "tooMany" : undefined);
      if (series.length >= MOST_SERIES) return;
      const answer = await history.point(pointId);
      const taken = view()
        .series.filter((one) => one.pointId === pointId)
        .map(({ register }) => register);
      const counters = answer.ok ? answer.value.counters : [];
      const register = counters.find((one) => !taken.includes(one)) ?? counters[0];
      if (register) change({ series: [...view().series, { pointId, register, areaM2: "" }] });
      else setFault(answer.ok ? "noCounter" : "notLoaded");
    },
    remove: (series) => change({ series: view().series.filter((_, i) => i !== series) }),
    alter: (series, wanted) =>
      change({ series: view().series.map((one, i) => (i === series ? { ...one, ...wanted } : one)) }),
  };
}

interface LineGround {
  readonly view: Accessor<CompareView>;
  readonly timeZone: Accessor<string>;
  readonly boundariesMs: Accessor<readonly number[]>;
  readonly details: ReturnType<typeof createAnswers<WirePointDetail>>;
  readonly history: History;
  readonly weather: Weather;
}

/** Loads what each line shows, and brings it to one unit and one row of intervals. */
function createLines(ground: LineGround): Pick<ComparePage, "lines" | "unit"> {
  const { view, timeZone, boundariesMs, details, history, weather } = ground;
  const degreeDaysOf = createMemo(() => {
    const baseC = view().degreeDayBaseC;
    if (baseC === undefined) return undefined;
    // Weather is known by day: an hour has no degree days.
    if (view().step === "hour") return () => undefined;
    const byDay = weather.byDay();
    const dayOf = (atMs: number): string => writeDate(atMs, timeZone());
    return ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) =>
      degreeDaysBetween(byDay, { fromDay: dayOf(fromMs), toDay: dayOf(toMs) }, baseC);
  });
  const answers = createAnswers<WireConsumption>((key) => {
    const [pointId, register, step, fromMs, toMs] = JSON.parse(key) as QuestionKey;
    return history.consumption(pointId, { register, step, fromMs, toMs });
  });
  /** The comparison's own beginnings, and those a year earlier. */
  const beginnings = createMemo(() => {
    const own = boundariesMs().slice(0, -1);
    return { own, earlier: own.map((atMs) => yearBefore(atMs, timeZone())) };
  });
  const asked = createMemo(() => {
    const { series, step, fromMs, toMs, hasLastYear } = view();
    const earlierMs = beginnings().earlier.filter((atMs) => atMs !== undefined);
    const own = { fromMs, toMs, isLastYear: false };
    const earlier = {
      fromMs: earlierMs[0] ?? fromMs,
      toMs: (earlierMs.at(-1) ?? fromMs) + 1,
      isLastYear: true,
    };
    return series.flatMap((of, i) =>
      [own, ...(hasLastYear && earlierMs.length > 0 ? [earlier] : [])].map((span) => ({
        series: i,
        of,
        isLastYear: span.isLastYear,
        key: JSON.stringify([of.pointId, of.register, step, span.fromMs, span.toMs] satisfies QuestionKey),
      })),
    );
  });
  createEffect(() => {
    for (const { key } of asked()) answers.want(key);
  });
  const unit = createMemo((): Unit => {
    for (const { key } of asked()) {
      const answer = answers.get(key);
      if (answer?.ok) return answer.value.unit;
    }
    return "";
  });
  const lines = createMemo(() =>
    asked().map(({ key, isLastYear, ...line }): CompareLine => {
      const detail = details.get(line.of.pointId);
      const beginningsMs = isLastYear ? beginnings().earlier : beginnings().own;
      const answer = answers.get(key);
      const state = stateOf(answer, {
        beginningsMs,
        unit: unit(),
        of: line.of,
        isPerArea: view().isPerArea,
        degreeDaysOf: degreeDaysOf(),
      });
      return { ...line, isLastYear, detail: detail?.ok ? detail.value : undefined, state };
    }),
  );
  return { lines, unit };
}

type QuestionKey = [
  pointId: string,
  register: ComparedRegister["register"],
  step: CompareView["step"],
  fromMs: number,
  toMs: number,
];

function stateOf(
  answer: Awaited<ReturnType<History["consumption"]>> | undefined,
  how: {
    readonly beginningsMs: readonly (number | undefined)[];
    readonly unit: Unit;
    readonly of: ComparedRegister;
    readonly isPerArea: boolean;
    readonly degreeDaysOf: Alignment["degreeDaysOf"];
  },
): LineState {
  if (!answer) return { kind: "loading" };
  if (!answer.ok) return { kind: "failed", code: answer.error.code };
  const { unit, beginningsMs } = how;
  if (how.isPerArea && how.of.areaM2 === "") return { kind: "refused", why: "area", unit: answer.value.unit };
  const areaM2 = how.isPerArea ? how.of.areaM2 : undefined;
  const aligned = alignSeries(answer.value, { beginningsMs, unit, areaM2, degreeDaysOf: how.degreeDaysOf });
  return aligned ? { kind: "ready", aligned } : { kind: "refused", why: "unit", unit: answer.value.unit };
}
