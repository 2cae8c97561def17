import ChartArea from "lucide-solid/icons/chart-area";
import BarChart3 from "lucide-solid/icons/chart-column";
import ChevronDown from "lucide-solid/icons/chevron-down";
import Grid3x3 from "lucide-solid/icons/grid-3x3";
import ImageDown from "lucide-solid/icons/image-down";
import Printer from "lucide-solid/icons/printer";
import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Register } from "../../../shared/model/register.ts";
import type { WireConsumption } from "../../../shared/model/wire.ts";
import type { PictureWords } from "../chart/compose-picture.ts";
import { useWords, type Words } from "../locales/words.ts";
import { countMarks } from "../period/build-bars.ts";
import { HISTORY_VIEWS, type HistoryView } from "../period/history-view.ts";
import { closerPeriod, type History, type Period } from "../period/period.ts";
import { Amount } from "./amount.part.tsx";
import { IconButton } from "./button.part.tsx";
import { ChoiceMenu } from "./choice-menu.part.tsx";
import { ConsumptionChart } from "./consumption-chart.part.tsx";
import { DurationChart } from "./duration-chart.part.tsx";
import { HeatMap } from "./heat-map.part.tsx";
import { Notice } from "./notice.part.tsx";
import { PeriodBar } from "./period-bar.part.tsx";
import { LoadFailed } from "./points-notice.part.tsx";
import { ProofButton } from "./proof-button.part.tsx";
import { savePicture } from "./save-picture.ts";
import { createSayings, type Sayings } from "./say-history.ts";
import { Segmented } from "./segmented.part.tsx";
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
  readonly view: HistoryView;
  /** Heading of a saved picture: whose consumption it is. */
  readonly place: string;
  readonly onView: (view: HistoryView) => void;
  readonly onPicture: (picture: Blob) => void;
  readonly onPrint: () => void;
  readonly onProve: (interval: { readonly fromMs: number; readonly toMs: number }) => void;
  readonly onLook: (period: Period) => void;
  readonly onRegister: (register: Register) => void;
  readonly onRetry: () => void;
}

/** How much was used, when: the register, the period, the bars and their sum. */
export function ConsumptionPanel(props: ConsumptionPanelProps): JSX.Element {
  const words = useWords();
  const say = createSayings();
  let section: HTMLElement | undefined;
  const keepPicture = async (): Promise<void> => {
    if (!props.shown) return;
    await savePicture(section, pictureWords(props, props.shown, { words, say }), props.onPicture);
  };
  const isEmpty = (): boolean => props.shown?.value.intervals.every(({ value }) => value === null) ?? false;
  return (
    <section class="consumption" ref={section}>
      <div class="consumption-head">
        <div>
          <RegisterChoice counters={props.counters} register={props.register} onRegister={props.onRegister} />
          <p class="consumption-total">
            <Show when={!isEmpty() && props.shown} fallback="–">
              {(shown) => (
                <ProofButton
                  label={words.t("charts.proof.open")}
                  onPress={() => props.onProve(countedSpan(shown()))}
                >
                  <Amount value={shown().value.total} unit={shown().value.unit} />
                </ProofButton>
              )}
            </Show>
          </p>
        </div>
        <PeriodBar period={props.period} history={props.history} onLook={props.onLook} />
      </div>
      <div class="consumption-tools">
        <Notes consumption={props.shown?.value} />
        <ViewTools {...props} onPicture={() => void keepPicture()} />
      </div>
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
          <Match when={isEmpty() && props.shown?.value.damaged}>
            <Notice
              tone="failed"
              icon={<BarChart3 size={20} />}
              title={words.t("charts.damagedAll")}
              hint={words.t("charts.damagedHint")}
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
              <Dynamic
                component={VIEWS[props.view]}
                consumption={shown().value}
                label={words.t(`charts.label.${props.view}`, {
                  register: words.t(`register.${shown().value.register}`),
                  period: say.period(shown().question),
                })}
                canLookCloser={shown().question.step !== "hour"}
                repaint={props.repaint}
                onPick={(interval: number) => lookCloser(props, interval)}
              />
            )}
          </Match>
        </Switch>
      </div>
    </section>
  );
}

/** The three ways to look at it. */
const VIEWS = { bars: ConsumptionChart, duration: DurationChart, heat: HeatMap } as const;

function ViewTools(
  props: Pick<ConsumptionPanelProps, "view" | "onView" | "onPrint" | "shown"> & {
    readonly onPicture: () => void;
  },
): JSX.Element {
  const words = useWords();
  const icons = {
    bars: <BarChart3 size={14} aria-hidden="true" />,
    duration: <ChartArea size={14} aria-hidden="true" />,
    heat: <Grid3x3 size={14} aria-hidden="true" />,
  };
  return (
    <div class="consumption-views">
      <Segmented
        name="view"
        label={words.t("charts.view")}
        segments={HISTORY_VIEWS.map((value) => ({
          value,
          label: words.t(`charts.views.${value}`),
          icon: icons[value],
        }))}
        value={props.view}
        onChoose={props.onView}
      />
      <IconButton
        label={words.t("charts.picture")}
        icon={<ImageDown size={16} />}
        isDisabled={!props.shown}
        onPress={() => props.onPicture()}
      />
      <IconButton
        label={words.t("charts.print")}
        icon={<Printer size={16} />}
        onPress={() => props.onPrint()}
      />
    </div>
  );
}

/** From the first interval with an amount to the end of the last one: what the total is the sum of. */
function countedSpan({ question, value }: NonNullable<ConsumptionPanelProps["shown"]>): {
  readonly fromMs: number;
  readonly toMs: number;
} {
  const counted = value.intervals.filter((interval) => interval.value !== null);
  return {
    fromMs: counted[0]?.fromMs ?? question.fromMs,
    toMs: counted.at(-1)?.toMs ?? question.toMs,
  };
}

/** What a saved picture says above its chart. */
function pictureWords(
  { place }: Pick<ConsumptionPanelProps, "place">,
  { question, value }: NonNullable<ConsumptionPanelProps["shown"]>,
  { words, say }: { readonly words: Words; readonly say: Sayings },
): PictureWords {
  const counts = countMarks(value.intervals, Date.now());
  const total = `${words.formats().decimal(value.total)} ${value.unit}`;
  const notes = [
    `${words.t("consumption.total")} ${total}`,
    counts.estimated > 0 ? words.t("consumption.estimated", counts.estimated) : "",
    counts.missing > 0 ? words.t("consumption.missing", counts.missing) : "",
    counts.silent > 0 ? words.t("mark.silent") : "",
    value.damaged ? say.damaged(value.damaged) : "",
  ].filter((note) => note !== "");
  const events = value.events.filter(({ kind }) => kind !== "status").slice(0, 4);
  return {
    title: `${place} · ${words.t(`register.${value.register}`)} (${value.register})`,
    lines: [
      `${say.period(question)} · ${notes.join(" · ")}`,
      ...events.map((event) => `${say.eventTime(event)}  ${say.event(event)}`),
    ],
  };
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
  const say = createSayings();
  const counts = createMemo(() => countMarks(props.consumption?.intervals ?? [], Date.now()));
  const leftOut = (): number =>
    props.consumption?.events.filter(({ kind }) => kind === "implausible").length ?? 0;
  return (
    <ul class="consumption-notes">
      <Show when={counts().estimated > 0}>
        <li data-mark="estimated">{words.t("consumption.estimated", counts().estimated)}</li>
      </Show>
      <Show when={counts().missing > 0 && counts().missing < (props.consumption?.intervals.length ?? 0)}>
        <li data-mark="missing">{words.t("consumption.missing", counts().missing)}</li>
      </Show>
      <Show when={props.consumption?.damaged}>
        {(months) => <li data-mark="damaged">{say.damaged(months())}</li>}
      </Show>
      <Show when={counts().edited > 0}>
        <li data-mark="edited">{words.t("charts.edited", counts().edited)}</li>
      </Show>
      <Show when={leftOut() > 0}>
        <li data-mark="implausible">{words.t("charts.leftOut", leftOut())}</li>
      </Show>
      <Show when={counts().silent > 0}>
        <li data-mark="silent">{words.t("mark.silent")}</li>
      </Show>
      <Show when={counts().running > 0}>
        <li data-mark="running">{words.t("mark.running")}</li>
      </Show>
    </ul>
  );
}
