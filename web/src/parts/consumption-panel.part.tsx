import BarChart3 from "lucide-solid/icons/chart-column";
import ChevronDown from "lucide-solid/icons/chevron-down";
import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import type { Register } from "../../../shared/model/register.ts";
import type { WireConsumption } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { countMarks } from "../period/build-bars.ts";
import { closerPeriod, type History, type Period } from "../period/period.ts";
import { Amount } from "./amount.part.tsx";
import { ChoiceMenu } from "./choice-menu.part.tsx";
import { ConsumptionChart } from "./consumption-chart.part.tsx";
import { Notice } from "./notice.part.tsx";
import { PeriodBar } from "./period-bar.part.tsx";
import { LoadFailed } from "./points-notice.part.tsx";
import { createSayings } from "./say-history.ts";
import { SkeletonBlock } from "./skeleton.part.tsx";
import "./consumption-panel.css";

export interface ConsumptionPanelProps {
  readonly counters: readonly Register[];
  readonly register: Register | undefined;
  readonly period: Period;
  readonly history: History;
  /** The answer shown, and the period it answers: while the next one loads it is still the last one. */
  readonly shown: { readonly question: Period; readonly value: WireConsumption } | undefined;
  readonly isLoading: boolean;
  readonly failure: string | undefined;
  readonly repaint: unknown;
  readonly onLook: (period: Period) => void;
  readonly onRegister: (register: Register) => void;
  readonly onRetry: () => void;
}

/** How much was used, when: the register, the period, the bars and their sum. */
export function ConsumptionPanel(props: ConsumptionPanelProps): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const isEmpty = (): boolean => props.shown?.value.intervals.every(({ value }) => value === null) ?? false;
  return (
    <section class="consumption">
      <div class="consumption-head">
        <div>
          <RegisterChoice counters={props.counters} register={props.register} onRegister={props.onRegister} />
          <p class="consumption-total">
            <Show when={props.shown} fallback="–">
              {(shown) => <Amount value={shown().value.total} unit={shown().value.unit} />}
            </Show>
          </p>
        </div>
        <PeriodBar period={props.period} history={props.history} onLook={props.onLook} />
      </div>
      <Notes consumption={props.shown?.value} />
      <div class="consumption-body" classList={{ "is-stale": props.isLoading }}>
        <Switch fallback={<SkeletonBlock label={words.t("point.loading")} />}>
          <Match when={props.failure}>
            {(code) => (
              <LoadFailed
                title={words.t("consumption.failed")}
                code={code()}
                onRetry={() => props.onRetry()}
              />
            )}
          </Match>
          <Match when={props.counters.length === 0}>
            <Notice
              icon={<BarChart3 size={20} />}
              title={words.t("consumption.noneYet")}
              hint={words.t("consumption.noneYetHint")}
            />
          </Match>
          <Match when={isEmpty()}>
            <Notice
              icon={<BarChart3 size={20} />}
              title={words.t("consumption.none")}
              hint={words.t("consumption.noneHint")}
            />
          </Match>
          <Match when={props.shown}>
            {(shown) => (
              <ConsumptionChart
                consumption={shown().value}
                label={words.t("consumption.chart", {
                  register: words.t(`register.${shown().value.register}`),
                  period: say.period(shown().question),
                })}
                canLookCloser={shown().question.step !== "hour"}
                repaint={props.repaint}
                onPick={(interval) => lookCloser(props, interval)}
              />
            )}
          </Match>
        </Switch>
      </div>
    </section>
  );
}

/** Opens an interval of the chart, where there is something to see. */
export function lookCloser(
  props: Pick<ConsumptionPanelProps, "shown" | "history" | "onLook">,
  interval: number,
): void {
  const span = props.shown?.value.intervals[interval];
  if (!(props.shown && span) || span.value === null) return;
  const closer = closerPeriod(props.shown.question, span.fromMs, props.history);
  if (closer) props.onLook(closer);
}

function RegisterChoice(props: {
  readonly counters: readonly Register[];
  readonly register: Register | undefined;
  readonly onRegister: (register: Register) => void;
}): JSX.Element {
  const words = useWords();
  const name = (register: Register): string => words.t(`register.${register}`);
  return (
    <Show when={props.register} fallback={<h2 class="consumption-title">{words.t("consumption.title")}</h2>}>
      {(register) => (
        <Show
          when={props.counters.length > 1}
          fallback={<h2 class="consumption-title">{name(register())}</h2>}
        >
          <h2>
            <ChoiceMenu
              label={words.t("consumption.register")}
              face={
                <span class="consumption-title">
                  {name(register())} <span class="facts-code">{register()}</span>
                  <ChevronDown size={14} aria-hidden="true" />
                </span>
              }
              choices={props.counters.map((value) => ({ value, label: name(value), note: value }))}
              value={register()}
              onChoose={props.onRegister}
            />
          </h2>
        </Show>
      )}
    </Show>
  );
}

/** What the bars' looks mean, where they occur. */
function Notes(props: { readonly consumption: WireConsumption | undefined }): JSX.Element {
  const words = useWords();
  const counts = createMemo(() => countMarks(props.consumption?.intervals ?? [], Date.now()));
  return (
    <ul class="consumption-notes">
      <Show when={counts().estimated > 0}>
        <li data-mark="estimated">{words.t("consumption.estimated", counts().estimated)}</li>
      </Show>
      <Show when={counts().missing > 0 && counts().missing < (props.consumption?.intervals.length ?? 0)}>
        <li data-mark="missing">{words.t("consumption.missing", counts().missing)}</li>
      </Show>
      <Show when={counts().running > 0}>
        <li data-mark="running">{words.t("mark.running")}</li>
      </Show>
    </ul>
  );
}
