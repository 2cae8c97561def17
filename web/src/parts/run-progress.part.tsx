import type { JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./run-progress.css";

/** How far something long is, as a bar and in words. */
export function RunProgress(props: { readonly share: number }): JSX.Element {
  const words = useWords();
  const percent = (): number => Math.floor(Math.min(1, Math.max(0, props.share)) * 100);
  const text = (): string =>
    props.share === 0
      ? words.t("report.starting")
      : words.t("report.running", { percent: String(percent()) });
  return (
    <div class="run-progress">
      <progress class="run-progress-bar" max={100} value={percent()} aria-label={text()} />
      <span class="run-progress-text">{text()}</span>
    </div>
  );
}
