import type { PointsCommand, PointsEvent } from "../points-protocol.ts";

let ahead: Worker | undefined;

/** Starts the worker before anybody can ask it: it is ready when the app is. */
export function startPointsWorkerAhead(): void {
  ahead ??= makeWorker();
}

const makeWorker = (): Worker =>
  new Worker(new URL("../points-worker.ts", import.meta.url), { type: "module" });

/** The worker that keeps the list of points. Returns how to ask it. */
export function startPointsWorker(onEvent: (event: PointsEvent) => void): (command: PointsCommand) => void {
  const worker = ahead ?? makeWorker();
  ahead = undefined;
  worker.addEventListener("message", ({ data }: MessageEvent<PointsEvent>) => onEvent(data));
  return (command) => worker.postMessage(command);
}
