import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import type { JSX } from "solid-js";
import { STEPS } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import {
  earlierPeriod,
  type History,
  laterPeriod,
  type Period,
  periodAt,
  withStep,
} from "../period/period.ts";
import { Button, IconButton } from "./button.part.tsx";
import { PeriodDates } from "./period-dates.part.tsx";
import { createSayings } from "./say-history.ts";
import { Segmented } from "./segmented.part.tsx";
import "./period-bar.css";

/** Which stretch of history is looked at, and how finely. */
export function PeriodBar(props: {
  readonly period: Period;
  readonly history: History;
  readonly onLook: (period: Period) => void;
}): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const earlier = (): Period | undefined => earlierPeriod(props.period, props.history);
  const later = (): Period | undefined => laterPeriod(props.period, props.history);
  const go = (period: Period | undefined): void => {
    if (period) props.onLook(period);
  };
  const isLatest = (): boolean => props.period.toMs > props.history.lastMs;
  return (
    <div class="period">
      <Segmented
        name="step"
        label={words.t("consumption.step")}
        segments={STEPS.map((value) => ({ value, label: words.t(`consumption.${value}`) }))}
        value={props.period.step}
        onChoose={(step) => props.onLook(withStep(props.period, step, props.history))}
      />
      <div class="period-turn">
        <IconButton
          label={words.t("consumption.previous")}
          icon={<ChevronLeft size={16} />}
          isDisabled={!earlier()}
          onPress={() => go(earlier())}
        />
        <p class="period-name" aria-live="polite">
          {say.period(props.period)}
        </p>
        <IconButton
          label={words.t("consumption.next")}
          icon={<ChevronRight size={16} />}
          isDisabled={!later()}
          onPress={() => go(later())}
        />
        <Button
          tone="quiet"
          label={words.t("consumption.latest")}
          isDisabled={isLatest()}
          onPress={() => props.onLook(periodAt(props.period.step, props.history.lastMs, props.history))}
        />
        <PeriodDates period={props.period} history={props.history} onLook={props.onLook} />
      </div>
    </div>
  );
}
