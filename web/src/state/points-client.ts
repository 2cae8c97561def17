import type { PointsCommand, PointsEvent } from "../points-protocol.ts";
import type { PointsOwner } from "../store/kept-lists.ts";

let ahead: Worker | undefined;

/** Starts the worker before anybody can ask it; it reads at once what is kept for whoever is expected. */
export function startPointsWorkerAhead(expected: PointsOwner | undefined): void {
  ahead ??= makeWorker(expected ? JSON.stringify(expected) : "");
}

const makeWorker = (name = ""): Worker =>
  new Worker(new URL("../points-worker.ts", import.meta.url), { type: "module", name });

/** The worker that keeps the list of points. Returns how to ask it. */
export function startPointsWorker(onEvent: (event: PointsEvent) => void): (command: PointsCommand) => void {
  const worker = ahead ?? makeWorker();
  ahead = undefined;
  worker.addEventListener("message", ({ data }: MessageEvent<PointsEvent>) => onEvent(data));
  return (command) => worker.postMessage(command);
}
