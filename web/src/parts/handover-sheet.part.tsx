import { createSignal, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Segmented } from "./segmented.part.tsx";
import "./field-button.css";
import "./round-summary.css";
import "./handover-sheet.css";

export interface HandoverNow {
  /** Rows of dark and light modules of the code to be shown now. */
  readonly code: readonly (readonly boolean[])[] | undefined;
  readonly shown: number;
  readonly codes: number;
  readonly seen: { readonly have: number; readonly total: number } | undefined;
  readonly added: number | undefined;
  readonly fault: string | undefined;
}

/** Phone to phone without network: one shows its codes, the other looks at them; or by a file. */
export function HandoverSheet(props: {
  readonly now: HandoverNow;
  readonly onShow: () => void;
  readonly onScan: (video: HTMLVideoElement) => void;
  readonly onStop: () => void;
  readonly onSave: () => void;
  readonly onFile: (file: File) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const [side, setSide] = createSignal<"show" | "scan">("show");
  let sheet: HTMLDialogElement | undefined;
  onMount(() => {
    sheet?.showModal();
    props.onShow();
  });
  onCleanup(() => props.onStop());
  return (
    <dialog
      class="road-sheet"
      ref={sheet}
      aria-label={words.t("road.handover.title")}
      onClose={() => props.onClose()}
    >
      <h2 class="road-sheet-title">{words.t("road.handover.title")}</h2>
      <p class="handover-hint">{words.t("road.handover.hint")}</p>
      <Segmented
        name="handover-side"
        label={words.t("road.handover.title")}
        segments={[
          { value: "show", label: words.t("road.handover.show") },
          { value: "scan", label: words.t("road.handover.scan") },
        ]}
        value={side()}
        onChoose={(next) => {
          props.onStop();
          setSide(next);
        }}
      />
      <Switch>
        <Match when={side() === "show"}>
          <Code now={props.now} />
        </Match>
        <Match when={side() === "scan"}>
          <Camera onScan={props.onScan} />
        </Match>
      </Switch>
      <Outcome now={props.now} isScanning={side() === "scan"} />
      <div class="handover-files">
        <button type="button" class="field-button" onClick={() => props.onSave()}>
          {words.t("road.handover.save")}
        </button>
        <FileButton onFile={props.onFile} />
      </div>
      <button type="button" class="field-button" onClick={() => sheet?.close()}>
        {words.t("road.read.close")}
      </button>
    </dialog>
  );
}

/** Always black on white, whatever the theme: cameras want it so. */
function Code(props: { readonly now: HandoverNow }): JSX.Element {
  const words = useWords();
  const size = (): number => props.now.code?.length ?? 0;
  const path = (): string =>
    (props.now.code ?? [])
      .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
      .join("");
  const label = (): string =>
    words.t("road.handover.code", { n: props.now.shown + 1, total: Math.max(1, props.now.codes) });
  return (
    <figure class="handover-code">
      <svg role="img" aria-label={label()} viewBox={`0 0 ${size()} ${size()}`} shape-rendering="crispEdges">
        <path d={path()} />
      </svg>
      <Show when={props.now.codes > 1}>
        <figcaption class="number">{label()}</figcaption>
      </Show>
    </figure>
  );
}

function Camera(props: { readonly onScan: (video: HTMLVideoElement) => void }): JSX.Element {
  const words = useWords();
  let video: HTMLVideoElement | undefined;
  onMount(() => {
    if (video) props.onScan(video);
  });
  return (
    <video
      class="handover-camera"
      ref={video}
      muted={true}
      playsinline={true}
      aria-label={words.t("road.handover.camera")}
    />
  );
}

function Outcome(props: { readonly now: HandoverNow; readonly isScanning: boolean }): JSX.Element {
  const words = useWords();
  return (
    <p class="handover-outcome" role="status" data-tone={props.now.fault === undefined ? "calm" : "failed"}>
      <Switch>
        <Match when={props.now.fault}>{(code) => words.error(code())}</Match>
        <Match when={props.now.added !== undefined}>
          {words.t("road.handover.added", props.now.added ?? 0)}
        </Match>
        <Match when={props.isScanning && props.now.seen}>
          {(seen) => words.t("road.handover.seen", { have: seen().have, total: seen().total })}
        </Match>
        <Match when={props.isScanning}>{words.t("road.handover.looking")}</Match>
      </Switch>
    </p>
  );
}

function FileButton(props: { readonly onFile: (file: File) => void }): JSX.Element {
  const words = useWords();
  return (
    <label class="field-button">
      <span>{words.t("road.handover.open")}</span>
      <input
        class="hearable"
        type="file"
        accept=".rounds,image/*"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) props.onFile(file);
        }}
      />
    </label>
  );
}
