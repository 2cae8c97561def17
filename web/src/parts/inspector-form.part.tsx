import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import { createSignal, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import type { TriedKey } from "../telegram/inspect-telegrams.ts";
import { IconButton } from "./button.part.tsx";
import "./form.css";
import "./inspector-form.css";

const FEW_LINES = 4;
const MANY_LINES = 7;

/** Where telegrams are pasted, and a key to try on them. */
export function InspectorForm(props: {
  readonly text: string;
  readonly keyText: string;
  readonly key: TriedKey;
  readonly onText: (text: string) => void;
  readonly onKey: (text: string) => void;
  readonly children: JSX.Element;
}): JSX.Element {
  const words = useWords();
  const rows = (): number => Math.min(MANY_LINES, Math.max(FEW_LINES, props.text.split("\n").length + 1));
  return (
    <div class="inspector-form">
      <div class="field">
        <label class="field-label" for="inspector-text">
          {words.t("inspector.telegrams")}
        </label>
        <textarea
          id="inspector-text"
          class="field-input inspector-text mono"
          rows={rows()}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="inspector-text-hint"
          value={props.text}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
        <p class="field-hint" id="inspector-text-hint">
          {words.t("inspector.telegramsHint")}
        </p>
      </div>
      <div class="inspector-side">
        <KeyField text={props.keyText} key={props.key} onInput={props.onKey} />
        <div class="form-actions">{props.children}</div>
      </div>
    </div>
  );
}

/** No browser is asked to keep it: no form is sent, and it has no name. */
function KeyField(props: {
  readonly text: string;
  readonly key: TriedKey;
  readonly onInput: (text: string) => void;
}): JSX.Element {
  const words = useWords();
  const [isShown, setShown] = createSignal(false);
  const wrong = (): number | undefined => (props.key.kind === "wrong" ? props.key.characters : undefined);
  return (
    <div class="field">
      <label class="field-label" for="inspector-key">
        {words.t("inspector.key")}
      </label>
      <div class="field-place">
        <input
          id="inspector-key"
          class="field-input mono"
          type={isShown() ? "text" : "password"}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={wrong() !== undefined}
          aria-describedby="inspector-key-hint"
          value={props.text}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <IconButton
          label={words.t(isShown() ? "inspector.hideKey" : "inspector.showKey")}
          icon={
            <Show when={isShown()} fallback={<Eye size={16} aria-hidden="true" />}>
              <EyeOff size={16} aria-hidden="true" />
            </Show>
          }
          onPress={() => setShown(!isShown())}
        />
      </div>
      <p class="field-hint" id="inspector-key-hint" classList={{ "is-wrong": wrong() !== undefined }}>
        <Show when={wrong()} fallback={words.t("inspector.keyHint")}>
          {(characters) => words.t("inspector.keyWrong", { n: characters() })}
        </Show>
      </p>
    </div>
  );
}
