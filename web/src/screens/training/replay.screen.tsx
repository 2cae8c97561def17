import { A } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import FileUp from "lucide-solid/icons/file-up";
import Pause from "lucide-solid/icons/pause";
import Play from "lucide-solid/icons/play";
import Smartphone from "lucide-solid/icons/smartphone";
import { createSignal, createUniqueId, For, Index, type JSX, Show } from "solid-js";
import type { Cause } from "../../../../shared/field/why-not-read.ts";
import { useWords } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { TrainingMark } from "../../parts/training-mark.part.tsx";
import type { ReplayNow, ReplayPoint } from "../../replay/replay-drive.ts";
import { createReplay, REPLAY_SPEEDS, type Replay } from "../../state/create-replay.ts";
import { type Field, useField } from "../../state/field.ts";
import { FieldGate } from "../field/field-notices.tsx";
import { ReplayMap } from "./replay-map.tsx";
import "../../parts/field-button.css";
import "../field/field.css";
import "./training.css";
import "./replay.css";

/** A recorded drive against a round on this phone, with today's keys and drivers. */
export function ReplayScreen(): JSX.Element {
  const words = useWords();
  const field = useField();
  const replay = createReplay(field);
  return (
    <FieldGate field={field}>
      <div class="training">
        <TrainingMark
          title={words.t("replay.title")}
          mark={words.t("replay.mark")}
          hint={words.t("replay.markHint")}
        />
        <div class="road">
          <div class="field-top">
            <A class="field-icon" href="/training" aria-label={words.t("replay.leave")}>
              <ArrowLeft size={22} aria-hidden="true" />
            </A>
            <h1 class="field-top-name one-line">{words.t("replay.title")}</h1>
          </div>
          <div class="field-scroll">
            <Show
              when={(field.rounds() ?? []).length > 0}
              fallback={<Notice title={words.t("road.start.none")} hint={words.t("replay.noRound")} />}
            >
              <Choice field={field} replay={replay} />
            </Show>
            <div role="alert">
              <Show when={replay.fault()}>
                {(code) => <p class="field-warning">{words.error(code())}</p>}
              </Show>
            </div>
            <Show when={replay.now()}>
              {(now) => (
                <>
                  <Player replay={replay} now={now()} />
                  <ReplayMap field={field} replay={replay} />
                  <Found now={now()} />
                </>
              )}
            </Show>
          </div>
        </div>
      </div>
    </FieldGate>
  );
}

/** Which round, and what is played against it. */
function Choice(props: { readonly field: Field; readonly replay: Replay }): JSX.Element {
  const words = useWords();
  const [roundId, setRoundId] = createSignal<string>();
  const chosen = (): string => roundId() ?? props.field.rounds()?.[0]?.id ?? "";
  const selectId = createUniqueId();
  const fileId = createUniqueId();
  const take = async (file: File | undefined): Promise<void> => {
    if (file) await props.replay.open(chosen(), await file.text());
  };
  return (
    <section class="replay-choice" aria-label={words.t("replay.choose")}>
      <p class="training-lead">{words.t("replay.lead")}</p>
      <label class="replay-label" for={selectId}>
        {words.t("replay.round")}
      </label>
      <select
        id={selectId}
        class="replay-select"
        value={chosen()}
        onChange={(event) => setRoundId(event.currentTarget.value)}
      >
        <For each={props.field.rounds() ?? []}>
          {(round) => <option value={round.id}>{round.name}</option>}
        </For>
      </select>
      <div class="field-pair">
        <label class="field-button" for={fileId}>
          <FileUp size={18} aria-hidden="true" />
          <span>{words.t("replay.file")}</span>
        </label>
        <input
          id={fileId}
          class="hearable"
          type="file"
          accept=".jsonl,.json,.txt,.simulation"
          disabled={props.replay.isBusy()}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <button
          type="button"
          class="field-button"
          disabled={props.replay.isBusy()}
          onClick={() => void props.replay.open(chosen(), undefined)}
        >
          <Smartphone size={18} aria-hidden="true" />
          <span>{words.t("replay.own")}</span>
        </button>
      </div>
      <Show when={props.replay.isBusy()}>
        <p class="field-note" role="status">
          {words.t("replay.opening")}
        </p>
      </Show>
    </section>
  );
}

function Player(props: { readonly replay: Replay; readonly now: ReplayNow }): JSX.Element {
  const words = useWords();
  const isOver = (): boolean => props.now.played >= props.now.frames;
  const text = (): string =>
    words.t("replay.played", {
      played: props.now.played,
      frames: props.now.frames,
      time: words.formats().dateTime(props.now.atMs),
    });
  return (
    <section class="replay-player" aria-label={words.t("replay.player")}>
      <progress class="replay-progress" max={props.now.frames} value={props.now.played} aria-label={text()} />
      <p class="field-note">
        {text()}
        <Show when={props.now.leftOut > 0}> {words.t("replay.leftOut", props.now.leftOut)}</Show>
      </p>
      <Show when={!isOver()} fallback={<p class="field-note">{words.t("replay.over")}</p>}>
        <div class="field-pair">
          <Segmented
            name="replay-speed"
            label={words.t("training.speed")}
            segments={REPLAY_SPEEDS.map((speed) => ({
              value: speed,
              label: speed === "fast" ? words.t("replay.fast") : `${speed}×`,
            }))}
            value={props.replay.speed()}
            onChoose={props.replay.chooseSpeed}
          />
          <Show
            when={props.replay.isPlaying()}
            fallback={
              <button
                type="button"
                class="field-button"
                data-tone="accent"
                onClick={() => props.replay.play()}
              >
                <Play size={18} aria-hidden="true" />
                <span>{words.t("replay.play")}</span>
              </button>
            }
          >
            <button type="button" class="field-button" onClick={() => props.replay.pause()}>
              <Pause size={18} aria-hidden="true" />
              <span>{words.t("replay.pause")}</span>
            </button>
          </Show>
        </div>
      </Show>
    </section>
  );
}

/** What came of it so far. */
function Found(props: { readonly now: ReplayNow }): JSX.Element {
  const words = useWords();
  // By its cause, which stays the same: what somebody opened stays open while the recording goes on.
  const causes = (): readonly Cause[] => props.now.misses.map(({ cause }) => cause);
  const missedBy = (cause: Cause): readonly ReplayPoint[] =>
    props.now.misses.find((missed) => missed.cause === cause)?.points ?? [];
  return (
    <>
      <p class="replay-read" role="status">
        <strong class="number">{words.t("road.read.of", props.now.read, props.now.points)}</strong>
      </p>
      <Points title={words.t("replay.fresh", props.now.fresh.length)} points={props.now.fresh} />
      <Show when={props.now.notHere > 0}>
        <p class="field-note">{words.t("replay.notHere", props.now.notHere)}</p>
      </Show>
      <h2 class="field-subtitle">{words.t("replay.misses")}</h2>
      <For each={causes()} fallback={<p class="field-note">{words.t("replay.noMisses")}</p>}>
        {(cause) => (
          <Points
            title={`${words.t(`phone.why.${cause}`)}: ${words.formats().number(missedBy(cause).length)}`}
            points={missedBy(cause)}
          />
        )}
      </For>
    </>
  );
}

/** A list that is written once it is opened: a round has thousands of points, and they change several times a second. */
function Points(props: { readonly title: string; readonly points: readonly ReplayPoint[] }): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Show when={props.points.length > 0} fallback={<p class="field-note">{props.title}</p>}>
      <details class="replay-points" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{props.title}</summary>
        <ul>
          <Index each={isOpen() ? props.points : []}>
            {(point) => (
              <li>
                {point().address} <span class="muted number">{point().serial}</span>
              </li>
            )}
          </Index>
        </ul>
      </details>
    </Show>
  );
}
