import Camera from "lucide-solid/icons/camera";
import Trash from "lucide-solid/icons/trash";
import { createSignal, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./field-button.css";
import "./photo-field.css";

/** A photo as proof: taken with the phone's own camera, shown, taken away again. */
export function PhotoField(props: {
  readonly url: string | undefined;
  readonly onTake: (file: Blob) => Promise<void>;
  readonly onDrop: () => void;
}): JSX.Element {
  const { t } = useWords();
  const [isBusy, setBusy] = createSignal(false);
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (!file) return;
    setBusy(true);
    await props.onTake(file);
    setBusy(false);
    // The same picture chosen again is a choice too.
    input.value = "";
  };
  return (
    <div class="photo-field">
      <Show when={props.url}>
        {(url) => <img class="photo-shown" src={url()} alt={t("visit.photo.alt")} />}
      </Show>
      <label class="field-button">
        <input
          type="file"
          accept="image/*"
          capture="environment"
          disabled={isBusy()}
          onChange={(event) => void take(event.currentTarget)}
        />
        <Camera size={20} aria-hidden="true" />
        <span>
          {t(isBusy() ? "visit.photo.busy" : props.url ? "visit.photo.another" : "visit.photo.take")}
        </span>
      </label>
      <Show when={props.url}>
        <button type="button" class="field-button" onClick={() => props.onDrop()}>
          <Trash size={18} aria-hidden="true" />
          <span>{t("visit.photo.drop")}</span>
        </button>
      </Show>
    </div>
  );
}
