import CircleAlert from "lucide-solid/icons/circle-alert";
import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import Info from "lucide-solid/icons/info";
import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { IconButton } from "./button.part.tsx";
import "./form.css";

/** Something to fill in with its name above it, and below it what to know about it. */
export function FieldFrame(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  /** The hint says what is wrong with it. */
  readonly isWrong?: boolean | undefined;
  /** `hintId` tells which element describes it, if any does. */
  readonly control: (id: string, hintId: () => string | undefined) => JSX.Element;
}): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.control(id, () => (props.hint ? `${id}-hint` : undefined))}
      <Show when={props.hint}>
        <p
          class="field-hint"
          id={`${id}-hint`}
          aria-live={props.isWrong === undefined ? undefined : "polite"}
          data-fault={props.isWrong}
        >
          {props.hint}
        </p>
      </Show>
    </div>
  );
}

/** One line of text with its name above it. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly name?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly hint?: string | undefined;
  readonly isFirst?: boolean | undefined;
  readonly isOptional?: boolean | undefined;
}): JSX.Element {
  return (
    <FieldFrame
      label={props.label}
      hint={props.hint}
      control={(id, hintId) => (
        <input
          id={id}
          ref={(input) => props.isFirst && focusSoon(input)}
          class="field-input"
          data-first={props.isFirst ? "" : undefined}
          type="text"
          required={!props.isOptional}
          maxLength={200}
          name={props.name}
          autocomplete={props.autocomplete ?? "off"}
          autocapitalize="none"
          spellcheck={false}
          value={props.value}
          aria-describedby={hintId()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}

/** Text that may be long, or stay empty; in several lines where it is tall. */
export function WideField(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint: string;
  readonly isTall?: boolean | undefined;
}): JSX.Element {
  return (
    <FieldFrame
      label={props.label}
      hint={props.hint}
      control={(id, hintId) => (
        <textarea
          id={id}
          class="field-input field-wide"
          rows={props.isTall ? 6 : 1}
          spellcheck={false}
          value={props.value}
          aria-describedby={hintId()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}

/** One of a few. */
export function ChoiceField<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}): JSX.Element {
  return (
    <FieldFrame
      label={props.label}
      control={(id) => (
        <select
          id={id}
          class="field-input"
          onChange={(event) => {
            const chosen = props.choices.find(({ value }) => value === event.currentTarget.value);
            if (chosen) props.onChoose(chosen.value);
          }}
        >
          <For each={props.choices}>
            {({ value, label }) => (
              <option value={value} selected={value === props.value}>
                {label}
              </option>
            )}
          </For>
        </select>
      )}
    />
  );
}

/** How good a new password is, as the server will judge it. */
export interface PasswordWorth {
  /** 0 to 4. */
  readonly steps: number;
  readonly isGood: boolean;
  readonly text: string;
}

/** A password, to be looked at while it is typed. `worth` is for a new one. */
export function PasswordField(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly autocomplete: "current-password" | "new-password";
  readonly worth?: PasswordWorth | undefined;
  readonly isFirst?: boolean | undefined;
  readonly isOptional?: boolean | undefined;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [isShown, setShown] = createSignal(false);
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <div class="field-place">
        <input
          id={id}
          ref={(input) => props.isFirst && focusSoon(input)}
          class="field-input"
          type={isShown() ? "text" : "password"}
          required={!props.isOptional}
          name={props.autocomplete}
          autocomplete={props.autocomplete}
          autocapitalize="none"
          spellcheck={false}
          value={props.value}
          aria-describedby={props.worth ? `${id}-hint` : undefined}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <IconButton
          label={words.t(isShown() ? "people.signIn.hide" : "people.signIn.show")}
          icon={
            <Show when={isShown()} fallback={<Eye size={16} aria-hidden="true" />}>
              <EyeOff size={16} aria-hidden="true" />
            </Show>
          }
          onPress={() => setShown(!isShown())}
        />
      </div>
      <Show when={props.worth}>
        {(worth) => (
          <>
            <div class="strength" data-good={worth().isGood} aria-hidden="true">
              <For each={[1, 2, 3, 4]}>
                {(step) => <span class="strength-step" classList={{ "is-on": worth().steps >= step }} />}
              </For>
            </div>
            <p class="field-hint" data-good={worth().isGood} id={`${id}-hint`} aria-live="polite">
              {worth().text}
            </p>
          </>
        )}
      </Show>
    </div>
  );
}

/** The button that sends a form off. */
export function SubmitButton(props: {
  readonly label: string;
  readonly isDisabled?: boolean | undefined;
}): JSX.Element {
  return (
    <button type="submit" class="button" data-tone="accent" disabled={props.isDisabled}>
      {props.label}
    </button>
  );
}

/** Why it was refused, read out at once. */
export function FormFault(props: { readonly text: string | undefined }): JSX.Element {
  return (
    <div role="alert">
      <Show when={props.text}>
        <p class="form-fault">
          <CircleAlert size={15} aria-hidden="true" />
          <span>{props.text}</span>
        </p>
      </Show>
    </div>
  );
}

/** Something to know before going on. */
export function FormNote(props: {
  readonly text: string;
  readonly tone?: "calm" | "warning" | undefined;
}): JSX.Element {
  return (
    <p class="form-note" data-tone={props.tone ?? "calm"} role="status">
      <Info size={15} aria-hidden="true" />
      <span>{props.text}</span>
    </p>
  );
}

/** Focuses once the element stands in the page. */
const focusSoon = (input: HTMLInputElement): void => queueMicrotask(() => input.focus());
