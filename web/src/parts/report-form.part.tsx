import { createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import { MEDIA, type Medium } from "../../../shared/model/medium.ts";
import type { Register } from "../../../shared/model/register.ts";
import type { PlaceChoice, ReportFault, ReportField } from "../../../shared/reports/report.ts";
import { readDecimal } from "../format/read-decimal.ts";
import { useWords, type Words } from "../locales/words.ts";
import { type FormParams, isAsked, PRESETS, presetDays } from "../reports/report-params.ts";
import { sayFault } from "../reports/say-fault.ts";
import { Button } from "./button.part.tsx";
import { FilterMenu } from "./filter-menu.part.tsx";
import { FormFault } from "./form.part.tsx";
import { sayMisread } from "./say-misread.ts";
import "./form.css";
import "./report-form.css";

/** What can be chosen among the utility's points. */
export interface PlaceFacts {
  /** Ids of what the list of points shows now, where somebody has looked at it. */
  readonly listed: readonly string[];
  readonly media: ReadonlyMap<string, number>;
  readonly areas: ReadonlyMap<string, number>;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export interface ReportFormProps {
  readonly fields: readonly ReportField[];
  readonly params: FormParams;
  readonly facts: PlaceFacts;
  readonly fault: ReportFault | undefined;
  readonly isRunning: boolean;
  readonly nowMs: number;
  readonly timeZone: string;
  readonly onChange: (wanted: Partial<FormParams>) => void;
  readonly onRun: () => void;
  readonly onCancel: () => void;
  readonly children?: JSX.Element | undefined;
}

/** "1,234" is a thousand times "1.234": the report would take one of them, unasked. */
function sayTwofold(text: string, words: Words): string | undefined {
  const read = readDecimal(text, words.formats().languageTag);
  return read.kind === "twofold" ? sayMisread(read, text, words) : undefined;
}

/** What a report asks for, field by field, as the report declares them. */
export function ReportForm(props: ReportFormProps): JSX.Element {
  const words = useWords();
  const twofold = (): string | undefined =>
    props.fields
      .filter((field) => field.kind === "number" && isAsked(field, props.params))
      .map(({ id }) => sayTwofold(String(props.params[id] ?? ""), words))
      .find((said) => said !== undefined);
  return (
    <form
      class="report-form"
      aria-label={words.t("report.form")}
      onSubmit={(event) => {
        event.preventDefault();
        if (twofold() === undefined) props.onRun();
        else event.currentTarget.querySelector<HTMLElement>(".report-number[aria-invalid=true]")?.focus();
      }}
    >
      <div class="report-fields">
        <For each={props.fields}>
          {(field) => (
            <Show when={isAsked(field, props.params)}>
              <Field field={field} form={props} />
            </Show>
          )}
        </For>
      </div>
      <FormFault text={twofold() ?? sayFault(props.fault, words)} />
      <div class="form-actions">
        <Show
          when={props.isRunning}
          fallback={
            <button type="submit" class="button" data-tone="accent">
              {words.t("report.run")}
            </button>
          }
        >
          <Button label={words.t("report.cancel")} onPress={() => props.onCancel()} />
        </Show>
        {props.children}
      </div>
    </form>
  );
}

function Field(props: { readonly field: ReportField; readonly form: ReportFormProps }): JSX.Element {
  const words = useWords();
  const label = (): string => words.find(`report.field.${props.field.id}`) ?? props.field.id;
  return (
    <Switch>
      <Match when={props.field.kind === "interval"}>
        <IntervalField form={props.form} />
      </Match>
      <Match when={props.field.kind === "places"}>
        <PlacesField form={props.form} label={label()} id={props.field.id} />
      </Match>
      <Match when={props.field.kind === "registers" ? props.field : undefined}>
        {(field) => <RegistersField form={props.form} label={label()} options={field().options} />}
      </Match>
      <Match when={props.field.kind === "choice" ? props.field : undefined}>
        {(field) => (
          <ChoiceField form={props.form} label={label()} id={field().id} options={field().options} />
        )}
      </Match>
      <Match when={props.field.kind === "number"}>
        <NumberField form={props.form} label={label()} id={props.field.id} />
      </Match>
    </Switch>
  );
}

function IntervalField(props: { readonly form: ReportFormProps }): JSX.Element {
  const words = useWords();
  const day = (field: "from" | "to"): JSX.Element => (
    <label class="report-field">
      <span class="field-label">{words.t(`report.field.${field}`)}</span>
      <input
        type="date"
        class="report-input"
        value={props.form.params[field]}
        aria-invalid={props.form.fault?.field === field}
        onInput={(event) => props.form.onChange({ [field]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <fieldset class="report-interval">
      <legend class="hearable">{words.t("report.field.interval")}</legend>
      {day("from")}
      {day("to")}
      <div class="report-presets">
        <For each={PRESETS}>
          {(preset) => (
            <Button
              tone="quiet"
              label={words.t(`report.preset.${preset}`)}
              onPress={() => props.form.onChange(presetDays(preset, props.form.nowMs, props.form.timeZone))}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}

function PlacesField(props: {
  readonly form: ReportFormProps;
  readonly label: string;
  readonly id: string;
}): JSX.Element {
  const words = useWords();
  const choice = (): PlaceChoice => (props.form.params[props.id] ?? {}) as PlaceChoice;
  const say = (places: PlaceChoice): void => props.form.onChange({ [props.id]: places });
  const change = (wanted: Partial<PlaceChoice>): void => say({ ...choice(), ...wanted });
  const listed = (): readonly string[] => props.form.facts.listed;
  return (
    <fieldset class="report-places">
      <legend class="field-label">{props.label}</legend>
      <div class="report-menus">
        <Show when={listed().length > 0 || choice().ids}>
          <label class="report-check" data-tip={words.t("report.places.listHint")}>
            <input
              type="checkbox"
              checked={choice().ids !== undefined}
              onChange={(event) => {
                const { ids: _, ...rest } = choice();
                say(event.currentTarget.checked ? { ...rest, ids: listed() } : rest);
              }}
            />
            {words.t("report.places.list", choice().ids?.length ?? listed().length)}
          </label>
        </Show>
        <FilterMenu
          label={words.t("report.places.media")}
          chosen={choice().media ?? []}
          count={() => props.form.facts.media}
          valuesOf={(counts) => MEDIA.filter((medium) => counts.has(medium))}
          labelOf={(medium) => words.find(`medium.${medium}`) ?? medium}
          onChoose={(media) => change({ media: media as readonly Medium[] })}
        />
        <FilterMenu
          label={words.t("report.places.areas")}
          chosen={choice().areas ?? []}
          count={() => props.form.facts.areas}
          valuesOf={(counts) => [...counts.keys()].sort()}
          labelOf={(area) => area}
          onChoose={(areas) => change({ areas })}
        />
        <Show when={props.form.facts.groups.length > 0}>
          <select
            class="report-input"
            aria-label={words.t("report.places.group")}
            value={choice().group ?? ""}
            onChange={(event) => change({ group: event.currentTarget.value })}
          >
            <option value="">{words.t("report.places.anyGroup")}</option>
            <For each={props.form.facts.groups}>{({ id, name }) => <option value={id}>{name}</option>}</For>
          </select>
        </Show>
      </div>
    </fieldset>
  );
}

function RegistersField(props: {
  readonly form: ReportFormProps;
  readonly label: string;
  readonly options: readonly Register[];
}): JSX.Element {
  const words = useWords();
  return (
    <div class="report-field">
      <FilterMenu
        label={props.label}
        chosen={props.form.params.registers}
        count={() => new Map()}
        valuesOf={() => props.options}
        labelOf={(register) => `${words.find(`register.${register}`) ?? register} (${register})`}
        onChoose={(registers) => props.form.onChange({ registers: registers as readonly Register[] })}
      />
    </div>
  );
}

function ChoiceField(props: {
  readonly form: ReportFormProps;
  readonly label: string;
  readonly id: string;
  readonly options: readonly string[];
}): JSX.Element {
  const words = useWords();
  return (
    <label class="report-field">
      <span class="field-label">{props.label}</span>
      <select
        class="report-input"
        value={String(props.form.params[props.id] ?? props.options[0])}
        onChange={(event) => props.form.onChange({ [props.id]: event.currentTarget.value })}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option} selected={props.form.params[props.id] === option}>
              {words.find(`report.option.${option}`) ?? option}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

function NumberField(props: {
  readonly form: ReportFormProps;
  readonly label: string;
  readonly id: string;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const text = (): string => String(props.form.params[props.id] ?? "");
  return (
    <div class="report-field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="report-input report-number"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        value={text()}
        aria-invalid={sayTwofold(text(), words) !== undefined || props.form.fault?.field === props.id}
        onInput={(event) => props.form.onChange({ [props.id]: event.currentTarget.value })}
      />
    </div>
  );
}
