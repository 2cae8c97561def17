import { A } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import Car from "lucide-solid/icons/car";
import RotateCcwClock from "lucide-solid/icons/rotate-ccw-clock";
import type { JSX } from "solid-js";
import { useWords } from "../../locales/words.ts";

/** Before a training round: what it is, and the way in. */
export function TrainingStartScreen(): JSX.Element {
  const words = useWords();
  return (
    <div class="road">
      <div class="field-top">
        <A class="field-icon" href="/read" aria-label={words.t("training.leave")}>
          <ArrowLeft size={22} aria-hidden="true" />
        </A>
        <h1 class="field-top-name one-line">{words.t("training.title")}</h1>
      </div>
      <div class="field-scroll">
        <p class="training-lead">{words.t("training.lead")}</p>
        <p class="training-lead">{words.t("training.faultsHint")}</p>
        <p class="training-lead">{words.t("training.ordersHint")}</p>
        <div class="training-ways">
          <A class="field-button" data-tone="accent" href="/training/round">
            <Car size={20} aria-hidden="true" />
            <span>{words.t("training.begin")}</span>
          </A>
          <A class="field-button" href="/training/replay">
            <RotateCcwClock size={20} aria-hidden="true" />
            <span>{words.t("replay.title")}</span>
          </A>
        </div>
      </div>
    </div>
  );
}
