import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { AlignedSeries } from "../compare/align-series.ts";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import { TableTools } from "./table-tools.part.tsx";
import "./tables.css";

/** More rows than this are built only when they are asked for; copies and files have them all. */
const FIRST_ROWS = 200;

/** The exact numbers of a comparison: a row for each interval, a column for each line. */
export function CompareTable(props: {
  readonly times: readonly string[];
  readonly columns: readonly { readonly name: string; readonly aligned: AlignedSeries }[];
  readonly unit: string;
  readonly onCopy: () => Promise<boolean>;
  readonly onCsv: () => void;
}): JSX.Element {
  const words = useWords();
  const [isWhole, setWhole] = createSignal(false);
  const shown = createMemo(() => (isWhole() ? props.times : props.times.slice(0, FIRST_ROWS)));
  const say = (value: string | null | undefined): string => (value ? words.formats().decimal(value) : "–");
  return (
    <section aria-label={words.t("charts.compare.numbers")}>
      <TableTools onCopy={props.onCopy} onCsv={props.onCsv} />
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.t("table.period")}</th>
              <For each={props.columns}>
                {({ name }) => (
                  <th scope="col" class="number">
                    {name} <span class="unit">{props.unit}</span>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={shown()}>
              {(time, i) => (
                <tr>
                  <td>{time}</td>
                  <For each={props.columns}>
                    {({ aligned }) => <td class="number">{say(aligned.cells[i()]?.value)}</td>}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.t("consumption.total")}</th>
              <For each={props.columns}>{({ aligned }) => <td class="number">{say(aligned.total)}</td>}</For>
            </tr>
          </tfoot>
        </table>
        <Show when={shown().length < props.times.length}>
          <Button
            tone="quiet"
            label={words.t("charts.allRows", props.times.length)}
            onPress={() => setWhole(true)}
          />
        </Show>
      </div>
    </section>
  );
}
