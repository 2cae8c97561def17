import { A, useParams } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import Car from "lucide-solid/icons/car";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Lock from "lucide-solid/icons/lock";
import Pause from "lucide-solid/icons/pause";
import Volume2 from "lucide-solid/icons/volume-2";
import VolumeX from "lucide-solid/icons/volume-x";
import { createEffect, createMemo, createSignal, type JSX, on, Show } from "solid-js";
import type { IntakeState } from "../../intake-protocol.ts";
import { useWords } from "../../locales/words.ts";
import { GuidanceBar } from "../../parts/guidance-bar.part.tsx";
import { Heartbeat } from "../../parts/heartbeat.part.tsx";
import { lazyPart } from "../../parts/lazy-part.tsx";
import { ProgressRing } from "../../parts/progress-ring.part.tsx";
import { RoundSummary, type SummaryNow } from "../../parts/round-summary.part.tsx";
import { SelfTestPanel } from "../../parts/self-test.part.tsx";
import { SyncStrip } from "../../parts/sync-strip.part.tsx";
import type { Alarm } from "../../state/create-alarm.ts";
import type { Reading } from "../../state/create-reading.ts";
import { createSelfTest, type SelfTest } from "../../state/create-self-test.ts";
import { type Field, useField } from "../../state/field.ts";
import { createRide } from "./create-ride.ts";
import { FieldGate, FieldWarnings } from "./field-notices.tsx";
import { PointsLeft } from "./points-left.tsx";
import { RoundMissing } from "./round-missing.tsx";
import { sayPulse, showPulse } from "./say-pulse.ts";
import "../../parts/field-button.css";
import "./field.css";

/** Reading: what is left, whether the receiver is alive, and nothing that can be pressed by accident. */
export function ReadMetersScreen(): JSX.Element {
  const params = useParams();
  const field = useField();
  const roundId = (): string => params["id"] ?? "";
  const { reading, alarm, guidance } = createRide(field, roundId);
  const [isMissing, setMissing] = createSignal(false);
  const [summary, setSummary] = createSignal<SummaryNow>();
  const [isMeeting, setMeeting] = createSignal(false);

  // Again when this tab has taken over from another.
  createEffect(
    on(field.isElsewhere, (isElsewhere) => {
      if (isElsewhere) return;
      void field.openRound(roundId()).then((answer) => setMissing(answer === "round.not-found"));
    }),
  );
  const selfTest = createSelfTest(field);
  const sync = createMemo(() => field.state()?.sync);
  return (
    <FieldGate field={field}>
      <Show when={!isMissing()} fallback={<RoundMissing field={field} />}>
        <div class="road">
          <TopBar
            field={field}
            alarm={alarm}
            onSummary={() => void sumUp(field, reading).then(setSummary)}
            onHandover={() => setMeeting(true)}
          />
          <Hero field={field} reading={reading} selfTest={selfTest} />
          <SelfTestPanel now={selfTest.now()} onClose={selfTest.close} />
          <FieldWarnings field={field} />
          <Alarms state={field.state()} />
          <Show when={guidance.advice()}>
            {(advice) => <GuidanceBar now={advice()} address={guidance.address()} />}
          </Show>
          <PointsLeft field={field} reading={reading} />
          <Show when={!field.isTraining && sync()}>
            {(now) => (
              <SyncStrip
                now={now()}
                isBusy={field.isExchanging()}
                onRun={() => void field.exchange().then(async () => setSummary(await sumUp(field, reading)))}
              />
            )}
          </Show>
        </div>
        <Show when={summary()}>
          {(now) => <RoundSummary now={now()} onClose={() => setSummary(undefined)} />}
        </Show>
        <Show when={isMeeting()}>
          <Meeting field={field} onClose={() => setMeeting(false)} />
        </Show>
      </Show>
    </FieldGate>
  );
}

/** Two cars at the roadside. Its code is fetched when they meet. */
const Meeting = lazyPart(() => import("./meeting.tsx").then((m) => m.Meeting));

async function sumUp(field: Field, reading: Reading): Promise<SummaryNow> {
  const heard = await field.listHeard();
  const state = field.state();
  const meters = heard.filter(({ meter }) => meter !== "");
  return {
    read: reading.read(),
    total: reading.total(),
    frames: state?.heartbeat.frames ?? 0,
    damaged: state?.heartbeat.damaged ?? 0,
    heard: meters.length,
    foreign: meters.filter(({ isOwn }) => !isOwn).length,
    noKey: meters.filter(({ outcome }) => outcome === "no-key").length,
    gaps: state?.gaps ?? [],
    exchange: state?.sync.summary,
  };
}

function TopBar(props: {
  readonly field: Field;
  readonly alarm: Alarm;
  readonly onSummary: () => void;
  readonly onHandover: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="field-top">
      <A class="field-icon" href={props.field.road} aria-label={words.t("road.read.back")}>
        <ArrowLeft size={22} aria-hidden="true" />
      </A>
      <h1 class="field-top-name one-line">
        {props.field.isTraining ? words.t("training.title") : (props.field.round()?.name ?? "\u00a0")}
      </h1>
      <Show when={props.field.state()?.phone.kind === "unlocked"}>
        <button
          type="button"
          class="field-icon"
          aria-label={words.t("road.phone.lock")}
          onClick={() => void props.field.lock()}
        >
          <Lock size={20} aria-hidden="true" />
        </button>
      </Show>
      <button
        type="button"
        class="field-icon"
        aria-label={words.t("phone.alarm.switch")}
        aria-pressed={props.alarm.isOn()}
        onClick={() => props.alarm.toggle()}
      >
        <Show when={props.alarm.isOn()} fallback={<VolumeX size={20} aria-hidden="true" />}>
          <Volume2 size={20} aria-hidden="true" />
        </Show>
      </button>
      <Show when={!props.field.isTraining}>
        <button
          type="button"
          class="field-icon"
          aria-label={words.t("road.handover.title")}
          onClick={() => props.onHandover()}
        >
          <ArrowLeftRight size={20} aria-hidden="true" />
        </button>
      </Show>
      <button
        type="button"
        class="field-icon"
        aria-label={words.t("road.read.summary")}
        onClick={() => props.onSummary()}
      >
        <ClipboardList size={20} aria-hidden="true" />
      </button>
    </div>
  );
}

function Hero(props: {
  readonly field: Field;
  readonly reading: Reading;
  readonly selfTest: SelfTest;
}): JSX.Element {
  const words = useWords();
  const left = (): string => words.formats().number(props.reading.total() - props.reading.read());
  const of = (): string => words.t("road.read.of", props.reading.read(), props.reading.total());
  return (
    <div class="field-hero">
      <ProgressRing sizePx={116} done={props.reading.read()} total={props.reading.total()} label={of()}>
        <span class="ring-left">{left()}</span>
        <span class="ring-word">{words.t("road.read.leftShort")}</span>
      </ProgressRing>
      <div class="field-hero-side">
        <Heartbeat
          now={{
            pulse: showPulse(props.field, props.reading),
            text: sayPulse(words, props.field, props.reading),
            ageMs: props.reading.ageMs(),
            rssiDbm: props.field.state()?.heartbeat.rssiDbm,
            perMinute: props.field.state()?.heartbeat.perMinute ?? 0,
          }}
        />
        <HoldButton field={props.field} selfTest={props.selfTest} />
      </div>
    </div>
  );
}

function HoldButton(props: { readonly field: Field; readonly selfTest: SelfTest }): JSX.Element {
  const words = useWords();
  const link = (): string => props.field.receiver.link().kind;
  return (
    <Show when={["open", "lost", "opening"].includes(link())}>
      <div class="field-pair">
        <button type="button" class="field-button" onClick={() => void props.field.holdReading()}>
          <Pause size={18} aria-hidden="true" />
          <span>{words.t("road.read.hold")}</span>
        </button>
        <A
          class="field-button"
          href={`${props.field.road}/${encodeURIComponent(props.field.round()?.id ?? "")}/ride`}
        >
          <Car size={18} aria-hidden="true" />
          <span>{words.t("road.guide.ride")}</span>
        </A>
        <Show when={link() === "open" && !props.selfTest.now() && !props.field.isTraining}>
          <button type="button" class="field-button" onClick={() => void props.selfTest.start()}>
            {words.t("phone.test.start")}
          </button>
        </Show>
      </div>
    </Show>
  );
}

function Alarms(props: { readonly state: IntakeState | undefined }): JSX.Element {
  const words = useWords();
  return (
    <>
      <Show when={props.state?.phone.kind === "revoked"}>
        <p class="field-warning" role="alert">
          {words.t("road.phone.revoked")}
        </p>
      </Show>
      <Show when={props.state?.journal.isFull}>
        <p class="field-warning" role="alert">
          {words.t("road.read.full", props.state?.journal.waiting ?? 0)}
        </p>
      </Show>
      <Show when={(props.state?.journal.lost ?? 0) > 0}>
        <p class="field-warning" role="alert">
          {words.t("road.read.lost", props.state?.journal.lost ?? 0)}
        </p>
      </Show>
    </>
  );
}
