import { createSignal, createUniqueId, For, type JSX, Match, Switch } from "solid-js";
import type { SpareMeter } from "../../../shared/model/meter-exchange.ts";
import { useWords } from "../locales/words.ts";
import { findSpares } from "../rounds/plan-exchange.ts";
import "./spare-meter.css";

const nameOf = ({ serial, type }: SpareMeter): string => [serial, type].filter(Boolean).join(" · ");

/** Which meter of the stock is put up, found by its number. */
export function SpareMeterField(props: {
  readonly label: string;
  /** Absent until they are told. */
  readonly spares: readonly SpareMeter[] | undefined;
  /** Key of the meter that goes: its maker's are shown first. */
  readonly like: string;
  readonly chosen: SpareMeter | undefined;
  readonly onChoose: (meter: SpareMeter | undefined) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const found = (): readonly SpareMeter[] => {
    const spares = props.spares ?? [];
    const exact = spares.filter(({ serial }) => serial === text().trim());
    return [...exact, ...findSpares(text(), spares, props.like)];
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="field-input"
        type="search"
        inputmode="numeric"
        autocomplete="off"
        value={props.chosen ? nameOf(props.chosen) : text()}
        onInput={(event) => {
          props.onChoose(undefined);
          setText(event.currentTarget.value);
        }}
      />
      <Switch>
        <Match when={props.spares?.length === 0}>
          <p class="field-hint">
            {words.t("swap.noStock")} <a href="/stock">{words.t("swap.toStock")}</a>
          </p>
        </Match>
        <Match when={props.spares && !props.chosen}>
          <ul>
            <For
              each={found()}
              fallback={
                <li class="muted">
                  {words.t("swap.noMatch")} <a href="/stock">{words.t("swap.toStock")}</a>
                </li>
              }
            >
              {(spare) => (
                <li>
                  <button type="button" class="spare-meter" onClick={() => props.onChoose(spare)}>
                    {nameOf(spare)}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Match>
      </Switch>
    </div>
  );
}
