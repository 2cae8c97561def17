import { A, useLocation } from "@solidjs/router";
import { type JSX, type ParentProps, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Segmented } from "../../parts/segmented.part.tsx";
import { TrainingMark } from "../../parts/training-mark.part.tsx";
import { FieldContext } from "../../state/field.ts";
import { useTraining } from "../../state/training-field.ts";
import { TRAINING_SPEEDS } from "../../training/training-protocol.ts";
import "../../parts/field-button.css";
import "../field/field.css";
import "./training.css";

/** What stands above every training screen, so that nobody takes it for a round: colour, words, title. */
export function TrainingFrame(props: ParentProps): JSX.Element {
  const words = useWords();
  const location = useLocation();
  const training = useTraining();
  const isDriving = (): boolean => training.field.state()?.readingRoundId !== undefined;
  const isOnRound = (): boolean => !["/training", "/training/done"].includes(location.pathname);
  return (
    <FieldContext.Provider value={training.field}>
      <div class="training">
        <TrainingMark
          title={words.t("training.title")}
          mark={words.t("training.mark")}
          hint={words.t("training.markHint")}
        >
          <Show when={isOnRound()}>
            <div class="training-drive">
              <Show when={isDriving()}>
                <Segmented
                  name="training-speed"
                  label={words.t("training.speed")}
                  segments={TRAINING_SPEEDS.map((speed) => ({ value: `${speed}`, label: `${speed}×` }))}
                  value={`${training.speed()}`}
                  onChoose={(value) =>
                    training.driveAt(TRAINING_SPEEDS.find((speed) => `${speed}` === value) ?? 1)
                  }
                />
              </Show>
              <A class="field-button" href="/training/done">
                {words.t("training.end")}
              </A>
            </div>
          </Show>
        </TrainingMark>
        {props.children}
      </div>
    </FieldContext.Provider>
  );
}
