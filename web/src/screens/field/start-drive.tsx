import Play from "lucide-solid/icons/play";
import type { JSX } from "solid-js";
import { useWords } from "../../locales/words.ts";
import type { Field } from "../../state/field.ts";

/** On a training round the receiver is there already, and the car drives by itself. */
export function StartDrive(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  return (
    <div class="connect">
      <p class="field-note">{words.t("training.driveHint")}</p>
      <button
        type="button"
        class="field-button"
        data-tone="accent"
        onClick={() => void props.field.receiver.resume()}
      >
        <Play size={18} aria-hidden="true" />
        <span>{words.t("training.drive")}</span>
      </button>
    </div>
  );
}
