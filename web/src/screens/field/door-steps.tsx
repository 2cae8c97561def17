import { A } from "@solidjs/router";
import Bluetooth from "lucide-solid/icons/bluetooth";
import Play from "lucide-solid/icons/play";
import Square from "lucide-solid/icons/square";
import Usb from "lucide-solid/icons/usb";
import { For, type JSX, Show } from "solid-js";
import type { Medium } from "../../../../shared/model/medium.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { expectedMs, HEAD_LOGS, ROWS_WANTED } from "../../optical/head-logs.ts";
import type { HeadState } from "../../optical/head-session.ts";
import { HeadPicture, type HeadScene } from "../../parts/head-picture.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import type { Door } from "../../state/create-door.ts";
import "../../parts/field-form.css";

type Way = "serial" | "bluetooth";
type CanDo = Door["abilities"]["serial"];

/** Time as somebody at a door wants to know it. */
function sayTime({ t }: Words, ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 1 ? t("door.lessThanMinute") : t("door.minutes", minutes);
}

/** Before anything is asked: three things to do, what to fetch, and the head's way. */
export function DoorSteps(props: {
  readonly speech: ReturnType<Door["speech"]>;
  readonly onSpeech: Door["chooseSpeech"];
  readonly logs: ReturnType<Door["logs"]>;
  readonly medium: Medium;
  readonly serial: CanDo;
  readonly bluetooth: CanDo;
  readonly link: ReturnType<Door["link"]>;
  readonly onLog: Door["toggleLog"];
  readonly onConnect: (way: Way) => void;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const fault = (): string | undefined =>
    props.link.kind === "failed" ? words.find(`door.fault.${props.link.code}`) : undefined;
  return (
    <>
      <ol class="door-steps">
        <Step n={1} scene="place" title={t("door.step.head")} hint={t("door.step.headHint")} />
        <Step n={2} scene="wake" title={t("door.step.wake")} hint={t("door.step.wakeHint")} />
        <Step n={3} scene="connect" title={t("door.step.connect")} hint={t("door.step.connectHint")} />
      </ol>
      <div class="door-speech">
        <Segmented
          name="door-speech"
          label={t("door.speech.label")}
          segments={[
            { value: "kmp", label: t("door.speech.kmp") },
            { value: "text", label: t("door.speech.text") },
          ]}
          value={props.speech}
          onChoose={props.onSpeech}
        />
        <Show when={props.speech === "text"}>
          <p class="door-hint">{t("door.speech.textHint")}</p>
        </Show>
      </div>
      <Show when={props.speech === "kmp"}>
        <Logs logs={props.logs} medium={props.medium} onLog={props.onLog} />
      </Show>
      <Show when={props.link.kind !== "opening"} fallback={<p class="door-hint">{t("door.connecting")}</p>}>
        <HeadWays serial={props.serial} bluetooth={props.bluetooth} onConnect={props.onConnect} />
      </Show>
      <Show when={fault()}>
        {(text) => (
          <p class="field-warning" role="alert">
            {text()}
          </p>
        )}
      </Show>
    </>
  );
}

/** Which of the meter's logs are fetched. */
function Logs(props: {
  readonly logs: ReturnType<Door["logs"]>;
  readonly medium: Medium;
  readonly onLog: Door["toggleLog"];
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  return (
    <fieldset class="door-logs">
      <legend class="field-subtitle">{t("door.wanted")}</legend>
      <p class="door-hint">{t("door.registersAlways")}</p>
      <For each={HEAD_LOGS}>
        {(log) => (
          <label class="door-log">
            <input type="checkbox" checked={props.logs.includes(log)} onChange={() => props.onLog(log)} />
            <span class="door-log-name">{t(`door.log.${log}`)}</span>
            <span class="door-log-note">
              {t("door.logNote", {
                rows: ROWS_WANTED[log],
                time: sayTime(words, expectedMs(log, props.medium, ROWS_WANTED[log])),
              })}
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

function Step(props: {
  readonly n: number;
  readonly scene: HeadScene;
  readonly title: string;
  readonly hint: string;
}): JSX.Element {
  return (
    <li class="door-step">
      <HeadPicture scene={props.scene} />
      <span>
        <strong>
          {props.n}. {props.title}
        </strong>
        <span class="door-hint">{props.hint}</span>
      </span>
    </li>
  );
}

/** How a head is connected. What this browser cannot do is said, not hidden. */
export function HeadWays(props: {
  readonly serial: CanDo;
  readonly bluetooth: CanDo;
  readonly onConnect: (way: Way) => void;
}): JSX.Element {
  const { t } = useWords();
  const cannot = (): readonly string[] => {
    if (props.serial === "insecure" || props.bluetooth === "insecure") return [t("road.start.insecure")];
    return [
      ...(props.serial === "missing" ? [t("road.start.serialNo")] : []),
      ...(props.bluetooth === "missing" ? [t("road.start.bluetoothNo")] : []),
    ];
  };
  return (
    <>
      <div class="connect-ways">
        <button
          type="button"
          class="field-button"
          data-tone="accent"
          disabled={props.serial !== "yes"}
          onClick={() => props.onConnect("serial")}
        >
          <Usb size={20} aria-hidden="true" />
          <span>{t("door.serial")}</span>
        </button>
        <button
          type="button"
          class="field-button"
          data-tone="accent"
          disabled={props.bluetooth !== "yes"}
          onClick={() => props.onConnect("bluetooth")}
        >
          <Bluetooth size={20} aria-hidden="true" />
          <span>{t("door.bluetooth")}</span>
        </button>
      </div>
      <For each={cannot()}>{(line) => <p class="connect-note">{line}</p>}</For>
    </>
  );
}

/** While the meter is being asked. */
export function DoorWork(props: {
  readonly state: HeadState | undefined;
  /** What to do meanwhile, where that is not to hold the head still. */
  readonly hint?: string;
  readonly onCancel: () => void;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const log = () => (props.state?.kind === "log" ? props.state : undefined);
  const text = (): string => {
    const now = log();
    if (now) return t("door.reading", { log: t(`door.log.${now.log}`), rows: now.rows, wanted: now.wanted });
    return t(props.state?.kind === "registers" ? "door.registers" : "door.identifying");
  };
  return (
    <>
      <Show when={props.hint === undefined}>
        <HeadPicture scene={props.state?.kind === "identifying" ? "connect" : "place"} />
      </Show>
      <p class="door-title">{text()}</p>
      <Show when={log()} fallback={<progress class="door-progress" aria-label={text()} />}>
        {(now) => <progress class="door-progress" max={1} value={now().done} aria-label={text()} />}
      </Show>
      <p class="door-hint">
        <Show when={log()}>
          {(now) => <>{`${t("door.left", { time: sayTime(words, now().leftMs) })}. `}</>}
        </Show>
        {props.hint ?? t("door.holdStill")}
      </p>
      <button type="button" class="field-button" onClick={() => props.onCancel()}>
        <Square size={18} aria-hidden="true" />
        <span>{t("door.cancel")}</span>
      </button>
    </>
  );
}

type End = Extract<HeadState, { readonly kind: "stopped" | "wrong-meter" | "done" }>;

const SCENES: Readonly<Record<string, HeadScene>> = {
  "no-echo": "connect",
  "no-answer": "wake",
  "half-frame": "place",
  "wrong-checksum": "shade",
  "line-lost": "connect",
};

/** How it ended, why, and what to do now. */
export function DoorStop(props: {
  readonly state: End;
  readonly expected: string;
  /** Whether something was read and is kept. */
  readonly hasSome: boolean;
  readonly isConnected: boolean;
  readonly serial: CanDo;
  readonly bluetooth: CanDo;
  readonly backTo: string;
  readonly onAgain: () => void;
  readonly onConnect: (way: Way) => void;
}): JSX.Element {
  const { t } = useWords();
  const scene = (): HeadScene => {
    if (props.state.kind === "done") return "done";
    return props.state.kind === "wrong-meter" ? "wrong" : (SCENES[props.state.why.kind] ?? "place");
  };
  const title = (): string => {
    const { state } = props;
    if (state.kind === "done") return t("door.done");
    if (state.kind === "wrong-meter")
      return t("door.wrongMeter", { found: state.found, expected: props.expected });
    return t(`door.stopped.${state.why.kind}`);
  };
  const hint = (): string => {
    const { state } = props;
    if (state.kind === "done") return t("door.doneHint");
    if (state.kind === "wrong-meter") return t("door.wrongMeterHint");
    return t(`door.stoppedHint.${state.why.kind}`);
  };
  return (
    <>
      <HeadPicture scene={scene()} />
      <p class="door-title" role={props.state.kind === "done" ? "status" : "alert"}>
        {title()}
      </p>
      <p class="door-hint">
        {hint()}
        <Show when={props.state.kind === "stopped" && props.hasSome}> {t("door.kept")}</Show>
      </p>
      <Show
        when={props.state.kind !== "done"}
        fallback={
          <A class="field-button" data-tone="accent" href={props.backTo}>
            {t("door.back")}
          </A>
        }
      >
        <Show
          when={props.isConnected}
          fallback={
            <HeadWays serial={props.serial} bluetooth={props.bluetooth} onConnect={props.onConnect} />
          }
        >
          <button type="button" class="field-button" data-tone="accent" onClick={() => props.onAgain()}>
            <Play size={18} aria-hidden="true" />
            <span>{t(props.hasSome ? "door.again" : "door.tryAgain")}</span>
          </button>
        </Show>
      </Show>
    </>
  );
}
