import {
  type Accessor,
  batch,
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
} from "solid-js";
import type { Cause, Why } from "../../../shared/field/why-not-read.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { agoOf, type BothClocks, bothClocks, heardAt } from "../rounds/last-heard.ts";
import { orderCards, type PlacedCard } from "../rounds/order-cards.ts";
import { type PulseKind, readPulse } from "../rounds/read-pulse.ts";
import { createNow } from "./create-now.ts";
import { createVisits } from "./create-visits.ts";
import type { Field } from "./field.ts";

const FADE_MS = 1600;

/** One round while it is read: what is left, what is fading, how the receiver is. */
export interface Reading {
  /** What is left, nearest first, with those read just now still in their places. */
  readonly rows: Accessor<readonly (PlacedCard & { readonly isFading: boolean })[]>;
  readonly cards: Accessor<readonly RoundCard[]>;
  readonly read: Accessor<number>;
  readonly total: Accessor<number>;
  readonly pulse: Accessor<PulseKind>;
  readonly ageMs: Accessor<number | undefined>;
  readonly isHeld: Accessor<boolean>;
  isLeft(pointId: string): boolean;
  /** What the map shows of a point: left to read, read just now, or nothing. */
  markOf(pointId: string): "left" | "read" | "stuck" | "waits" | undefined;
  /** Why it is not read; `undefined`: it was never heard, or is read. */
  whyOf(pointId: string): Why | undefined;
  /** Whether the whole round is shown, or the reader's own share of it. */
  readonly isWhole: Accessor<boolean>;
  showWhole(isWhole: boolean): void;
  /** There is somebody else's share to be shown. */
  readonly isShared: Accessor<boolean>;
  /** Changes with every read and with every end of a fade. */
  readonly beat: Accessor<unknown>;
}

export function createReading(field: Field, roundId: Accessor<string>): Reading {
  // By a clock that nobody sets: one put forward by an hour is no hour of silence.
  const now = createNow(1000, () => performance.now());
  const { isFading, fadingIds, beat: fadeBeat } = createFading(field);
  const causes = createCauses(field);
  const visits = createVisits(field);
  const [isWhole, setWhole] = createSignal(false);
  const all = createMemo(() => field.round()?.cards ?? []);
  const own = createMemo(() => {
    const me = field.round()?.personId;
    return all().filter(({ readerId }) => readerId === undefined || readerId === me);
  });
  const cards = (): readonly RoundCard[] => (isWhole() ? all() : own());
  const heard = createHeardAt(field);
  const ageMs = createMemo(() => {
    const [last, beatMs] = [heard(), now()];
    return last && agoOf(last, { beatMs, wallMs: Date.now() });
  });
  const ordered = createMemo(() => orderCards(cards(), field.place()));
  const isLeft = (pointId: string): boolean => !(field.reads().has(pointId) || visits().has(pointId));
  const pulse = createMemo(() =>
    readPulse({
      link: field.receiver.link().kind,
      lastAtMs: heard()?.beatMs,
      lastAgoMs: ageMs(),
      openedAtMs: field.linkedAtMs(),
      nowMs: now(),
      silentAfterMs: field.state()?.heartbeat.silentAfterMs,
    }),
  );
  const read = createMemo(() => cards().reduce((sum, { pointId }) => sum + (isLeft(pointId) ? 0 : 1), 0));
  return {
    rows: createMemo(() => {
      const fading = fadingIds();
      const [isRead, isVisited] = [field.reads(), visits()];
      const rows: FadingRow[] = [];
      for (const one of ordered()) {
        const isFadingNow = fading.has(one.card.pointId);
        const { pointId } = one.card;
        if (isFadingNow || !(isRead.has(pointId) || isVisited.has(pointId)))
          rows.push(rowOf(one, isFadingNow));
      }
      return rows;
    }),
    cards,
    read,
    total: () => cards().length,
    pulse,
    ageMs,
    isHeld: () => field.state()?.readingRoundId !== roundId(),
    isLeft,
    markOf: (pointId) => {
      if (isFading(pointId)) return "read";
      const why = causes().get(pointId);
      return isLeft(pointId) ? (why ? CAUSE_MARKS[why.cause] : "left") : undefined;
    },
    whyOf: (pointId) => causes().get(pointId),
    isWhole,
    showWhole: setWhole,
    isShared: () => own().length < all().length,
    // A new map of causes is a new beat.
    beat: createMemo(() => [fadeBeat(), causes()] as const),
  };
}

/** When the last telegram came. */
function createHeardAt(field: Field): Accessor<BothClocks | undefined> {
  const last = createMemo(() => field.state()?.heartbeat.lastAtMs);
  let isFirst = true;
  return createMemo<BothClocks | undefined>(
    on(last, (lastAtMs) => {
      if (lastAtMs === undefined) return undefined;
      const heard = heardAt(lastAtMs, bothClocks(), isFirst);
      isFirst = false;
      return heard;
    }),
  );
}

type FadingRow = PlacedCard & { readonly isFading: boolean };

const plainRows = new WeakMap<PlacedCard, FadingRow>();
const fadingRows = new WeakMap<PlacedCard, FadingRow>();

/** A row that is as it was is the same row: only what changed is drawn again. */
function rowOf(one: PlacedCard, isFading: boolean): FadingRow {
  const rows = isFading ? fadingRows : plainRows;
  const known = rows.get(one) ?? { ...one, isFading };
  rows.set(one, known);
  return known;
}

const LOOK_EVERY_MS = 3000;

/** What somebody has to help with, and what time will mend. */
export const CAUSE_MARKS: Readonly<Record<Cause, "left" | "stuck" | "waits">> = {
  "never-heard": "left",
  "not-decoded": "waits",
  "no-key": "stuck",
  "wrong-key": "stuck",
  damaged: "waits",
  asleep: "waits",
  "compact-only": "waits",
  "other-meter": "stuck",
  unsupported: "stuck",
};

/** Asked for now and then: it changes as the car moves on. */
function createCauses(field: Field): Accessor<ReadonlyMap<string, Why>> {
  const [causes, setCauses] = createSignal<ReadonlyMap<string, Why>>(new Map());
  let said = "";
  const look = async (): Promise<void> => {
    if (document.hidden) return;
    const next = await field.explain();
    const text = JSON.stringify([...next]);
    if (text === said) return;
    said = text;
    setCauses(next);
  };
  createEffect(on([field.round, () => field.state()?.phone.kind], () => void look()));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  onCleanup(() => clearInterval(timer));
  return causes;
}

const SWEEP_MS = 400;

/** Points read just now stay a moment, so that one sees which. On a busy radio many end with one sweep. */
function createFading(field: Field) {
  const [fadingIds, setFadingIds] = createSignal<ReadonlySet<string>>(new Set());
  const [beat, setBeat] = createSignal(0);
  const untilMs = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = (): void => {
    batch(() => {
      setFadingIds(new Set(untilMs.keys()));
      setBeat((count) => count + 1);
    });
  };
  const sweep = (): void => {
    const before = untilMs.size;
    const nowMs = performance.now();
    for (const [id, until] of untilMs) if (until <= nowMs) untilMs.delete(id);
    if (untilMs.size < before) put();
    timer = untilMs.size > 0 ? setTimeout(sweep, SWEEP_MS) : undefined;
  };
  // With the reads themselves and not after them: else a row would go, come back fading, and go again.
  createComputed(
    on(field.lastRead, (ids) => {
      if (ids.length === 0) return;
      for (const id of ids) untilMs.set(id, performance.now() + FADE_MS);
      put();
      timer ??= setTimeout(sweep, FADE_MS);
    }),
  );
  onCleanup(() => clearTimeout(timer));
  return { fadingIds, beat, isFading: (pointId: string) => fadingIds().has(pointId) };
}
