import type { IntakeAnswer, IntakeCall, IntakeCommand, IntakeEvent } from "../intake-protocol.ts";

/** The page's end of the worker that hears, keeps, decodes and sends. */
export interface IntakeClient {
  ask(command: IntakeCommand): Promise<IntakeAnswer>;
  /** For bytes: nobody waits for an answer. */
  tell(command: IntakeCommand): void;
}

export function startIntake(onEvent: (event: IntakeEvent) => void): IntakeClient {
  const worker = new Worker(new URL("../intake-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: IntakeAnswer) => void>();
  let lastId = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<IntakeEvent>) => {
    if (data.kind !== "done") {
      onEvent(data);
      return;
    }
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  const post = (command: IntakeCommand): number => {
    lastId += 1;
    worker.postMessage({ id: lastId, command } satisfies IntakeCall);
    return lastId;
  };
  return {
    ask: (command) => new Promise((resolve) => waiting.set(post(command), resolve)),
    tell: post,
  };
}
