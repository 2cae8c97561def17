import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Cause, Why } from "../../../shared/field/why-not-read.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { orderCards, type PlacedCard } from "../rounds/order-cards.ts";
import { type PulseKind, readPulse } from "../rounds/read-pulse.ts";
import { createNow } from "./create-now.ts";
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
  const now = createNow();
  const { isFading, fadingIds, beat: fadeBeat } = createFading(field);
  const causes = createCauses(field);
  const [isWhole, setWhole] = createSignal(false);
  const all = createMemo(() => field.round()?.cards ?? []);
  const own = createMemo(() => {
    const me = field.round()?.personId;
    return all().filter(({ readerId }) => readerId === undefined || readerId === me);
  });
  const cards = (): readonly RoundCard[] => (isWhole() ? all() : own());
  const openedAtMs = createMemo<number | undefined>((was) =>
    field.receiver.link().kind === "open" ? (was ?? Date.now()) : undefined,
  );
  const ordered = createMemo(() => orderCards(cards(), field.place()));
  const isLeft = (pointId: string): boolean => !field.reads().has(pointId);
  const pulse = createMemo(() =>
    readPulse({
      link: field.receiver.link().kind,
      lastAtMs: field.state()?.heartbeat.lastAtMs,
      openedAtMs: openedAtMs(),
      nowMs: now(),
      silentAfterMs: field.state()?.heartbeat.silentAfterMs,
    }),
  );
  return {
    rows: createMemo(() => {
      const fading = fadingIds();
      return ordered()
        .filter(({ card }) => isLeft(card.pointId) || fading.has(card.pointId))
        .map((one) => ({ ...one, isFading: fading.has(one.card.pointId) }));
    }),
    cards,
    read: () => cards().reduce((sum, { pointId }) => sum + (isLeft(pointId) ? 0 : 1), 0),
    total: () => cards().length,
    pulse,
    ageMs: createMemo(() => {
      const lastAtMs = field.state()?.heartbeat.lastAtMs;
      return lastAtMs === undefined ? undefined : Math.max(0, now() - lastAtMs);
    }),
    isHeld: () => field.state()?.readingRoundId !== roundId(),
    isLeft,
    markOf: (pointId) => {
      if (isFading(pointId)) return "read";
      const why = causes().get(pointId);
      return isLeft(pointId) ? (why ? MARKS[why.cause] : "left") : undefined;
    },
    whyOf: (pointId) => causes().get(pointId),
    isWhole,
    showWhole: setWhole,
    isShared: () => own().length < all().length,
    // A new map of causes is a new beat.
    beat: createMemo(() => [fadeBeat(), causes()] as const),
  };
}

const LOOK_EVERY_MS = 3000;

/** What somebody has to help with, and what time will mend. */
const MARKS: Readonly<Record<Cause, "left" | "stuck" | "waits">> = {
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

/** Points read just now stay a moment, so that one sees which. */
function createFading(field: Field) {
  const [fadingIds, setFadingIds] = createSignal<ReadonlySet<string>>(new Set());
  const [beat, setBeat] = createSignal(0);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const put = (ids: ReadonlySet<string>): void => {
    setFadingIds(ids);
    setBeat((count) => count + 1);
  };
  createEffect(
    on(field.lastRead, (ids) => {
      if (ids.length === 0) return;
      put(new Set([...fadingIds(), ...ids]));
      const timer = setTimeout(() => {
        timers.delete(timer);
        put(new Set([...fadingIds()].filter((id) => !ids.includes(id))));
      }, FADE_MS);
      timers.add(timer);
    }),
  );
  onCleanup(() => {
    for (const timer of timers) clearTimeout(timer);
  });
  return { fadingIds, beat, isFading: (pointId: string) => fadingIds().has(pointId) };
}
