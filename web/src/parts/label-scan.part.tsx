import { type JSX, onCleanup, onMount } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./field-button.css";
import "./handover-sheet.css";
import "./round-summary.css";

/** The camera, looking for the code on a meter's label. */
export function LabelScan(props: {
  readonly fault: "camera.none" | "camera.denied" | "camera.insecure" | "none" | undefined;
  /** What is in sight and is no meter's number. */
  readonly other: string | undefined;
  readonly onScan: (video: HTMLVideoElement) => void;
  readonly onFile: (file: File) => void;
  readonly onStop: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { t } = useWords();
  let sheet: HTMLDialogElement | undefined;
  let video: HTMLVideoElement | undefined;
  onMount(() => {
    sheet?.showModal();
    if (video) props.onScan(video);
  });
  onCleanup(() => props.onStop());
  const text = (): string => {
    if (props.fault === "none") return t("exchange.camera.none");
    if (props.fault) return t(`exchange.camera.fault.${props.fault}`);
    return props.other === undefined
      ? t("exchange.camera.looking")
      : t("exchange.camera.notANumber", { text: props.other.slice(0, 40) });
  };
  return (
    <dialog
      class="road-sheet"
      ref={sheet}
      aria-label={t("exchange.camera.title")}
      onClose={() => props.onClose()}
    >
      <h2 class="road-sheet-title">{t("exchange.camera.title")}</h2>
      <video
        class="handover-camera"
        ref={video}
        muted={true}
        playsinline={true}
        aria-label={t("exchange.camera.video")}
      />
      <p class="handover-outcome" role="status" data-tone={props.fault === undefined ? "calm" : "failed"}>
        {text()}
      </p>
      <div class="handover-files">
        <label class="field-button">
          <span>{t("exchange.camera.picture")}</span>
          <input
            class="hearable"
            type="file"
            accept="image/*"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              event.currentTarget.value = "";
              if (file) props.onFile(file);
            }}
          />
        </label>
        <button type="button" class="field-button" onClick={() => sheet?.close()}>
          {t("exchange.camera.close")}
        </button>
      </div>
    </dialog>
  );
}
