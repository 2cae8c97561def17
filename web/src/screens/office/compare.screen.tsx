import { A } from "@solidjs/router";
import { createMemo, createSignal, For, type JSX, onMount, Show } from "solid-js";
import { USUAL_BASE_C } from "../../../../shared/model/weather.ts";
import { STEPS } from "../../../../shared/model/wire.ts";
import { dayAfter } from "../../compare/compare-view.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault } from "../../parts/form.part.tsx";
import { MisreadDays } from "../../parts/misread-days.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { readDate, writeDate } from "../../period/period.ts";
import { filterPoints } from "../../points/filter-points.ts";
import { type ComparePage, createCompare } from "../../state/create-compare.ts";
import { useOffice } from "../../state/office.ts";
import { CompareResult } from "./compare-result.tsx";
import "./compare.css";

/** Registers of points laid over each other: up to twenty, with last year's and by square metre. */
export function CompareScreen(): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const page = createCompare();
  onMount(() => {
    if (points.loading().kind === "idle") void points.load();
  });
  return (
    <div class="compare">
      <header class="compare-head">
        <h1 class="compare-title">{words.t("charts.compare.title")}</h1>
        <p class="muted">{words.t("charts.compare.intro")}</p>
      </header>
      <Choices page={page} />
      <AddPoint page={page} />
      <Show
        when={page.lines().length > 0}
        fallback={
          <Notice title={words.t("charts.compare.empty")} hint={words.t("charts.compare.emptyHint")} />
        }
      >
        <CompareResult page={page} />
      </Show>
    </div>
  );
}

function Choices(props: { readonly page: ComparePage }): JSX.Element {
  const words = useWords();
  const [fault, setFault] = createSignal<"notADay" | "reversed">();
  const zone = (): string => props.page.timeZone();
  const view = () => props.page.view();
  const take = (which: "from" | "to", text: string): void => {
    const atMs = readDate(text, zone());
    const fromMs = which === "from" ? atMs : view().fromMs;
    const lastMs = which === "to" ? atMs : view().toMs - 1;
    if (fromMs === undefined || lastMs === undefined) setFault("notADay");
    else if (lastMs < fromMs) setFault("reversed");
    else {
      setFault(undefined);
      props.page.change({ fromMs, toMs: dayAfter(lastMs, zone()) });
    }
  };
  const day = (which: "from" | "to", value: string): JSX.Element => (
    <label class="compare-field">
      <span class="field-label">{words.t(`report.field.${which}`)}</span>
      <input
        type="date"
        class="compare-input"
        value={value}
        aria-invalid={fault() !== undefined}
        onChange={(event) => take(which, event.currentTarget.value)}
      />
    </label>
  );
  const tick = (label: string, isOn: boolean, onChange: (isOn: boolean) => void): JSX.Element => (
    <label class="compare-tick">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      <MisreadDays timeZone={zone()} />
      <div class="compare-choices">
        {day("from", writeDate(view().fromMs, zone()))}
        {day("to", writeDate(view().toMs - 1, zone()))}
        <Segmented
          name="compare-step"
          label={words.t("consumption.step")}
          segments={STEPS.map((value) => ({ value, label: words.t(`consumption.${value}`) }))}
          value={view().step}
          onChoose={(step) => props.page.change({ step })}
        />
        {tick(words.t("charts.compare.lastYear"), view().hasLastYear, (hasLastYear) =>
          props.page.change({ hasLastYear }),
        )}
        {tick(words.t("charts.compare.perArea"), view().isPerArea, (isPerArea) =>
          props.page.change({ isPerArea }),
        )}
        {tick(words.t("charts.compare.perDegreeDay"), view().degreeDayBaseC !== undefined, (isOn) =>
          props.page.change({ degreeDayBaseC: isOn ? USUAL_BASE_C : undefined }),
        )}
        <Show when={view().degreeDayBaseC !== undefined}>
          <label class="compare-field">
            <span class="field-label">{words.t("charts.compare.base")}</span>
            <input
              type="number"
              class="compare-input compare-base"
              min={5}
              max={30}
              step={0.5}
              value={view().degreeDayBaseC}
              onChange={(event) => {
                const base = event.currentTarget.valueAsNumber;
                if (base >= 5 && base <= 30) props.page.change({ degreeDayBaseC: base });
              }}
            />
          </label>
        </Show>
      </div>
      <WeatherNote page={props.page} />
      <FormFault text={fault() && words.t(`charts.fault.${fault() ?? "notADay"}`)} />
    </>
  );
}

/** Why a comparison by degree days may have gaps, and where the weather comes from. */
function WeatherNote(props: { readonly page: ComparePage }): JSX.Element {
  const words = useWords();
  const days = () => props.page.weather.days();
  const isAsked = (): boolean => props.page.view().degreeDayBaseC !== undefined;
  return (
    <Show when={isAsked()}>
      <p class="muted" role="status">
        <Show when={props.page.view().step === "hour"}>{words.t("charts.compare.noHours")} </Show>
        <Show when={days()?.length === 0}>{words.t("charts.compare.noWeather")} </Show>
        <Show when={(days()?.length ?? 0) > 0}>
          {words.t("charts.compare.weatherSpan", {
            from: days()?.[0]?.[0] ?? "",
            to: days()?.at(-1)?.[0] ?? "",
          })}{" "}
        </Show>
        <A class="compare-weather" href="/weather">
          {words.t("charts.compare.toWeather")}
        </A>
      </p>
    </Show>
  );
}

const MOST_FOUND = 8;

/** Finds a point by whatever is written in it, and adds it. */
function AddPoint(props: { readonly page: ComparePage }): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const [text, setText] = createSignal("");
  const found = createMemo(() => {
    if (text().trim().length < 2) return [];
    const none = { media: [], status: [], age: undefined } as const;
    const { keeps } = filterPoints(points.all(), { ...none, text: text() }, Date.now());
    const rows: number[] = [];
    for (let row = 0; row < keeps.length && rows.length < MOST_FOUND; row++)
      if (keeps[row] === 1) rows.push(row);
    return rows.flatMap((row) => points.point(row) ?? []);
  });
  let list: HTMLUListElement | undefined;
  const add = (id: string): void => {
    setText("");
    void props.page.add(id);
  };
  /** Enter takes the first one found, the arrow goes into the list. */
  const onKey = (event: KeyboardEvent): void => {
    const [first] = found();
    if (event.isComposing || !first || !(event.key === "Enter" || event.key === "ArrowDown")) return;
    event.preventDefault();
    if (event.key === "Enter") add(first.id);
    else list?.querySelector("button")?.focus();
  };
  return (
    <div class="compare-add">
      <label class="compare-field">
        <span class="field-label">{words.t("charts.compare.add")}</span>
        <input
          type="search"
          class="compare-input compare-search"
          placeholder={words.t("charts.compare.addHint")}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
        />
      </label>
      <Show when={props.page.fault()}>
        {(fault) => <FormFault text={words.t(`charts.compare.fault.${fault()}`)} />}
      </Show>
      <Show when={text().trim().length >= 2}>
        <ul class="compare-found" ref={list} aria-label={words.t("charts.compare.found")}>
          <For each={found()} fallback={<li class="muted">{words.t("charts.compare.notFound")}</li>}>
            {(point) => (
              <li>
                <Button
                  tone="quiet"
                  label={`${point.address}, ${point.city} · ${point.meter?.serial ?? point.number}`}
                  onPress={() => add(point.id)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
