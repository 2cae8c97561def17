import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { type Channels, channelsOf, showColumn } from "../../../shared/model/channel.ts";
import type { Register } from "../../../shared/model/register.ts";
import { parseScaled, scaledToNumber } from "../../../shared/model/scaled.ts";
import type { WireChange, WirePoint } from "../../../shared/model/wire.ts";
import type { WireLivePoint, WireTrends } from "../../../shared/model/wire-live.ts";
import { fetchLive, fetchTrends } from "../api/live-calls.ts";
import { type LiveRow, liveRowOf, type Told, tell } from "../live/live-rows.ts";
import { follow, type Trend } from "../live/trend.ts";
import { createCall } from "./create-call.ts";
import { useOffice } from "./office.ts";

type Latest = NonNullable<WirePoint["latest"]>;

/** The trend that stands beside each row. */
export interface TrendWish {
  readonly register: Register;
  readonly hours: number;
}

/** Priority points as they are heard. */
export interface Live {
  /** `undefined` until they are there. */
  readonly rows: Accessor<readonly LiveRow[] | undefined>;
  readonly leftOut: Accessor<number>;
  readonly failure: Accessor<string | undefined>;
  /** As the channel shows it. */
  trendOf(pointId: string): Trend | undefined;
  readonly isTrendFailed: Accessor<boolean>;
  reload(): void;
}

/** One point while it is followed. */
interface Followed {
  readonly point: WireLivePoint;
  readonly channels: Channels;
  readonly told: Told;
  readonly latest: Latest | undefined;
}

/** Points that change ask for a new list at most so often. */
const RELOAD_MS = 1500;
const HOUR_MS = 3_600_000;

export function createLive(wish: Accessor<TrendWish>): Live {
  const { changes, points } = useOffice();
  const call = createCall(
    () => "live",
    (_, signal) => fetchLive(signal),
    { as: () => "live" },
  );
  const trends = createTrends(wish);
  const [followed, setFollowed] = createSignal<ReadonlyMap<string, Followed>>();

  createEffect(
    on(call.answered, (answered) => {
      if (!answered) return;
      changes.start(answered.value.cursor);
      setFollowed((known) => takeList(answered.value.points, known));
    }),
  );
  // What was said while the feed was being opened.
  createEffect(
    on(
      () => changes.connection().kind,
      (kind) => kind === "live" && call.answered() && call.reload(),
      { defer: true },
    ),
  );
  const reloadSoon = createSoon(call.reload, RELOAD_MS);
  onCleanup(
    changes.watch({
      onChanges(arrived) {
        const known = followed();
        if (known) setFollowed(hear(known, arrived));
        if (arrived.some((change) => change.kind === "point" && isOurs(change.point, known))) reloadSoon();
        trends.hear(arrived, known);
      },
      onReset: () => {
        call.reload();
        trends.reload();
      },
    }),
  );
  return {
    rows: createMemo(() => {
      const known = followed();
      return known && [...known.values()].map(({ point, ...said }) => liveRowOf(point, said, said.channels));
    }),
    leftOut: () => call.answered()?.value.leftOut ?? 0,
    failure: () => (call.isLoading() || followed() ? undefined : call.error()?.code),
    trendOf: (pointId) => trends.of(pointId, followed()?.get(pointId)?.channels),
    isTrendFailed: trends.isFailed,
    reload() {
      void points.load();
      call.reload();
      trends.reload();
    },
  };
}

const isOurs = (point: WirePoint, known: ReadonlyMap<string, Followed> | undefined): boolean =>
  point.isPriority === true || (known?.has(point.id) ?? false);

/** The list as the server has it, with whatever was heard since it was made. */
function takeList(
  points: readonly WireLivePoint[],
  known: ReadonlyMap<string, Followed> | undefined,
): ReadonlyMap<string, Followed> {
  return new Map(
    points.map((point) => {
      const { latest } = point;
      const before = known?.get(point.id);
      const told = latest ? tell(before?.told ?? new Map(), latest) : (before?.told ?? new Map());
      return [
        point.id,
        { point, channels: channelsOf(point.channels), told, latest: newer(latest, before?.latest) },
      ];
    }),
  );
}

const newer = (a: Latest | undefined, b: Latest | undefined): Latest | undefined =>
  a && b ? (b.atMs > a.atMs ? b : a) : (a ?? b);

function hear(
  known: ReadonlyMap<string, Followed>,
  arrived: readonly WireChange[],
): ReadonlyMap<string, Followed> {
  let next: Map<string, Followed> | undefined;
  for (const change of arrived) {
    if (change.kind !== "reading") continue;
    const one = (next ?? known).get(change.pointId);
    if (!one) continue;
    next ??= new Map(known);
    const { latest } = change;
    next.set(change.pointId, { ...one, told: tell(one.told, latest), latest: newer(one.latest, latest) });
  }
  return next ?? known;
}

/** The chosen register's last hours at every point, and what arrives since. */
function createTrends(wish: Accessor<TrendWish>) {
  const asked = createMemo(wish, undefined, {
    equals: (a, b) => a.register === b.register && a.hours === b.hours,
  });
  const call = createCall(asked, fetchTrends, {
    as: ({ register, hours }) => `trends/${register}/${hours}`,
    isQuiet: true,
  });
  const [trends, setTrends] = createSignal<Trends>(new Map());
  createEffect(
    on(call.answered, (answered) => {
      if (answered) setTrends(new Map(answered.value.trends.map((trend) => [trend.pointId, trend])));
    }),
  );
  return {
    isFailed: () => call.error() !== undefined,
    reload: call.reload,
    of(pointId: string, channels: Channels | undefined): Trend | undefined {
      const trend = trends().get(pointId);
      const channel = channels?.get(asked().register);
      return trend && channel ? { ...trend, values: showColumn(channel, trend.values, trend.unit) } : trend;
    },
    hear(arrived: readonly WireChange[], known: ReadonlyMap<string, unknown> | undefined): void {
      const { register, hours } = asked();
      const fromMs = Date.now() - hours * HOUR_MS;
      let next = trends();
      for (const change of arrived) {
        if (change.kind === "reading" && known?.has(change.pointId))
          next = lengthen(next, change, { register, fromMs });
      }
      setTrends(next);
    },
  };
}

type Trends = ReadonlyMap<string, WireTrends["trends"][number]>;

/** The trends with what one reading says of the register; the same ones where it says nothing new of it. */
function lengthen(
  trends: Trends,
  { pointId, latest }: Extract<WireChange, { kind: "reading" }>,
  { register, fromMs }: { readonly register: Register; readonly fromMs: number },
): Trends {
  const said = latest.values.find((value) => value.register === register);
  const value = said && parseScaled(said.value);
  if (!said || !value) return trends;
  const before = trends.get(pointId) ?? { pointId, unit: said.unit, timesMs: [], values: [] };
  if (before.unit !== said.unit) return trends;
  const next = follow(before, { atMs: latest.atMs, value: scaledToNumber(value) }, fromMs);
  return next === before ? trends : new Map(trends).set(pointId, { ...before, ...next });
}

/** Runs something a while after the first of several reasons. */
function createSoon(run: () => void, waitMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, waitMs);
  };
}
