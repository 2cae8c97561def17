import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./form.css";
import "./edit-field.css";

/** Two values for one field, in words, and the ways to choose. */
export interface ConflictInField {
  readonly edited: string;
  readonly editedBy: string;
  readonly base: string;
  readonly onKeep: (which: "mine" | "base") => void;
}

/**
 * One field that several people may be in. What is typed is said when one leaves the field or presses
 * Enter; Escape takes it back. While one types, what others say waits.
 */
export function EditField(props: {
  readonly label: string;
  readonly value: string;
  readonly isFixed: boolean;
  readonly isLong?: boolean | undefined;
  /** As wide as the form. */
  readonly isWide?: boolean | undefined;
  readonly hint?: string | undefined;
  /** To choose from, instead of typing; what is chosen is said at once. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[] | undefined;
  readonly inputMode?: "decimal" | "numeric" | "tel" | "email" | undefined;
  /** Who else is in this field. */
  readonly companion: string | undefined;
  readonly conflict: ConflictInField | undefined;
  /** What is said where the value does not fit, instead of just that. */
  readonly refusal?: string | undefined;
  /** False: the value does not fit. */
  readonly onSay: (value: string) => boolean;
  readonly onAttend: (isIn: boolean) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [draft, setDraft] = createSignal<string>();
  const [isRefused, setRefused] = createSignal(false);
  const say = (): void => {
    const text = draft()?.trim();
    if (text === undefined || text === props.value) {
      setDraft(undefined);
      setRefused(false);
      return;
    }
    const isTaken = props.onSay(text);
    setRefused(!isTaken);
    if (isTaken) setDraft(undefined);
    // Why not may stand below what is seen of the form.
    else document.getElementById(`${id}-hint`)?.scrollIntoView({ block: "nearest" });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && draft() !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      setDraft(undefined);
      setRefused(false);
    } else if (event.key === "Enter" && !props.isLong) {
      event.preventDefault();
      say();
    }
  };
  return (
    <div class="field edit-field" data-wide={props.isWide ?? false} data-busy={props.companion !== undefined}>
      <div class="edit-top">
        <label class="field-label" for={id}>
          {props.label}
        </label>
        <span class="edit-companion" id={`${id}-companion`} role="status">
          <Show when={props.companion}>{(name) => words.t("edits.editing", { name: name() })}</Show>
        </span>
      </div>
      <Show when={props.choices}>
        {(choices) => (
          <select
            id={id}
            class="field-input"
            disabled={props.isFixed}
            aria-describedby={`${id}-hint ${id}-companion`}
            onInput={(event) => setRefused(!props.onSay(event.currentTarget.value))}
            onFocus={() => props.onAttend(true)}
            onBlur={() => props.onAttend(false)}
          >
            <For each={choices()}>
              {({ value, label }) => (
                <option value={value} selected={value === props.value}>
                  {label}
                </option>
              )}
            </For>
          </select>
        )}
      </Show>
      <Show when={!props.choices}>
        <Dynamic
          component={props.isLong ? "textarea" : "input"}
          id={id}
          class="field-input"
          classList={{ "edit-long": props.isLong ?? false }}
          rows={3}
          maxLength={4000}
          autocomplete="off"
          inputmode={props.inputMode}
          disabled={props.isFixed}
          value={draft() ?? props.value}
          aria-invalid={isRefused()}
          aria-describedby={`${id}-hint ${id}-companion`}
          onInput={(event: InputEvent & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
            setDraft(event.currentTarget.value)
          }
          onFocus={() => props.onAttend(true)}
          onBlur={() => {
            say();
            props.onAttend(false);
          }}
          onKeyDown={onKey}
        />
      </Show>
      <p class="field-hint" id={`${id}-hint`} aria-live="polite" data-fault={isRefused()}>
        {isRefused() ? (props.refusal ?? words.t("edits.noFit")) : props.hint}
      </p>
      <Show when={props.conflict}>{(conflict) => <ConflictChoice conflict={conflict()} />}</Show>
    </div>
  );
}

/** The two values, each with its way to choose it. */
export function ConflictChoice(props: { readonly conflict: ConflictInField }): JSX.Element {
  const words = useWords();
  const shown = (text: string): string => text || words.t("edits.conflict.nothing");
  const sides = () =>
    [
      {
        which: "mine",
        name: `${words.t("edits.conflict.edited")} ${words.t("edits.work.byWho", { name: props.conflict.editedBy })}`,
        value: props.conflict.edited,
        choose: words.t("edits.conflict.keepEdited"),
      },
      {
        which: "base",
        name: words.t("edits.conflict.base"),
        value: props.conflict.base,
        choose: words.t("edits.conflict.takeBase"),
      },
    ] as const;
  return (
    <fieldset class="edit-conflict">
      <legend>{words.t("edits.conflict.title")}</legend>
      <p class="muted">{words.t("edits.conflict.hint")}</p>
      <For each={sides()}>
        {(side) => (
          <div class="edit-side">
            <span class="faint">{side.name}</span>
            <span class="edit-side-value">{shown(side.value)}</span>
            <Button label={side.choose} onPress={() => props.conflict.onKeep(side.which)} />
          </div>
        )}
      </For>
    </fieldset>
  );
}
