import type { IntakeAnswer, IntakeCommand, IntakeEvent } from "../intake-protocol.ts";

/** The page's end of a worker behind it. */
export interface WorkerClient<Command> {
  ask(command: Command): Promise<IntakeAnswer>;
  /** For bytes: nobody waits for an answer. */
  tell(command: Command): void;
}

/** The page's end of the worker that hears, keeps, decodes and sends. */
export type IntakeClient = WorkerClient<IntakeCommand>;

export const startIntake = (onEvent: (event: IntakeEvent) => void): IntakeClient =>
  callWorker<IntakeCommand, IntakeEvent>(
    new Worker(new URL("../intake-worker.ts", import.meta.url), { type: "module" }),
    onEvent,
  );

type Done = Extract<IntakeEvent, { kind: "done" }>;

const isDone = (event: { readonly kind: string }): event is Done => event.kind === "done";

export function callWorker<Command, Event extends { readonly kind: string }>(
  worker: Worker,
  onEvent: (event: Event) => void,
): WorkerClient<Command> {
  const waiting = new Map<number, (answer: IntakeAnswer) => void>();
  let lastId = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Event>) => {
    if (!isDone(data)) {
      onEvent(data);
      return;
    }
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  const post = (command: Command): number => {
    lastId += 1;
    worker.postMessage({ id: lastId, command });
    return lastId;
  };
  return {
    ask: (command) => new Promise((resolve) => waiting.set(post(command), resolve)),
    tell: post,
  };
}
