import { For, type JSX } from "solid-js";
import { VISIT_OUTCOMES } from "../../../shared/model/visit.ts";
import { useWords } from "../locales/words.ts";
import "./reason-choice.css";

const REASONS = VISIT_OUTCOMES.filter((outcome) => outcome !== "read");

/** Why there is no reading: one thumb, one tap. */
export function ReasonChoice(props: {
  readonly value: string;
  readonly onChoose: (reason: string) => void;
}): JSX.Element {
  const { t } = useWords();
  return (
    <fieldset class="reasons">
      <legend>{t("visit.why")}</legend>
      <For each={REASONS}>
        {(reason) => (
          <label class="reason">
            <input
              type="radio"
              name="visit-reason"
              value={reason}
              checked={props.value === reason}
              onChange={() => props.onChoose(reason)}
            />
            <span>{t(`visit.outcome.${reason}`)}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
