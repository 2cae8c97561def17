import { DeskHolder } from "../hold-desk.ts";
import { LocalDatabase } from "../store/local-database.ts";
import { TrainingDesk } from "./training-desk.ts";
import type { TrainingCommand, TrainingEvent } from "./training-protocol.ts";

/**
 * The thread of a training round. Its database is its own, and nothing it imports can send anything
 * (checked by `training-never-sends`, .dependency-cruiser.cjs).
 */
const DATABASE = "rounds-training";

const say = (event: TrainingEvent): void => postMessage(event);
const holder = new DeskHolder<TrainingCommand>(
  DATABASE,
  () => new TrainingDesk(new LocalDatabase(DATABASE), say),
  say,
);

addEventListener(
  "message",
  ({ data }: MessageEvent<{ readonly id: number; readonly command: TrainingCommand }>) => holder.take(data),
);
holder.stand();
