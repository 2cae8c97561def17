import { type Accessor, batch, createSignal, untrack } from "solid-js";
import type { WireChange, WirePoint, WirePointList } from "../../../shared/model/wire.ts";
import type { CallError } from "../api/call-server.ts";
import { noteRefusal } from "../api/session-watch.ts";
import { LatestTable } from "../points/latest-table.ts";
import type { OwnColumns } from "../points/own-columns.ts";
import { learnWords } from "../points/pack-words.ts";
import type { PointColumn } from "../points/point-criteria.ts";
import { PointTable } from "../points/point-table.ts";
import type { ShardPack } from "../points/shard-pack.ts";
import type { PointsCommand, PointsEvent, TableNews } from "../points-protocol.ts";
import type { PointsOwner } from "../store/kept-lists.ts";
import type { Changes } from "./create-changes.ts";
import { makeHeardLately } from "./heard-lately.ts";
import { createOwnAsked } from "./own-asked.ts";
import { createPointOrders } from "./point-orders.ts";
import { startPointsWorker } from "./points-client.ts";
import { makeRowSignals } from "./row-signals.ts";

export type Loading =
  | { readonly kind: "idle" | "ready" }
  | { readonly kind: "loading"; readonly progress?: { readonly done: number; readonly of: number } }
  | { readonly kind: "failed"; readonly error: CallError };

/** All metering points of the utility: from this browser's own store first, kept true by the change feed. */
export interface Points {
  readonly loading: Accessor<Loading>;
  readonly utility: Accessor<WirePointList["utility"] | undefined>;
  /** A page that came without the list tells whose it is. */
  learnUtility(utility: WirePointList["utility"]): void;
  /** Every point; told anew when points came, went or were edited. */
  readonly all: Accessor<PointTable>;
  /** One row, followed alone. */
  point(row: number): WirePoint | undefined;
  rowOf(pointId: string): number | undefined;
  /** Rows in the order of a column that readings do not change; `undefined` until it is made. New points come last. */
  order(column: PointColumn, languageTag: string): Uint32Array | undefined;
  /** Counts up with every batch of new readings. */
  readonly readingsSeen: Accessor<number>;
  /** Rows of the last batch. */
  readonly lastTouched: Accessor<readonly number[]>;
  /** When the server last said that this is how things are; `undefined` before it ever did. */
  readonly asOfMs: Accessor<number | undefined>;
  /** Own fields that were asked for and are not to be had: `undefined` while some are on their way. */
  readonly ownMissing: Accessor<readonly string[] | undefined>;
  /** What stands in the way of a true list that outlives the page. */
  readonly trouble: Accessor<PointsTrouble>;
  /** Starts what will load the list, before it is known whose it is. */
  prepare(): void;
  /** Reads what is kept of the list before any screen asks for it. */
  openAhead(): void;
  load(): Promise<void>;
}

export interface PointsTrouble {
  /** This browser gives no room: the list is there only until the page is closed. */
  readonly isUnkept: boolean;
  /** Points that a newer server wrote and this app cannot read. */
  readonly unread: number;
}

export function createPoints(changes: Changes, owner: () => PointsOwner): Points {
  const [loading, setLoading] = createSignal<Loading>({ kind: "idle" });
  const [utility, setUtility] = createSignal<WirePointList["utility"]>();
  const [asOfMs, setAsOfMs] = createSignal<number>();
  const [trouble, setTrouble] = createSignal<PointsTrouble>({ isUnkept: false, unread: 0 });
  const own = createOwnAsked((command) => asking.tell(command));
  const followed = createFollowedTable(own.columns);
  const orders = createPointOrders((command) => asking.tell(command));

  const takeTable = (news: TableNews): void => {
    batch(() => {
      orders.begin(followed.take(news), news.order);
      setUtility(news.utility);
      setAsOfMs(news.syncedAtMs);
      setTrouble((now) => ({ ...now, unread: news.unread }));
    });
    setLoading({ kind: "ready" });
    // A feed that runs already began at another moment than the list that was kept here.
    if (!changes.start(news.cursor) && followed.tables() === 1) asking.tell({ kind: "refresh" });
  };
  const fail = (code: string): void => {
    noteRefusal(code);
    if (loading().kind !== "ready") setLoading({ kind: "failed", error: { code } });
  };
  const tellProgress = (progress: { readonly done: number; readonly of: number }): void => {
    if (loading().kind !== "ready") setLoading({ kind: "loading", progress });
  };
  const take = makeTake({
    table: takeTable,
    own: (event) => own.take(event, followed.takeOwn),
    order: orders.take,
    words: (event) => followed.learn(event.words),
    confirmed: (event) => setAsOfMs(event.syncedAtMs),
    unkept: () => setTrouble((now) => ({ ...now, isUnkept: true })),
    failed: (event) => fail(event.code),
    progress: tellProgress,
  });

  const asking = makeAsking(take, () => {
    orders.askAgain();
    // The list is opened first.
    queueMicrotask(own.askAgain);
    return owner();
  });
  const load = async (): Promise<void> => {
    const before = loading().kind;
    if (before !== "ready") setLoading({ kind: "loading" });
    asking.load(before === "failed");
  };

  followFeed(changes, {
    followed,
    ask: (command) => asking.tell(command),
    lost: () => loading().kind === "ready" && setAsOfMs(Date.now()),
  });
  return {
    ...followed,
    loading,
    utility,
    learnUtility: (learned) => setUtility((known) => known ?? learned),
    order: orders.find,
    ownMissing: own.missing,
    asOfMs,
    trouble,
    prepare: asking.prepare,
    openAhead: asking.openAhead,
    load,
  };
}

/** How the worker is asked, from before it is known whose list it is. `beforeOpening` says whose. */
function makeAsking(
  take: (event: PointsEvent) => void,
  beforeOpening: () => PointsOwner,
): Pick<Points, "prepare" | "openAhead"> & {
  /** Nothing before it is open. */
  tell(command: PointsCommand): void;
  /** Opens the list, or brings it up to date. */
  load(hasFailed: boolean): void;
} {
  let worker: ((command: PointsCommand) => void) | undefined;
  let isOpen = false;
  /** What was opened ahead is as new as what would be opened now. */
  let isAhead = false;
  const prepare = (): void => {
    worker ??= startPointsWorker(take);
  };
  const open = (): void => {
    prepare();
    isOpen = true;
    const owner = beforeOpening();
    worker?.({ kind: "open", owner });
  };
  return {
    prepare,
    openAhead() {
      if (isOpen) return;
      isAhead = true;
      open();
    },
    tell(command) {
      if (isOpen) worker?.(command);
    },
    load(hasFailed) {
      if (!isOpen) open();
      else if (!isAhead || hasFailed) worker?.({ kind: "refresh" });
      isAhead = false;
    },
  };
}

function followFeed(
  changes: Changes,
  to: {
    readonly followed: FollowedTable;
    readonly ask: (command: PointsCommand) => void;
    /** What was told up to now is how things were when the feed broke off. */
    readonly lost: () => void;
  },
): void {
  changes.watch({
    onChanges(arrived) {
      const readings = arrived.filter((change) => change.kind === "reading");
      const hasEdits = readings.length < arrived.length;
      to.ask({ kind: "heard", readings, hasEdits, cursor: changes.cursor() });
      to.followed.hear(arrived);
    },
    onReset: () => {
      to.followed.forgetHeard();
      to.ask({ kind: "refresh" });
    },
    onLost: (wasLive) => {
      if (wasLive) to.lost();
    },
  });
}

type Takers = {
  readonly [Kind in Exclude<PointsEvent["kind"], "opened">]: (
    event: Extract<PointsEvent, { kind: Kind }>,
  ) => void;
};

/** Hands each thing the worker says to whom it concerns. */
const makeTake =
  (takers: Takers) =>
  (event: PointsEvent): void => {
    if (event.kind !== "opened") (takers[event.kind] as (event: PointsEvent) => void)(event);
  };

type WordsNews = Extract<PointsEvent, { kind: "words" }>["words"];

interface FollowedTable extends Pick<Points, "all" | "point" | "rowOf" | "readingsSeen" | "lastTouched"> {
  /** Takes the list as the worker tells it. Returns its number. */
  take(news: TableNews): number;
  takeOwn(columns: TableNews["own"]): void;
  /** What the search field looks at in these rooms. */
  learn(words: WordsNews): void;
  /** How often the list was told. */
  tables(): number;
  hear(changes: readonly WireChange[]): void;
  forgetHeard(): void;
}

/** The table with the signals that say what of it changed. */
function createFollowedTable(own: OwnColumns): FollowedTable {
  const rowSignals = makeRowSignals();
  const recent = makeHeardLately();
  const [readingsSeen, setReadingsSeen] = createSignal(0);
  const [lastTouched, setLastTouched] = createSignal<readonly number[]>([]);
  const [all, setAll] = createSignal(new PointTable([], undefined, own), { equals: false });
  let packs = new Map<string, ShardPack>();
  let tables = 0;
  return {
    all,
    point(row) {
      const table = all();
      rowSignals.track(row);
      return table.at(row);
    },
    rowOf: (pointId) => all().rowOf(pointId),
    readingsSeen,
    lastTouched,
    take(news) {
      for (const { room, pack, words } of news.packs) {
        packs.set(room, pack);
        if (words) learnWords(pack, words);
      }
      packs = new Map(news.rooms.flatMap((room) => pairOf(room, packs.get(room))));
      const table = new PointTable([...packs.values()], new LatestTable(news.latest), own);
      own.take(news.own);
      table.apply(recent.list());
      setAll(table);
      tables += 1;
      return tables;
    },
    takeOwn(columns) {
      own.take(columns);
      setAll(all());
    },
    learn(news) {
      for (const { room, words } of news) {
        const pack = packs.get(room);
        if (pack) learnWords(pack, words);
      }
    },
    tables: () => tables,
    forgetHeard: recent.forget,
    hear(changes) {
      recent.add(changes);
      if (tables === 0) return;
      const { touched, isEdited } = untrack(all).apply(changes);
      if (touched.length === 0) return;
      batch(() => {
        for (const row of touched) rowSignals.touch(row);
        setLastTouched(touched);
        setReadingsSeen((seen) => seen + 1);
        if (isEdited) setAll(all());
      });
    },
  };
}

const pairOf = (room: string, pack: ShardPack | undefined): readonly [string, ShardPack][] =>
  pack ? [[room, pack]] : [];
