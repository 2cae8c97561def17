import { For, type JSX, onMount, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./field-button.css";
import "./round-summary.css";

export interface SummaryNow {
  readonly read: number;
  readonly total: number;
  readonly frames: number;
  readonly damaged: number;
  readonly heard: number;
  readonly foreign: number;
  readonly noKey: number;
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number; readonly reason: string }[];
  readonly exchange?:
    | {
        readonly atMs: number;
        readonly sentFrames: number;
        readonly sentReads: number;
        readonly receivedRounds: number;
        readonly receivedReads: number;
        readonly keys: number;
      }
    | undefined;
}

/** What became of the round, and what went each way at the last exchange. */
export function RoundSummary(props: { readonly now: SummaryNow; readonly onClose: () => void }): JSX.Element {
  const words = useWords();
  let sheet: HTMLDialogElement | undefined;
  onMount(() => sheet?.showModal());
  const count = (n: number): string => words.formats().decimal(String(n));
  const time = (atMs: number): string => words.formats().time(atMs);
  return (
    <dialog
      class="road-sheet"
      ref={sheet}
      aria-label={words.t("road.read.summary")}
      onClose={() => props.onClose()}
    >
      <h2 class="road-sheet-title">{words.t("road.read.summary")}</h2>
      <p class="road-sheet-lead">{words.t("road.read.of", props.now.read, props.now.total)}</p>
      <dl class="road-sheet-figures">
        <Figure label={words.t("road.read.telegrams")} value={count(props.now.frames)} />
        <Figure label={words.t("road.read.damaged")} value={count(props.now.damaged)} />
        <Figure label={words.t("road.read.heardMeters")} value={count(props.now.heard)} />
        <Figure label={words.t("road.read.foreign")} value={count(props.now.foreign)} />
        <Figure label={words.t("road.read.noKey")} value={count(props.now.noKey)} />
      </dl>
      <h3 class="road-sheet-subtitle">{words.t("road.read.gaps")}</h3>
      <ul class="road-sheet-gaps">
        <For each={props.now.gaps.slice(-8)} fallback={<li>{words.t("road.read.noGaps")}</li>}>
          {(gap) => (
            <li>
              {time(gap.fromMs)} – {time(gap.toMs)}:{" "}
              {words.find(`road.read.gap${gap.reason.charAt(0).toUpperCase()}${gap.reason.slice(1)}`)}
            </li>
          )}
        </For>
      </ul>
      <Show when={props.now.exchange}>
        {(exchange) => (
          <>
            <h3 class="road-sheet-subtitle">
              {words.t("road.sync.summary", { time: time(exchange().atMs) })}
            </h3>
            <p>
              {words.t("road.sync.sent")}: {words.t("road.sync.telegrams", exchange().sentFrames)},{" "}
              {words.t("road.sync.reads", exchange().sentReads)}
            </p>
            <p>
              {words.t("road.sync.received")}: {words.t("road.sync.rounds", exchange().receivedRounds)},{" "}
              {words.t("road.sync.reads", exchange().receivedReads)},{" "}
              {words.t("road.sync.keys", exchange().keys)}
            </p>
          </>
        )}
      </Show>
      <button type="button" class="field-button" onClick={() => sheet?.close()}>
        {words.t("road.read.close")}
      </button>
    </dialog>
  );
}

function Figure(props: { readonly label: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd class="number">{props.value}</dd>
    </div>
  );
}
