import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { IntakeAnswer, ReplayCommand } from "../intake-protocol.ts";
import type { ReplayNow } from "../replay/replay-drive.ts";
import { CAUSE_MARKS } from "./create-reading.ts";
import type { Field } from "./field.ts";

export const REPLAY_SPEEDS = ["1", "10", "fast"] as const;
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/** A recorded drive, played against one of the rounds on this phone. */
export interface Replay {
  /** `undefined`: nothing is open. */
  readonly now: Accessor<ReplayNow | undefined>;
  /** Points of the round it is played against. */
  readonly cards: Accessor<readonly RoundCard[]>;
  /** What its map shows of a point so far. */
  markOf(pointId: string): "read" | "left" | "stuck" | "waits";
  readonly isPlaying: Accessor<boolean>;
  readonly isBusy: Accessor<boolean>;
  readonly speed: Accessor<ReplaySpeed>;
  readonly fault: Accessor<string | undefined>;
  chooseSpeed(speed: ReplaySpeed): void;
  /** Without a text: what this phone's own journal holds. */
  open(roundId: string, text: string | undefined): Promise<void>;
  play(): void;
  pause(): void;
}

const STEP_MS = 200;

export function createReplay(field: Field): Replay {
  const [now, setNow] = createSignal<ReplayNow>();
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  /** Counts what was opened: an answer may come after it has ended. */
  let opened = 0;

  const ask = (step: ReplayCommand): Promise<IntakeAnswer> => field.ask({ kind: "replay", step });
  const { cards, markOf, ...onMap } = createOnMap(ask);
  const take = (answer: IntakeAnswer): boolean => {
    if (typeof answer === "object" && "played" in answer) {
      onMap.take(answer);
      setNow(answer);
      return true;
    }
    setFault(typeof answer === "string" ? answer : undefined);
    return false;
  };
  const { startAt, ...player } = createPlayer(async (upToMs) => {
    const own = opened;
    const answer = await ask({ kind: "play", upToMs });
    return own === opened && take(answer) ? now() : undefined;
  });
  onCleanup(() => {
    player.pause();
    void ask({ kind: "close" });
  });
  return {
    now,
    cards,
    markOf,
    isBusy,
    fault,
    ...player,
    async open(roundId, text) {
      player.pause();
      opened += 1;
      const own = opened;
      setFault(undefined);
      setNow(undefined);
      onMap.clear();
      setBusy(true);
      const answer = await ask({ kind: "open", roundId, ...(text === undefined ? {} : { text }) });
      if (own !== opened) return;
      const isTaken = take(answer);
      if (isTaken) await onMap.open();
      if (own !== opened) return;
      setBusy(false);
      startAt(now()?.fromMs ?? 0);
      if (isTaken) player.play();
    },
  };
}

/** Steps through what is open; `playUpTo` gives nothing where there is nothing to go on with. */
function createPlayer(playUpTo: (upToMs: number) => Promise<ReplayNow | undefined>) {
  const [isPlaying, setPlaying] = createSignal(false);
  const [speed, setSpeed] = createSignal<ReplaySpeed>("10");
  /** Moment of the recording that has been reached; silence passes too. */
  let reachedMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts how often it was set going: a step under way does not go on beside the next ones. */
  let going = 0;
  const pause = (): void => {
    going += 1;
    clearTimeout(timer);
    setPlaying(false);
  };
  const step = async (own: number): Promise<void> => {
    const startedAtMs = performance.now();
    const isFast = speed() === "fast";
    reachedMs = isFast ? Number.POSITIVE_INFINITY : reachedMs + STEP_MS * Number(speed());
    const state = await playUpTo(reachedMs);
    if (isFast && state) reachedMs = state.atMs;
    if (own !== going) return;
    if (!state || state.played >= state.frames) return pause();
    const waitMs = isFast ? 0 : Math.max(0, STEP_MS - (performance.now() - startedAtMs));
    timer = setTimeout(() => void step(own), waitMs);
  };
  return {
    isPlaying,
    speed,
    chooseSpeed: setSpeed,
    startAt(atMs: number): void {
      reachedMs = atMs;
    },
    play(): void {
      if (isPlaying()) return;
      setPlaying(true);
      void step(going);
    },
    pause,
  };
}

/** The round's points on the map, and what has become of them so far. */
function createOnMap(ask: (step: ReplayCommand) => Promise<IntakeAnswer>) {
  const [cards, setCards] = createSignal<readonly RoundCard[]>([]);
  const read = new Set<string>();
  const missed = new Map<string, "left" | "stuck" | "waits">();
  return {
    take({ readSince, misses }: ReplayNow): void {
      for (const pointId of readSince) read.add(pointId);
      missed.clear();
      for (const { cause, points } of misses)
        for (const { pointId } of points) missed.set(pointId, CAUSE_MARKS[cause]);
    },
    clear(): void {
      setCards([]);
      read.clear();
      missed.clear();
    },
    cards,
    async open(): Promise<void> {
      const known = await ask({ kind: "cards" });
      if (typeof known === "object" && "cards" in known) setCards(known.cards);
    },
    markOf: (pointId: string) => (read.has(pointId) ? ("read" as const) : (missed.get(pointId) ?? "left")),
  };
}
