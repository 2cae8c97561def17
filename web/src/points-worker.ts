import { PointsDesk } from "./points-desk.ts";
import type { PointsCommand, PointsEvent } from "./points-protocol.ts";

/** The thread that loads, keeps and orders the list of points: scrolling and typing never wait for it. */
const desk = new PointsDesk((event: PointsEvent) => postMessage(event));

addEventListener("message", ({ data }: MessageEvent<PointsCommand>) => desk.perform(data));
