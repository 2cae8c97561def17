import { createUniqueId, For, Index, type JSX, Show } from "solid-js";
import { formatScaled, type Scaled } from "../../../shared/model/scaled.ts";
import { writeTyped } from "../format/read-decimal.ts";
import { useWords } from "../locales/words.ts";
import { sayMisread } from "./say-misread.ts";
import "./entry-fields.css";
import "./field-button.css";

/** One register as it is typed, with what is known of it. */
export interface Entry<Register extends string = string, Unit extends string = string> {
  readonly register: Register;
  readonly unit: Unit;
  readonly text: string;
  readonly units: readonly Unit[];
  readonly past: { readonly last?: { readonly value: Scaled; readonly atMs: number } };
  /** What it should say about now. */
  readonly proposal: string | undefined;
  readonly typed: {
    readonly value?: Scaled;
    readonly twofold?: { readonly whole: string; readonly part: string };
    readonly doubt?: "below-last" | "far-above" | "start-above-end";
  };
}

/** The registers of a display, each judged as it is typed. */
export function EntryFields<Register extends string, Unit extends string>(props: {
  readonly entries: readonly Entry<Register, Unit>[];
  /** Registers that may be added. */
  readonly others?: readonly Register[];
  /** What is known of each register, where that is not what it said last. */
  readonly pastOf?: (entry: Entry<Register, Unit>) => string;
  readonly isConfirmed: boolean;
  readonly onType: (register: Register, typed: { readonly unit?: string; readonly text?: string }) => void;
  readonly onAdd?: (register: Register) => void;
  readonly onConfirm: (isConfirmed: boolean) => void;
}): JSX.Element {
  const words = useWords();
  const others = (): readonly Register[] => props.others ?? [];
  const isDoubted = (): boolean => props.entries.some(({ typed }) => typed.doubt !== undefined);
  return (
    <div>
      <Index each={props.entries}>
        {(entry) => (
          <EntryField
            entry={entry()}
            past={props.pastOf?.(entry())}
            onType={(typed) => props.onType(entry().register, typed)}
          />
        )}
      </Index>
      <Show when={others().length > 0}>
        <div class="entry">
          <label class="manual-label">
            <span class="hearable">{words.t("visit.add")}</span>
            <select
              class="manual-select"
              onChange={(event) => {
                const chosen = others().find((one) => one === event.currentTarget.value);
                event.currentTarget.value = "";
                if (chosen !== undefined) props.onAdd?.(chosen);
              }}
            >
              <option value="">{words.t("visit.add")}</option>
              <For each={others()}>
                {(register) => (
                  <option value={register}>
                    {words.find(`register.${register}`) ?? register} ({register})
                  </option>
                )}
              </For>
            </select>
          </label>
        </div>
      </Show>
      <div role="alert">
        <Show when={isDoubted()}>
          <div class="entry-doubt">
            <For each={props.entries.filter(({ typed }) => typed.doubt !== undefined)}>
              {(entry) => <p>{sayDoubt(words, entry)}</p>}
            </For>
            <label class="entry-sure">
              <input
                type="checkbox"
                checked={props.isConfirmed}
                onChange={(event) => props.onConfirm(event.currentTarget.checked)}
              />
              <span>{words.t("visit.sure")}</span>
            </label>
          </div>
        </Show>
      </div>
    </div>
  );
}

function EntryField(props: {
  readonly entry: Entry;
  readonly past: string | undefined;
  readonly onType: (typed: { readonly unit?: string; readonly text?: string }) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;
  /** Chosen by keys, the choice goes and the focus with it: it stays with what was typed. */
  const choose = (text: string, { detail }: MouseEvent): void => {
    props.onType({ text });
    if (detail === 0) input?.focus();
  };
  const isWrong = (): boolean => props.entry.text.trim() !== "" && props.entry.typed.value === undefined;
  const name = (): string => words.find(`register.${props.entry.register}`) ?? props.entry.register;
  const hint = (): string => {
    const { text, typed } = props.entry;
    if (typed.twofold) return sayMisread({ kind: "twofold", ...typed.twofold }, text, words) ?? "";
    return isWrong() ? words.t("visit.notANumber") : (props.past ?? sayPast(words, props.entry));
  };
  return (
    <div class="entry">
      <label class="manual-label" for={id}>
        {name()}
      </label>
      <div class="entry-line">
        <input
          ref={input}
          id={id}
          class="manual-input"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          enterkeyhint="done"
          value={props.entry.text}
          aria-invalid={isWrong()}
          aria-describedby={`${id}-past`}
          onInput={(event) => props.onType({ text: event.currentTarget.value })}
        />
        <select
          class="manual-select"
          aria-label={words.t("visit.unitOf", { register: name() })}
          onChange={(event) => props.onType({ unit: event.currentTarget.value })}
        >
          <For each={props.entry.units}>
            {(unit) => (
              <option value={unit} selected={unit === props.entry.unit}>
                {unit === "" ? "–" : unit}
              </option>
            )}
          </For>
        </select>
      </div>
      <div class="entry-past" data-fault={isWrong()} id={`${id}-past`}>
        <span>{hint()}</span>
        <Show when={props.entry.typed.twofold}>
          {(twofold) => (
            <For each={[twofold().whole, twofold().part]}>
              {(text) => (
                <button type="button" class="field-link" onClick={(event) => choose(text, event)}>
                  {text} {props.entry.unit}
                </button>
              )}
            </For>
          )}
        </Show>
        <Show when={props.entry.proposal}>
          {(proposal) => (
            <button
              type="button"
              class="field-link"
              onClick={() => props.onType({ text: writeTyped(proposal(), words.formats().languageTag) })}
            >
              {words.t("visit.propose", {
                value: words.formats().decimal(proposal()),
                unit: props.entry.unit,
              })}
            </button>
          )}
        </Show>
      </div>
    </div>
  );
}

type Words = ReturnType<typeof useWords>;

function sayPast({ t, formats }: Words, { past, unit }: Entry): string {
  if (!past.last) return t("visit.nothingKnown");
  const value = formats().decimal(formatScaled(past.last.value));
  return t("visit.last", { value, unit, time: formats().date(past.last.atMs) });
}

function sayDoubt({ t, formats }: Words, entry: Entry): string {
  const values = {
    value: entry.typed.value ? formats().decimal(formatScaled(entry.typed.value)) : entry.text,
    last: entry.past.last ? formats().decimal(formatScaled(entry.past.last.value)) : "",
    expected: entry.proposal === undefined ? "–" : formats().decimal(entry.proposal),
    unit: entry.unit,
  };
  return t(`visit.doubt.${entry.typed.doubt ?? "far-above"}`, values);
}
