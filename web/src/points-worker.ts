import { PointsDesk } from "./points-desk.ts";
import type { PointsCommand, PointsEvent } from "./points-protocol.ts";
import type { PointsOwner } from "./store/kept-lists.ts";

/** The thread that loads, keeps and orders the list of points: scrolling and typing never wait for it. */
const say = (event: PointsEvent): void => postMessage(event);
let desk = new PointsDesk(say);

/** Whose list it will be, most likely: the page's first word comes only when the page itself has time. */
const expected = String(Reflect.get(globalThis, "name") ?? "");
if (expected !== "") desk.readAhead(JSON.parse(expected) as PointsOwner);

addEventListener("message", ({ data }: MessageEvent<PointsCommand>) => {
  // Somebody else's after all: of what was read nothing was said, and nothing stays.
  if (data.kind === "open" && expected !== "" && JSON.stringify(data.owner) !== expected)
    desk = new PointsDesk(say);
  desk.perform(data);
});
