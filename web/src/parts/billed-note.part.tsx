import { type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { FormNote } from "./form.part.tsx";

/** Says that a moment lies in what was billed, before anything is sent. */
export function BilledNote(props: {
  readonly atMs: number | undefined;
  /** Up to where bills are written; 0: nowhere. */
  readonly untilMs: number;
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.atMs !== undefined && props.atMs < props.untilMs}>
      <FormNote
        tone="warning"
        text={words.t("lock.billed", { day: words.formats().date(props.untilMs - 1) })}
      />
    </Show>
  );
}
