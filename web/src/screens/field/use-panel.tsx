import { createSignal, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import type { Use } from "../../optical/daily-consumption.ts";
import { Segmented } from "../../parts/segmented.part.tsx";
import { UseBars } from "../../parts/use-bars.part.tsx";
import { momentOfDay, sayDay } from "../../period/say-day.ts";

const DAYS_SHOWN = 31;
const MONTHS_SHOWN = 13;

/** Bars for the customer: the last 31 days, or thirteen months. */
export function UsePanel(props: {
  readonly byDay: readonly Use[];
  readonly byMonth: readonly Use[];
  /** What is said where there are none. */
  readonly none?: string;
  /** Where they come from, and what can be done with them. */
  readonly children?: JSX.Element;
}): JSX.Element {
  const words = useWords();
  const [step, setStep] = createSignal<"day" | "month">("day");
  const uses = (): readonly Use[] =>
    step() === "day" ? props.byDay.slice(-DAYS_SHOWN) : props.byMonth.slice(-MONTHS_SHOWN);
  const nameOf = (from: string): string => {
    if (from === "") return "";
    const { shortMonth, year } = words.formats();
    if (step() === "day") return sayDay(from, words.formats());
    const atMs = momentOfDay(from, words.formats());
    return `${shortMonth(atMs)} ${year(atMs)}`;
  };
  return (
    <section class="door-panel">
      <div class="door-use-head">
        <h2 class="field-subtitle">{words.t("door.use")}</h2>
        <Segmented
          name="door-use"
          label={words.t("door.use")}
          segments={[
            { value: "day", label: words.t("door.byDay") },
            { value: "month", label: words.t("door.byMonth") },
          ]}
          value={step()}
          onChoose={setStep}
        />
      </div>
      <Show
        when={uses().length > 0}
        fallback={<p class="door-hint">{props.none ?? words.t("door.noUse")}</p>}
      >
        <UseBars uses={uses()} nameOf={nameOf} />
      </Show>
      <Show when={uses().some(({ isEstimated }) => isEstimated)}>
        <p class="door-hint">{words.t("door.someEstimated")}</p>
      </Show>
      {props.children}
    </section>
  );
}
