import { createSignal, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./update-bar.css";

/** Says that a newer version waits; it is never loaded by itself. */
export function UpdateBar(props: { readonly isWaiting: boolean; readonly onApply: () => void }): JSX.Element {
  const words = useWords();
  const [isPutOff, setPutOff] = createSignal(false);
  return (
    <Show when={props.isWaiting && !isPutOff()}>
      <div class="update-bar" role="status">
        <span>{words.t("road.update.ready")}</span>
        <Button label={words.t("road.update.apply")} tone="accent" onPress={() => props.onApply()} />
        <Button label={words.t("road.update.later")} tone="quiet" onPress={() => setPutOff(true)} />
      </div>
    </Show>
  );
}
