import { A } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import CircleAlert from "lucide-solid/icons/circle-alert";
import Play from "lucide-solid/icons/play";
import RadioTower from "lucide-solid/icons/radio-tower";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { useWords, type Words } from "../../locales/words.ts";
import { OrderFound } from "../../parts/order-found.part.tsx";
import { WishText } from "../../parts/wish-text.part.tsx";
import type { OrderWork, OrderWorking, StopKind } from "../../state/create-order-work.ts";
import { DoorWork, HeadWays } from "./door-steps.tsx";

type Here = NonNullable<ReturnType<OrderWorking["order"]>>;
type Of<Kind extends OrderWork["kind"]> = Extract<OrderWork, { readonly kind: Kind }>;

/** One order: how far it is under the head, and what to do next. */
export function OrderUnderHead(props: {
  readonly working: OrderWorking;
  readonly order: Here;
  /** Number of the meter it is for. */
  readonly expected: string;
  readonly backTo: string;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const of = <Kind extends OrderWork["kind"]>(kind: Kind): Of<Kind> | undefined => {
    const work = props.working.work();
    return work.kind === kind ? (work as Of<Kind>) : undefined;
  };
  const isEnded = (): boolean => props.order.state !== "open" && props.order.state !== "failed";
  return (
    <section class="door-now" aria-live="polite">
      <Switch fallback={<Begin working={props.working} />}>
        <Match when={of("waiting")}>
          <Busy text={t("orderWork.radio.waiting")} working={props.working} />
        </Match>
        <Match when={of("looking")}>
          <Busy text={t("orderWork.looking")} working={props.working} />
        </Match>
        <Match when={of("working")}>
          <Busy text={t("orderWork.working")} working={props.working} />
        </Match>
        <Match when={of("log")}>
          {(work) => (
            <DoorWork
              state={work().state}
              onCancel={props.working.cancel}
              {...(props.working.way() === "radio" ? { hint: t("orderWork.radio.stay") } : {})}
            />
          )}
        </Match>
        <Match when={of("planned")}>
          {(work) => <Plan work={work()} order={props.order} onCarryOut={props.working.carryOut} />}
        </Match>
        <Match when={of("refused")}>
          {(work) => (
            <Refused work={work()} expected={props.expected} working={props.working} backTo={props.backTo} />
          )}
        </Match>
        <Match when={of("differs")}>
          {(work) => (
            <>
              <p class="door-title" role="alert">
                {t("orderWork.differs")}
              </p>
              <OrderFound found={work().found} />
              <p class="door-hint">{t("orderWork.differsHint")}</p>
              <Again working={props.working} />
            </>
          )}
        </Match>
        <Match when={of("stopped")}>
          {(work) => (
            <>
              <p class="door-title" role="alert">
                {sayStop(words, "stopped", work().why)}
              </p>
              <p class="door-hint">
                {sayStop(words, "stoppedHint", work().why)}{" "}
                {t(work().isTouched ? "orderWork.stopped" : "orderWork.untouched")}
              </p>
              <Again working={props.working} />
            </>
          )}
        </Match>
        <Match when={of("done") ?? (isEnded() && props.order)}>
          <Ended
            order={props.order}
            wasAlready={of("done")?.wasAlready === true}
            isTraining={props.working.isTraining}
            backTo={props.backTo}
          />
        </Match>
      </Switch>
    </section>
  );
}

/** Of the radio in words of its own, of all else as at any door. */
const sayStop = (words: Words, part: "stopped" | "stoppedHint", why: StopKind): string =>
  words.find(`orderWork.radio.${part}.${why}`) ?? words.find(`door.${part}.${why}`) ?? why;

function Begin(props: { readonly working: OrderWorking }): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <Show when={!props.working.isTraining}>
        <p class="door-hint">{t("orderWork.hint")}</p>
      </Show>
      <Again working={props.working} />
    </>
  );
}

/** With a head, or by radio, from the street; in a training round by radio only. */
function Again(props: { readonly working: OrderWorking }): JSX.Element {
  return (
    <>
      <Show when={!props.working.isTraining}>
        <WithHead working={props.working} />
      </Show>
      <ByRadio working={props.working} />
    </>
  );
}

/** With the head that is connected already, or by connecting one. */
function WithHead(props: { readonly working: OrderWorking }): JSX.Element {
  const words = useWords();
  const fault = (): string | undefined => {
    const link = props.working.link();
    return link.kind === "failed" ? words.find(`door.fault.${link.code}`) : undefined;
  };
  return (
    <>
      <Show
        when={props.working.link().kind === "open"}
        fallback={
          <HeadWays
            serial={props.working.abilities.serial}
            bluetooth={props.working.abilities.bluetooth}
            onConnect={(way) => void props.working.connect(way)}
          />
        }
      >
        <button type="button" class="field-button" data-tone="accent" onClick={() => props.working.look()}>
          <Play size={18} aria-hidden="true" />
          <span>{words.t("orderWork.again")}</span>
        </button>
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

/** Where the receiver in the car cannot, it says so. */
function ByRadio(props: { readonly working: OrderWorking }): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <button
        type="button"
        class="field-button"
        disabled={props.working.radio() !== "ready"}
        onClick={() => props.working.lookByRadio()}
      >
        <RadioTower size={18} aria-hidden="true" />
        <span>{t("orderWork.radio.ask")}</span>
      </button>
      <p class="door-hint">
        {t(`${props.working.isTraining ? "training.radio" : "orderWork.radio.way"}.${props.working.radio()}`)}
      </p>
    </>
  );
}

function Busy(props: { readonly text: string; readonly working: OrderWorking }): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <p class="door-title">{props.text}</p>
      <progress class="door-progress" aria-label={props.text} />
      <p class="door-hint">
        {t(props.working.way() === "radio" ? "orderWork.radio.stay" : "door.holdStill")}
      </p>
      <button type="button" class="field-button" onClick={() => props.working.cancel()}>
        {t("orderWork.cancel")}
      </button>
    </>
  );
}

function Plan(props: {
  readonly work: Of<"planned">;
  readonly order: Here;
  readonly onCarryOut: () => void;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const costs = (): string => {
    const { costs: taken, budget } = props.work.plan;
    return t(taken === 0 || !budget ? "orderWork.costs.none" : "orderWork.costs.one");
  };
  return (
    <>
      <h2 class="field-subtitle">{t("orderWork.dryRun")}</h2>
      <dl class="order-plan">
        <div>
          <dt>{t("orderWork.meter")}</dt>
          <dd>
            {t("orderWork.meterIs", { serial: props.work.look.serial, firmware: props.work.look.firmware })}
          </dd>
        </div>
        <Show when={props.work.look.now.length > 0}>
          <div>
            <dt>{t("orderWork.now")}</dt>
            <dd>
              <OrderFound found={props.work.look.now} />
            </dd>
          </div>
        </Show>
        <div>
          <dt>{t("orderWork.after")}</dt>
          <dd>
            <strong>
              <WishText wish={props.order.wish} />
            </strong>
          </dd>
        </div>
      </dl>
      <p class="order-budget">
        <Show when={props.work.plan.budget}>
          {(budget) => <>{t("orderWork.budget", { left: budget().left, most: budget().most })}. </>}
        </Show>
        {costs()}
      </p>
      <For each={props.work.plan.warnings}>
        {(warning) => <p class="door-hint">{t(`orders.warning.${warning}`)}</p>}
      </For>
      <Show when={props.work.look.isSimulated}>
        <p class="door-hint">{t("orderWork.simulated")}</p>
      </Show>
      <button type="button" class="field-button" data-tone="accent" onClick={() => props.onCarryOut()}>
        <Play size={18} aria-hidden="true" />
        <span>{t("orderWork.carryOut")}</span>
      </button>
    </>
  );
}

function Refused(props: {
  readonly work: Of<"refused">;
  readonly expected: string;
  readonly working: OrderWorking;
  readonly backTo: string;
}): JSX.Element {
  const { t } = useWords();
  const isOther = (): boolean => props.work.reason === "order.other-meter";
  return (
    <>
      <p class="door-title" role="alert">
        {t("orderWork.refused")}
      </p>
      <p class="field-warning">
        {isOther()
          ? t(props.working.way() === "radio" ? "orderWork.radio.otherMeter" : "orderWork.otherMeter", {
              found: props.work.look.serial,
              expected: props.expected,
            })
          : t(`orders.reason.${props.work.reason}`)}
      </p>
      <Show when={props.work.plan.budget}>
        {(budget) => (
          <p class="order-budget">{t("orderWork.budget", { left: budget().left, most: budget().most })}</p>
        )}
      </Show>
      <Show
        when={isOther() || props.work.reason === "order.budget-unknown"}
        fallback={
          <>
            <p class="door-hint">
              {t(props.working.isTraining ? "training.orderKept" : "orderWork.waiting")}
            </p>
            <BackToRound backTo={props.backTo} />
          </>
        }
      >
        <Again working={props.working} />
      </Show>
    </>
  );
}

function Ended(props: {
  readonly order: Here;
  readonly wasAlready: boolean;
  readonly isTraining: boolean;
  readonly backTo: string;
}): JSX.Element {
  const words = useWords();
  const last = () => props.order.events.at(-1);
  // One that came to nothing wears no tick.
  const isDone = (): boolean => props.order.state === "done";
  const told = (): string => {
    if (props.isTraining) return words.t("training.orderKept");
    return words.t(props.order.isWaiting ? "orderWork.waiting" : "orderWork.told");
  };
  return (
    <>
      <p class="door-title" role="status">
        <Show when={isDone()} fallback={<CircleAlert size={22} aria-hidden="true" />}>
          <Check size={22} aria-hidden="true" />
        </Show>{" "}
        {isDone() ? words.t("orderWork.done") : words.t(`orders.state.${props.order.state}`)}
      </p>
      <Show when={props.wasAlready}>
        <p>{words.t("orderWork.already")}</p>
      </Show>
      <OrderFound found={last()?.found ?? []} />
      <p class="door-hint">{told()}</p>
      <BackToRound backTo={props.backTo} />
    </>
  );
}

const BackToRound = (props: { readonly backTo: string }): JSX.Element => (
  <A class="field-button" data-tone="accent" href={props.backTo}>
    {useWords().t("door.back")}
  </A>
);
