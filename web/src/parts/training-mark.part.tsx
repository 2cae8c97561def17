import GraduationCap from "lucide-solid/icons/graduation-cap";
import { createEffect, type JSX, onCleanup } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./training-mark.css";

/** What stands above every screen on which nothing counts, so that nobody takes it for a round: colour, stripes, words, title. */
export function TrainingMark(props: {
  readonly title: string;
  /** The one word. */
  readonly mark: string;
  readonly hint: string;
  readonly children?: JSX.Element;
}): JSX.Element {
  const words = useWords();
  const before = document.title;
  createEffect(() => {
    document.title = `${words.t("training.mark")} · Rounds`;
  });
  onCleanup(() => {
    document.title = before;
  });
  return (
    <section class="training-bar" aria-label={props.title}>
      <p class="training-mark">
        <GraduationCap size={20} aria-hidden="true" />
        <span>
          <strong>{props.mark}</strong> <span class="training-hint">{props.hint}</span>
        </span>
      </p>
      {props.children}
    </section>
  );
}
