import { For, type JSX } from "solid-js";
import { NO_READING } from "../../../shared/model/visit.ts";
import { useWords } from "../locales/words.ts";
import "./reason-choice.css";

/** Why there is no reading: one thumb, one tap. */
export function ReasonChoice(props: {
  readonly value: string;
  readonly onChoose: (reason: string) => void;
}): JSX.Element {
  const { t } = useWords();
  return (
    <fieldset class="reasons">
      <legend>{t("visit.why")}</legend>
      <For each={NO_READING}>
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
