import { A } from "@solidjs/router";
import BatteryCharging from "lucide-solid/icons/battery-charging";
import ChevronRight from "lucide-solid/icons/chevron-right";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import Ear from "lucide-solid/icons/ear";
import GraduationCap from "lucide-solid/icons/graduation-cap";
import { createMemo, For, type JSX, Show } from "solid-js";
import type { RoundOnPhone } from "../../intake-protocol.ts";
import { useWords } from "../../locales/words.ts";
import { lazyPart } from "../../parts/lazy-part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { ProgressRing } from "../../parts/progress-ring.part.tsx";
import { SyncStrip } from "../../parts/sync-strip.part.tsx";
import { Waiting } from "../../parts/waiting.part.tsx";
import { useAppUpdate } from "../../state/app-update.ts";
import { createChecklist } from "../../state/create-checklist.ts";
import { type Field, useField } from "../../state/field.ts";
import { FieldGate, FieldWarnings } from "./field-notices.tsx";
import { JournalCard } from "./journal-card.tsx";
import { PhoneCard } from "./phone-card.tsx";
import "../../parts/field-button.css";
import "./field.css";

/** Where a reader begins: the rounds on this phone, and what is missing before driving off. */
export function StartScreen(): JSX.Element {
  const words = useWords();
  const field = useField();
  const sync = createMemo(() => field.state()?.sync);
  return (
    <FieldGate field={field}>
      <div class="road">
        <div class="field-scroll">
          <h1 class="field-title">{words.t("road.start.title")}</h1>
          <FieldWarnings field={field} />
          <PhoneCard field={field} />
          <Show when={field.rounds() === undefined}>
            <Waiting title={words.t("road.start.opening")} />
          </Show>
          <Show when={field.rounds()?.length === 0 && !field.isExchanging()}>
            <Notice title={words.t("road.start.none")} hint={words.t("road.start.noneHint")} />
          </Show>
          <ul class="round-cards">
            <For each={field.rounds() ?? []}>{(round) => <RoundCard round={round} />}</For>
          </ul>
          <A class="field-way" href="/read/heard">
            <Ear size={20} aria-hidden="true" />
            <span>{words.t("phone.heard.title")}</span>
            <ChevronRight size={20} aria-hidden="true" />
          </A>
          <A class="field-way" href="/training">
            <GraduationCap size={20} aria-hidden="true" />
            <span>{words.t("road.start.training")}</span>
            <ChevronRight size={20} aria-hidden="true" />
          </A>
          <Checks field={field} />
          <JournalCard field={field} />
        </div>
        <Show when={sync()}>
          {(now) => (
            <SyncStrip now={now()} isBusy={field.isExchanging()} onRun={() => void field.exchange()} />
          )}
        </Show>
      </div>
    </FieldGate>
  );
}

function RoundCard(props: { readonly round: RoundOnPhone }): JSX.Element {
  const words = useWords();
  const left = (): number => Math.max(0, props.round.minePoints - props.round.mineRead);
  return (
    <li>
      <A class="round-card" href={`/read/${encodeURIComponent(props.round.id)}`}>
        <ProgressRing
          sizePx={56}
          done={props.round.mineRead}
          total={props.round.minePoints}
          label={words.t("road.read.of", props.round.mineRead, props.round.minePoints)}
        >
          <span class="ring-small">{words.formats().number(left())}</span>
        </ProgressRing>
        <span class="round-card-name">{props.round.name}</span>
        <span class="round-card-note">
          {left() === 0 ? words.t("road.start.done") : words.t("road.start.remaining", left())} ·{" "}
          {words.t("road.start.fetched", { time: words.formats().time(props.round.fetchedAtMs) })}
        </span>
        <ChevronRight size={20} aria-hidden="true" />
      </A>
    </li>
  );
}

interface CheckLine {
  readonly isGood: boolean;
  readonly text: string;
  /** One tap that mends it. */
  readonly fix?: { readonly label: string; readonly run: () => void };
}

function Checks(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const update = useAppUpdate();
  const list = createChecklist(props.field);
  const receive = () => ({ label: words.t("road.sync.run"), run: () => void props.field.exchange() });
  // What the phone keeps may not be open yet: nothing is missing before that is known.
  const rounds = (): readonly CheckLine[] => {
    if (!props.field.rounds()) return [];
    const atMs = list.roundsAtMs();
    if (atMs === undefined) return [{ isGood: false, text: words.t("road.start.none"), fix: receive() }];
    return [{ isGood: true, text: words.t("road.start.fetched", { time: words.formats().dateTime(atMs) }) }];
  };
  const keys = (): readonly CheckLine[] => {
    const phone = props.field.state()?.phone;
    // Keys that are locked, or gone, have a sentence of their own.
    if (!phone || ["locked", "expired", "revoked"].includes(phone.kind)) return [];
    if (phone.kind !== "unlocked")
      return [{ isGood: false, text: words.t("road.phone.noKeys"), fix: receive() }];
    const time = words.formats().dateTime(phone.expiresAtMs ?? 0);
    return [{ isGood: true, text: words.t("road.start.keysReady", { keys: phone.keys ?? 0, time }) }];
  };
  const ready = (): readonly CheckLine[] => {
    const battery = list.battery();
    return [
      ...rounds(),
      update.isOfflineReady()
        ? { isGood: true, text: words.t("road.start.offlineReady") }
        : {
            isGood: false,
            text: words.t("road.start.offlineNotReady"),
            fix: { label: words.t("road.start.keep"), run: update.keep },
          },
      props.field.isPersisted()
        ? { isGood: true, text: words.t("road.start.storageKept") }
        : {
            isGood: false,
            text: words.t("road.start.storageMayGo"),
            fix: { label: words.t("road.start.keep"), run: () => void props.field.keepStored() },
          },
      ...keys(),
      ...(battery
        ? [{ isGood: battery.isEnough, text: words.t("road.start.battery", { percent: battery.percent }) }]
        : []),
    ];
  };
  const can = (): readonly CheckLine[] => {
    const { serial, bluetooth, bluetoothResume, wakeLock } = props.field.receiver.abilities;
    if (serial === "insecure") return [{ isGood: false, text: words.t("road.start.insecure") }];
    return [
      {
        isGood: serial === "yes",
        text: words.t(serial === "yes" ? "road.start.serialYes" : "road.start.serialNo"),
      },
      {
        isGood: bluetooth === "yes",
        text: words.t(bluetooth === "yes" ? "road.start.bluetoothYes" : "road.start.bluetoothNo"),
      },
      ...(bluetooth === "yes" && !bluetoothResume
        ? [{ isGood: false, text: words.t("road.start.bluetoothResumeNo") }]
        : []),
      ...(wakeLock ? [] : [{ isGood: false, text: words.t("road.start.wakeLockNo") }]),
    ];
  };
  return (
    <>
      <h2 class="field-subtitle">
        <BatteryCharging size={16} aria-hidden="true" /> {words.t("road.start.ready")}
      </h2>
      <Lines lines={ready()}>
        <Show when={(props.field.rounds()?.length ?? 0) > 0}>
          <MorningLines field={props.field} testedAtMs={list.testedAtMs()} />
        </Show>
      </Lines>
      <h2 class="field-subtitle">{words.t("road.start.abilities")}</h2>
      <Lines lines={can()} />
    </>
  );
}

/** Tests the receiver, plans and fetches a map: of no use before there is a round. */
const MorningLines = lazyPart(() => import("./morning-lines.tsx").then((m) => m.MorningLines), "li");

function Lines(props: {
  readonly lines: readonly CheckLine[];
  readonly children?: JSX.Element;
}): JSX.Element {
  return (
    <ul class="checks">
      <For each={props.lines}>
        {(line) => (
          <li class="check" data-good={line.isGood}>
            <Show when={line.isGood} fallback={<CircleAlert size={18} aria-hidden="true" />}>
              <CircleCheck size={18} aria-hidden="true" />
            </Show>
            <span>{line.text}</span>
            <Show when={line.fix}>
              {(fix) => (
                <button type="button" class="field-button" onClick={() => fix().run()}>
                  {fix().label}
                </button>
              )}
            </Show>
          </li>
        )}
      </For>
      {props.children}
    </ul>
  );
}
