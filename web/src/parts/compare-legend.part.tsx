import { A } from "@solidjs/router";
import X from "lucide-solid/icons/x";
import { createEffect, createSignal, createUniqueId, For, Index, type JSX, on, Show } from "solid-js";
import type { Register } from "../../../shared/model/register.ts";
import { lineLook } from "../compare/line-look.ts";
import { readDecimal, writeTyped } from "../format/read-decimal.ts";
import { useWords } from "../locales/words.ts";
import { IconButton } from "./button.part.tsx";
import { sayMisread } from "./say-misread.ts";
import "./compare-legend.css";
import "./tables.css";

export interface CompareLegendLine {
  readonly name: string;
  readonly href: string;
  /** Place among the series: what is changed is the series, a line a year earlier follows it. */
  readonly series: number;
  readonly isLastYear: boolean;
  readonly register: Register;
  readonly counters: readonly Register[];
  readonly areaM2: string;
  readonly total: string | undefined;
  /** Why there is no total. */
  readonly note: string;
}

/** What the lines are: their look, where they come from, and their totals. */
export function CompareLegend(props: {
  readonly lines: readonly CompareLegendLine[];
  readonly unit: string;
  readonly onRegister: (series: number, register: Register) => void;
  readonly onArea: (series: number, areaM2: string) => void;
  readonly onRemove: (series: number) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <section class="table-scroll compare-legend" aria-label={words.t("charts.compare.legend")}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.t("charts.compare.line")}</th>
            <th scope="col">{words.t("consumption.register")}</th>
            <th scope="col">m²</th>
            <th scope="col" class="number">
              {words.t("consumption.total")} <span class="unit">{props.unit}</span>
            </th>
            <th scope="col">
              <span class="hearable">{words.t("charts.compare.remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Index each={props.lines}>
            {(line, i) => (
              <tr>
                <td>
                  <Swatch line={i} /> <A href={line().href}>{line().name}</A>
                </td>
                <Show when={!line().isLastYear} fallback={<td colSpan={2} />}>
                  <td>
                    <select
                      aria-label={`${words.t("consumption.register")}, ${line().name}`}
                      value={line().register}
                      onChange={(event) => {
                        const register = line().counters.find((one) => one === event.currentTarget.value);
                        if (register) props.onRegister(line().series, register);
                      }}
                    >
                      <For each={line().counters}>
                        {(register) => (
                          <option value={register} selected={register === line().register}>
                            {words.t(`register.${register}`)} ({register})
                          </option>
                        )}
                      </For>
                    </select>
                  </td>
                  <td>
                    <AreaField
                      label={`m², ${line().name}`}
                      areaM2={line().areaM2}
                      onArea={(areaM2) => props.onArea(line().series, areaM2)}
                    />
                  </td>
                </Show>
                <td class="number">
                  <Show when={line().total} fallback={<span class="compare-note">{line().note}</span>}>
                    {(total) => (
                      <>
                        {words.formats().decimal(total())}
                        <span class="unit compare-unit"> {props.unit}</span>
                      </>
                    )}
                  </Show>
                </td>
                <td>
                  <Show when={!line().isLastYear}>
                    <IconButton
                      label={`${words.t("charts.compare.remove")}: ${line().name}`}
                      icon={<X size={14} />}
                      onPress={() => props.onRemove(line().series)}
                    />
                  </Show>
                </td>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </section>
  );
}

/** A floor: what is no number, or could be two, is asked about and changes nothing. */
function AreaField(props: {
  readonly label: string;
  readonly areaM2: string;
  readonly onArea: (areaM2: string) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  /** What was typed, until it is taken. */
  const [typed, setTyped] = createSignal<string>();
  const read = () => readDecimal(typed() ?? "", words.formats().languageTag);
  const fault = (): string | undefined => {
    const text = typed();
    return text === undefined ? undefined : sayMisread(read(), text, words);
  };
  const take = (text: string): void => {
    setTyped(text);
    const number = read();
    const isNone = text.trim() === "";
    if (!isNone && number.kind !== "number") return;
    props.onArea(number.kind === "number" ? number.text : "");
    setTyped(undefined);
  };
  // The field is another line's now.
  createEffect(
    on(
      () => props.label,
      () => setTyped(undefined),
      { defer: true },
    ),
  );
  return (
    <>
      <input
        class="compare-area"
        inputmode="decimal"
        placeholder="m²"
        aria-label={props.label}
        aria-describedby={id}
        aria-invalid={fault() !== undefined}
        value={typed() ?? writeTyped(props.areaM2, words.formats().languageTag)}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <p class="compare-area-fault" id={id} role="alert">
        {fault()}
      </p>
    </>
  );
}

/** A piece of the line as the chart draws it: colour and dashes. */
function Swatch(props: { readonly line: number }): JSX.Element {
  return (
    <svg class="compare-swatch" width="28" height="8" aria-hidden="true">
      <line
        x1="0"
        x2="28"
        y1="4"
        y2="4"
        stroke={`var(${lineLook(props.line).token})`}
        stroke-width="2.5"
        stroke-dasharray={lineLook(props.line).dash.join(" ")}
      />
    </svg>
  );
}
