import { HistoryDesk } from "./history-desk.ts";
import type { HistoryAnswer, HistoryCall } from "./history-protocol.ts";

/** The thread that loads, keeps and reckons with readings: no chart waits for a screen, and no screen for a chart. */
const desk = new HistoryDesk();

addEventListener("message", ({ data }: MessageEvent<HistoryCall>) => {
  void desk.ask(data).then((answer) => postMessage({ id: data.id, answer } satisfies HistoryAnswer));
});
