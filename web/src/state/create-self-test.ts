import { type Accessor, createSignal, onCleanup } from "solid-js";
import { planSelfTest } from "../rounds/plan-self-test.ts";
import type { Field } from "./field.ts";
import { makeStoredChoice } from "./stored-choice.ts";

export interface SelfTestNow {
  readonly isDone: boolean;
  readonly leftMs: number;
  /** Telegrams of each part so far; the last one is running until `isDone`. */
  readonly parts: readonly { readonly mode: string; readonly frames: number }[];
  readonly damaged: number;
  /** Of receivers that tell the mode of each telegram. */
  readonly told: { readonly c: number; readonly t: number };
  readonly strongestDbm: number | undefined;
}

/** Half a minute of listening in each radio mode, before one drives off with a dead receiver. */
export interface SelfTest {
  readonly now: Accessor<SelfTestNow | undefined>;
  start(): Promise<void>;
  /** Also ends one that runs; the receiver is set back for the drive. */
  close(): void;
}

const LOOK_MS = 250;
const DRIVE_MODE = "c-t";

export function createSelfTest(field: Field): SelfTest {
  const [now, setNow] = createSignal<SelfTestNow>();
  const stored = makeStoredChoice("receiver.tested");
  let run = 0;
  const heartbeat = () => field.state()?.heartbeat;

  /** One part: tells the mode, then counts what comes until its time is over or the test is. */
  const listen = async (mine: number, lastsMs: number, onLook: (frames: number, leftMs: number) => void) => {
    const before = heartbeat()?.heard ?? 0;
    const endMs = Date.now() + lastsMs;
    while (mine === run && Date.now() < endMs) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      onLook((heartbeat()?.heard ?? 0) - before, Math.max(0, endMs - Date.now()));
    }
  };
  const start = async (): Promise<void> => {
    run += 1;
    const mine = run;
    const first = heartbeat();
    const parts: { mode: string; frames: number }[] = [];
    let strongestDbm: number | undefined;
    const show = (isDone: boolean, leftMs: number): void => {
      const { rssiDbm, damaged = 0, modes } = heartbeat() ?? {};
      if (rssiDbm !== undefined) strongestDbm = Math.max(strongestDbm ?? rssiDbm, rssiDbm);
      setNow({
        isDone,
        leftMs,
        parts: parts.map((part) => ({ ...part })),
        damaged: damaged - (first?.damaged ?? 0),
        told: { c: (modes?.c ?? 0) - (first?.modes.c ?? 0), t: (modes?.t ?? 0) - (first?.modes.t ?? 0) },
        strongestDbm,
      });
    };
    const plan = planSelfTest(field.receiver.modes());
    for (const [at, { mode, lastsMs }] of plan.entries()) {
      if (mine !== run) break;
      const part = { mode, frames: 0 };
      parts.push(part);
      await field.receiver.setMode(mode);
      await listen(mine, lastsMs, (frames, leftMs) => {
        if (mine !== run) return;
        part.frames = frames;
        show(false, leftMs + plan.slice(at + 1).reduce((sum, next) => sum + next.lastsMs, 0));
      });
    }
    await field.receiver.setMode(DRIVE_MODE);
    if (mine !== run) return;
    if (parts.some(({ frames }) => frames > 0)) stored.write(String(Date.now()));
    show(true, 0);
  };
  const close = (): void => {
    run += 1;
    setNow(undefined);
  };
  onCleanup(close);
  return { now, start, close };
}
