import { FieldDesk } from "./field-desk.ts";
import type { IntakeCall, IntakeEvent } from "./intake-protocol.ts";
import { LocalDatabase } from "./store/local-database.ts";

/** The thread that keeps what is heard: no screen, however busy, holds it up. */
const say = (event: IntakeEvent): void => postMessage(event);
const desk = new FieldDesk(new LocalDatabase(), say);
const started = desk.start();

addEventListener("message", ({ data }: MessageEvent<IntakeCall>) => {
  void perform(data);
});

async function perform({ id, command }: IntakeCall): Promise<void> {
  try {
    await started;
    const answer = await desk.perform(command);
    if (command.kind !== "bytes") say({ kind: "done", id, answer });
  } catch (error) {
    say({ kind: "done", id, answer: "storage.failed" });
    throw error;
  }
}
