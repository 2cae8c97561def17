import type { JSX } from "solid-js";
import { judgePassword } from "../../../shared/model/judge-password.ts";
import { useWords } from "../locales/words.ts";
import { PasswordField } from "./form.part.tsx";

const STEP_CHARACTERS = 4;

/** A new password with what the server will say of it, while it is typed. */
export function NewPasswordField(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Names it must not be made of. */
  readonly related: readonly string[];
  readonly isFirst?: boolean | undefined;
}): JSX.Element {
  const words = useWords();
  const fault = () => judgePassword(props.value, props.related);
  const text = (): string => {
    if (props.value === "") return words.t("people.password.hint");
    const found = fault();
    return found ? words.error(found) : words.t("people.password.good");
  };
  const steps = (): number => {
    if (props.value !== "" && !fault()) return 4;
    return Math.min(3, Math.ceil([...props.value].length / STEP_CHARACTERS));
  };
  return (
    <PasswordField
      label={props.label}
      value={props.value}
      onInput={props.onInput}
      autocomplete="new-password"
      isFirst={props.isFirst}
      worth={{ steps: steps(), isGood: props.value !== "" && !fault(), text: text() }}
    />
  );
}
