import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { WireRoundHead } from "../../../shared/model/wire-rounds.ts";
import type { CallError } from "../api/call-server.ts";
import { fetchRounds, sendHearings } from "../api/field-calls.ts";
import { replayRound, replayTelegrams } from "../api/replay-calls.ts";
import { startRedecoding } from "../api/upkeep-calls.ts";
import { batchesOf, type RecordedDrive, readDrive } from "../replay/read-drive.ts";
import { addStep, NOTHING_REPLAYED, type ReplaySums, toTakeOver } from "../replay/sum-replay.ts";
import { createCall } from "./create-call.ts";

/** A recording at a desk: run again, looked at, and taken over only when somebody asks. */
export interface DeskReplay {
  /** Rounds whose telegrams the server has; `undefined` until it said so. */
  readonly rounds: Accessor<readonly WireRoundHead[] | undefined>;
  readonly roundsFault: Accessor<string | undefined>;
  /** What is or was run, once it is under way. */
  readonly run: Accessor<DeskRun | undefined>;
  /** 0 to 1 while it runs; `undefined` when nothing does. */
  readonly share: Accessor<number | undefined>;
  readonly fault: Accessor<string | undefined>;
  replayFile(file: File): Promise<void>;
  replayRound(round: {
    readonly id: string;
    readonly name: string;
    readonly createdAtMs: number;
  }): Promise<void>;
  stop(): void;
  /** Whether taking over has begun; it goes on with the server (`create-redecoding.ts`). */
  takeOver(): Promise<boolean>;
}

export interface DeskRun {
  readonly name: string;
  readonly sums: ReplaySums;
  /** Telegrams of a file; a round's lie with the server. */
  readonly drive?: RecordedDrive;
  readonly fromMs: number;
  readonly state: "running" | "done" | "stopped";
}

const TELEGRAMS_A_STEP = 1000;
const DAY_MS = 86_400_000;
const utcDay = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

export function createDeskReplay(): DeskReplay {
  const [run, setRun] = createSignal<DeskRun>();
  const [share, setShare] = createSignal<number>();
  const [fault, setFault] = createSignal<string>();
  let aborter = new AbortController();
  onCleanup(() => aborter.abort());

  const begin = (): AbortSignal => {
    aborter.abort();
    aborter = new AbortController();
    setFault(undefined);
    setRun(undefined);
    setShare(0);
    return aborter.signal;
  };
  const add = (step: Parameters<typeof addStep>[1]): void => {
    setRun((now) => now && { ...now, sums: addStep(now.sums, step) });
  };
  /** What was found until then stays in sight. */
  const end = (error?: Pick<CallError, "code">): void => {
    setShare(undefined);
    if (error && error.code !== "call.aborted") setFault(error.code);
    setRun((now) => now && { ...now, state: error ? "stopped" : "done" });
  };

  return {
    ...createRoundsHere(),
    run,
    share,
    fault,
    async replayFile(file) {
      const signal = begin();
      // Reading the file is the smaller part.
      const read = await readDrive(file, signal, (part) => setShare(part * 0.2));
      if (signal.aborted && read.ok) return end({ code: "call.aborted" });
      if (!read.ok) return end({ code: read.error === "replay.stopped" ? "call.aborted" : read.error });
      const drive = read.value;
      setRun({ name: file.name, sums: NOTHING_REPLAYED, drive, fromMs: drive.fromMs, state: "running" });
      let played = 0;
      for (const batch of batchesOf(drive.meters, TELEGRAMS_A_STEP)) {
        const step = await replayTelegrams(batch, signal);
        if (!step.ok) return end(step.error);
        add(step.value);
        played += batch.length;
        setShare(0.2 + (0.8 * played) / drive.telegrams);
      }
      end();
    },
    async replayRound({ id, name, createdAtMs }) {
      const signal = begin();
      setRun({ name, sums: NOTHING_REPLAYED, fromMs: createdAtMs, state: "running" });
      for (let from: number | undefined = 0; from !== undefined; ) {
        const step = await replayRound(id, from, signal);
        if (!step.ok) return end(step.error);
        add(step.value);
        from = step.value.next;
        setShare((from ?? 0) / Math.max(1, step.value.points));
      }
      end();
    },
    stop: () => aborter.abort(),
    async takeOver() {
      const now = run();
      if (!now) return false;
      setFault(undefined);
      setShare(0);
      const done = await takeOverRun(now, setShare);
      setShare(undefined);
      if (done.ok) return true;
      setFault(done.error.code);
      return false;
    },
  };
}

function createRoundsHere(): Pick<DeskReplay, "rounds" | "roundsFault"> {
  const rounds = createCall(
    () => "rounds",
    () => fetchRounds(false),
  );
  return { rounds: () => rounds.answered()?.value.rounds, roundsFault: () => rounds.error()?.code };
}

/** Telegrams that only the recording has go where a phone's go; then all are read anew in the place of what stood. */
async function takeOverRun(
  { name, sums, drive, fromMs }: DeskRun,
  onShare: (share: number) => void,
): ReturnType<typeof startRedecoding> {
  const wanted = toTakeOver(sums).map(({ meter }) => meter);
  if (drive) {
    let sent = 0;
    for (const batch of batchesOf(drive.meters, TELEGRAMS_A_STEP)) {
      const answer = await sendHearings(drive.phone, batch);
      if (!answer.ok) return answer;
      sent += batch.length;
      onShare(sent / drive.telegrams);
    }
  }
  const to = drive ? { to: utcDay(drive.toMs + DAY_MS) } : {};
  return startRedecoding({ meters: wanted, what: name.slice(0, 120), from: utcDay(fromMs), ...to });
}
