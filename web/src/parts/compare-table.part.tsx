import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { AlignedSeries } from "../compare/align-series.ts";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import { ProofButton } from "./proof-button.part.tsx";
import { TableTools } from "./table-tools.part.tsx";
import "./tables.css";

/** More rows than this are built only when they are asked for; copies and files have them all. */
const FIRST_ROWS = 200;

/** The exact numbers of a comparison: a row for each interval, a column for each line. */
export function CompareTable(props: {
  readonly times: readonly string[];
  readonly columns: readonly { readonly name: string; readonly aligned: AlignedSeries }[];
  readonly unit: string;
  /** Lays a value open, or with no interval a column's total. */
  readonly onProve: (column: number, interval: number | undefined) => void;
  readonly onCopy: () => Promise<boolean>;
  readonly onCsv: () => void;
}): JSX.Element {
  const words = useWords();
  const [isWhole, setWhole] = createSignal(false);
  const shown = createMemo(() => (isWhole() ? props.times : props.times.slice(0, FIRST_ROWS)));
  const number = (value: string | null | undefined, column: number, interval?: number): JSX.Element => (
    <td class="number">
      <Show when={value} fallback="–">
        {(known) => (
          <ProofButton label={words.t("charts.proof.open")} onPress={() => props.onProve(column, interval)}>
            {words.formats().decimal(known())}
          </ProofButton>
        )}
      </Show>
    </td>
  );
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
                    {({ aligned }, column) => number(aligned.cells[i()]?.value, column(), i())}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.t("consumption.total")}</th>
              <For each={props.columns}>{({ aligned }, column) => number(aligned.total, column())}</For>
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
