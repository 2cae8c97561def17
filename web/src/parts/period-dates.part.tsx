import CalendarRange from "lucide-solid/icons/calendar-range";
import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import {
  freePeriod,
  type History,
  PERIOD_PRESETS,
  type Period,
  presetPeriod,
  readDate,
  writeDate,
} from "../period/period.ts";
import { Button } from "./button.part.tsx";
import { FormFault } from "./form.part.tsx";
import "./form.css";
import "./period-dates.css";

interface PeriodDatesProps {
  readonly period: Period;
  readonly history: History;
  readonly onLook: (period: Period) => void;
}

/** Any days from one date to another, and those that are asked for often. */
export function PeriodDates(props: PeriodDatesProps): JSX.Element {
  const words = useWords();
  const [isOpen, setOpen] = createSignal(false);
  const id = createUniqueId();
  let opener: HTMLButtonElement | undefined;
  const close = (): void => {
    setOpen(false);
    opener?.focus();
  };
  return (
    <fieldset
      class="period-dates"
      aria-label={words.t("charts.dates")}
      onKeyDown={(event) => {
        if (event.key === "Escape" && isOpen()) close();
      }}
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        if (next instanceof Node && !event.currentTarget.contains(next)) setOpen(false);
      }}
    >
      <button
        type="button"
        class="button"
        data-tone="plain"
        ref={opener}
        aria-expanded={isOpen()}
        aria-controls={id}
        onClick={() => setOpen((open) => !open)}
      >
        <CalendarRange size={14} aria-hidden="true" />
        <span>{words.t("charts.dates")}</span>
      </button>
      <Show when={isOpen()}>
        <DatesForm
          {...props}
          id={id}
          onLook={(period) => {
            props.onLook(period);
            close();
          }}
        />
      </Show>
    </fieldset>
  );
}

function DatesForm(props: PeriodDatesProps & { readonly id: string }): JSX.Element {
  const words = useWords();
  const zone = (): string => props.history.timeZone;
  const [from, setFrom] = createSignal(writeDate(props.period.fromMs, zone()));
  const [to, setTo] = createSignal(writeDate(Math.min(props.period.toMs - 1, props.history.lastMs), zone()));
  const [fault, setFault] = createSignal<"notADay" | "reversed">();
  const show = (): void => {
    const [first, last] = [readDate(from(), zone()), readDate(to(), zone())];
    if (first === undefined || last === undefined) setFault("notADay");
    else if (last < first) setFault("reversed");
    else props.onLook(freePeriod({ fromMs: first, toMs: last + 1 }, props.period.step, props.history));
  };
  const day = (label: string, value: string, onInput: (text: string) => void): JSX.Element => (
    <label class="period-dates-field">
      <span class="field-label">{label}</span>
      <input
        type="date"
        class="field-input"
        value={value}
        aria-invalid={fault() !== undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          show();
        }}
      />
    </label>
  );
  return (
    <form
      id={props.id}
      class="period-dates-form"
      aria-label={words.t("charts.dates")}
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <div class="period-dates-fields">
        {day(words.t("report.field.from"), from(), setFrom)}
        {day(words.t("report.field.to"), to(), setTo)}
        <button type="submit" class="button" data-tone="accent">
          {words.t("charts.show")}
        </button>
      </div>
      <FormFault text={fault() && words.t(`charts.fault.${fault() ?? "notADay"}`)} />
      <div class="period-dates-presets">
        <For each={PERIOD_PRESETS}>
          {(preset) => (
            <Button
              tone="quiet"
              label={words.t(`charts.preset.${preset}`)}
              onPress={() => props.onLook(presetPeriod(preset, props.history))}
            />
          )}
        </For>
      </div>
    </form>
  );
}
