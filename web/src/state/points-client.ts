import type { PointsCommand, PointsEvent } from "../points-protocol.ts";

/** Starts the worker that keeps the list of points. Returns how to ask it. */
export function startPointsWorker(onEvent: (event: PointsEvent) => void): (command: PointsCommand) => void {
  const worker = new Worker(new URL("../points-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<PointsEvent>) => onEvent(data));
  return (command) => worker.postMessage(command);
}
