import { FieldDesk } from "./field-desk.ts";
import { DeskHolder } from "./hold-desk.ts";
import type { IntakeCall, IntakeCommand, IntakeEvent } from "./intake-protocol.ts";
import { LocalDatabase } from "./store/local-database.ts";

/** The thread that keeps what is heard: no screen, however busy, holds it up. */
const say = (event: IntakeEvent): void => postMessage(event);
const holder = new DeskHolder<IntakeCommand>(
  "rounds-desk",
  () => new FieldDesk(new LocalDatabase(), say),
  say,
);

addEventListener("message", ({ data }: MessageEvent<IntakeCall>) => holder.take(data));
holder.stand();
