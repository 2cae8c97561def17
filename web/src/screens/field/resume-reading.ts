import { createEffect, on } from "solid-js";
import type { Field } from "../../state/field.ts";

/** After a reload or a kill the round goes on by itself, where the browser lets it. */
export function resumeReading(field: Field, roundId: () => string): void {
  let hasTried = false;
  createEffect(() => {
    const isInterrupted =
      field.state()?.readingRoundId === roundId() && field.receiver.link().kind === "closed";
    if (!isInterrupted || hasTried) return;
    hasTried = true;
    void field.receiver.resume();
  });
  createEffect(
    on(
      () => field.receiver.link().kind,
      (kind) => {
        if (kind !== "open") return;
        // From now on what closes the receiver is a person.
        hasTried = true;
        void field.startReading(roundId());
      },
    ),
  );
}
