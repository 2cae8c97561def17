import { A } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import CircleAlert from "lucide-solid/icons/circle-alert";
import Undo2 from "lucide-solid/icons/undo-2";
import { For, type JSX, Show } from "solid-js";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { WireNewVisit } from "../../../shared/model/wire-visits.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import "./field-button.css";
import "./kept-visit.css";

/** What this phone has said of a point: taken back while it is here only, said again later. */
export function KeptVisit(props: {
  readonly visit: WireNewVisit & {
    readonly isSent: 0 | 1;
    readonly refused?: string;
    /** Why the office kept it and did not carry it out. */
    readonly conflict?: string;
  };
  readonly fault: string | undefined;
  /** On a training round it goes nowhere. */
  readonly isTraining?: boolean;
  readonly backTo: string;
  readonly onUndo: () => void;
  /** Absent where another one makes no sense. */
  readonly onAgain?: () => void;
  /** Its author has seen the conflict. */
  readonly onSettle: () => void;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const isSent = (): boolean => props.visit.isSent === 1;
  const keptKey = () => {
    if (props.isTraining) return "training.visitKept";
    return isSent() ? "visit.kept.sent" : "visit.kept.waiting";
  };
  const isTaken = (): boolean => !(props.visit.conflict || props.visit.refused);
  const title = (): string =>
    props.visit.outcome === "read" ? t("visit.kept.read") : t(`visit.outcome.${props.visit.outcome}`);
  return (
    <section class="kept-visit" aria-live="polite">
      <p class="kept-visit-line" data-tone={isTaken() ? "ok" : "alarm"}>
        <Show when={isTaken()} fallback={<CircleAlert size={22} aria-hidden="true" />}>
          <Check size={22} aria-hidden="true" />
        </Show>
        {props.visit.conflict ? t("exchange.notDone") : title()}
      </p>
      <Show when={props.visit.exchange}>
        <p class="muted">{t("exchange.ended", { meter: serialOf(props.visit.meter) })}</p>
      </Show>
      <Values values={props.visit.values} />
      <Show when={props.visit.exchange}>
        {(exchange) => (
          <>
            <p class="muted">{t("exchange.began", { meter: serialOf(exchange().meter) })}</p>
            <Values values={exchange().startValues} />
          </>
        )}
      </Show>
      <Show when={props.visit.note}>
        <p>{props.visit.note}</p>
      </Show>
      <Show
        when={props.visit.refused}
        fallback={<p class="muted">{t(keptKey(), { time: words.formats().dateTime(props.visit.atMs) })}</p>}
      >
        {(code) => (
          <p class="field-warning" role="alert">
            {t("visit.kept.refused")} {words.error(code())}
          </p>
        )}
      </Show>
      <Show when={props.visit.conflict}>
        {(code) => (
          <div class="kept-visit-conflict" role="alert">
            <p class="field-warning">{words.error(code())}</p>
            <p>{t("exchange.conflictHint")}</p>
            <button type="button" class="field-button" onClick={() => props.onSettle()}>
              {t("exchange.settle")}
            </button>
          </div>
        )}
      </Show>
      <Show when={props.fault}>
        {(code) => (
          <p class="field-warning" role="alert">
            {words.error(code())}
          </p>
        )}
      </Show>
      <Show when={!isSent()}>
        <button type="button" class="field-button" onClick={() => props.onUndo()}>
          <Undo2 size={18} aria-hidden="true" />
          <span>{t("visit.undo")}</span>
        </button>
      </Show>
      <Show when={isSent() && props.onAgain}>
        {(again) => (
          <button type="button" class="field-button" onClick={() => again()()}>
            <span>{t("visit.again")}</span>
          </button>
        )}
      </Show>
      <A class="field-button" data-tone="accent" href={props.backTo}>
        {t("door.back")}
      </A>
    </section>
  );
}

function Values(props: { readonly values: WireNewVisit["values"] }): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.values.length > 0}>
      <ul>
        <For each={props.values}>
          {({ register, value, unit }) => (
            <li>
              {words.find(`register.${register}`) ?? register}:{" "}
              <strong class="number">
                <Amount value={value} unit={unit} />
              </strong>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

const serialOf = (meter: string): string => parseMeterKey(meter)?.id ?? meter;
