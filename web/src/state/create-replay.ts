import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { IntakeAnswer, ReplayCommand } from "../intake-protocol.ts";
import type { ReplayNow } from "../replay/replay-drive.ts";
import type { Field } from "./field.ts";

export const REPLAY_SPEEDS = ["1", "10", "fast"] as const;
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/** A recorded drive, played against one of the rounds on this phone. */
export interface Replay {
  /** `undefined`: nothing is open. */
  readonly now: Accessor<ReplayNow | undefined>;
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
  const [isPlaying, setPlaying] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  const [speed, setSpeed] = createSignal<ReplaySpeed>("10");
  const [fault, setFault] = createSignal<string>();
  /** Moment of the recording that has been reached; silence passes too. */
  let reachedMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = (step: ReplayCommand): Promise<IntakeAnswer> => field.ask({ kind: "replay", step });
  const take = (answer: IntakeAnswer): boolean => {
    if (typeof answer === "object" && "played" in answer) {
      setNow(answer);
      return true;
    }
    setFault(typeof answer === "string" ? answer : undefined);
    return false;
  };
  const pause = (): void => {
    clearTimeout(timer);
    setPlaying(false);
  };
  const step = async (): Promise<void> => {
    const startedAtMs = performance.now();
    const isFast = speed() === "fast";
    reachedMs = isFast ? Number.POSITIVE_INFINITY : reachedMs + STEP_MS * Number(speed());
    const isTaken = take(await ask({ kind: "play", upToMs: reachedMs }));
    const state = now();
    if (!isPlaying()) return;
    if (!isTaken || !state || state.played >= state.frames) return pause();
    if (isFast) reachedMs = state.atMs;
    const waitMs = isFast ? 0 : Math.max(0, STEP_MS - (performance.now() - startedAtMs));
    timer = setTimeout(() => void step(), waitMs);
  };
  const play = (): void => {
    if (isPlaying()) return;
    setPlaying(true);
    void step();
  };
  onCleanup(() => {
    pause();
    void ask({ kind: "close" });
  });
  return {
    now,
    isPlaying,
    isBusy,
    speed,
    fault,
    chooseSpeed: setSpeed,
    async open(roundId, text) {
      pause();
      setFault(undefined);
      setNow(undefined);
      setBusy(true);
      const isTaken = take(await ask({ kind: "open", roundId, ...(text === undefined ? {} : { text }) }));
      setBusy(false);
      reachedMs = now()?.fromMs ?? 0;
      if (isTaken) play();
    },
    play,
    pause,
  };
}
