import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { TextTable } from "../../../shared/exports/write-table.ts";
import type { WireConsumption, WireInterval } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { markOf } from "../period/build-bars.ts";
import { Button } from "./button.part.tsx";
import { ProofButton } from "./proof-button.part.tsx";
import { createSayings, type Sayings } from "./say-history.ts";
import { TableTools } from "./table-tools.part.tsx";
import "./tables.css";

const eventsIn = ({ events }: WireConsumption, { fromMs, toMs }: WireInterval): WireConsumption["events"] =>
  events.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);

/** More rows than this are built only when they are asked for; copies and files have them all. */
const FIRST_ROWS = 400;

/** The intervals of the chart as numbers. */
export function IntervalTable(props: {
  readonly consumption: WireConsumption;
  readonly canLookCloser: boolean;
  readonly onPick: (interval: number) => void;
  readonly onProve: (interval: WireInterval) => void;
  readonly onCopy: (table: TextTable) => Promise<boolean>;
  readonly onCsv: (table: TextTable) => void;
}): JSX.Element {
  const words = useWords();
  const say = createSayings();
  const [isWhole, setWhole] = createSignal(false);
  const shown = createMemo(() =>
    isWhole() ? props.consumption.intervals : props.consumption.intervals.slice(0, FIRST_ROWS),
  );
  const table = (): TextTable => textOf(props.consumption, { words, say });
  return (
    <>
      <TableTools onCopy={() => props.onCopy(table())} onCsv={() => props.onCsv(table())} />
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.t("table.period")}</th>
              <th scope="col" class="number">
                {words.t("table.value")} <span class="unit">{props.consumption.unit}</span>
              </th>
              <th scope="col">{words.t("table.mark")}</th>
              <th scope="col">{words.t("table.events")}</th>
            </tr>
          </thead>
          <tbody>
            <For each={shown()}>
              {(interval, i) => (
                <tr data-mark={markOf(interval, Date.now())}>
                  <td>
                    <Show
                      when={props.canLookCloser && interval.value !== null}
                      fallback={say.intervalTime(interval, props.consumption.step)}
                    >
                      <button type="button" class="table-link" onClick={() => props.onPick(i())}>
                        {say.intervalTime(interval, props.consumption.step)}
                      </button>
                    </Show>
                  </td>
                  <td class="number">
                    <Show when={interval.value} fallback="–">
                      {(value) => (
                        <ProofButton
                          label={words.t("charts.proof.open")}
                          onPress={() => props.onProve(interval)}
                        >
                          {words.formats().decimal(value())}
                        </ProofButton>
                      )}
                    </Show>
                  </td>
                  <td class="muted">
                    <Quality interval={interval} />
                  </td>
                  <td class="muted">
                    {eventsIn(props.consumption, interval)
                      .map((event) => say.event(event))
                      .join("; ")}
                  </td>
                </tr>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.t("consumption.total")}</th>
              <td class="number">{words.formats().decimal(props.consumption.total)}</td>
              <td colSpan={2} />
            </tr>
          </tfoot>
        </table>
        <Show when={shown().length < props.consumption.intervals.length}>
          <Button
            tone="quiet"
            label={words.t("charts.allRows", props.consumption.intervals.length)}
            onPress={() => setWhole(true)}
          />
        </Show>
      </div>
    </>
  );
}

function Quality(props: { readonly interval: WireInterval }): JSX.Element {
  const words = useWords();
  const say = createSayings();
  return (
    <>
      {say.quality(props.interval)}
      <Show when={props.interval.bounds}>
        {(bounds) => (
          <span class="faint">
            {" "}
            {words.t("consumption.between", {
              low: words.formats().decimal(bounds()[0]),
              high: words.formats().decimal(bounds()[1]),
            })}
          </span>
        )}
      </Show>
    </>
  );
}

/** Numbers in the language's own spelling, digit for digit. */
function textOf(
  consumption: WireConsumption,
  { words, say }: { readonly words: ReturnType<typeof useWords>; readonly say: Sayings },
): TextTable {
  const { exactTime, decimal } = words.formats();
  const number = (text: string | null | undefined): string => (text ? decimal(text) : "");
  return [
    [
      words.t("table.from"),
      words.t("table.to"),
      `${consumption.register} [${consumption.unit}]`,
      words.t("table.mark"),
      `${words.t("table.bounds")} ≥`,
      `${words.t("table.bounds")} ≤`,
      words.t("table.events"),
    ],
    ...consumption.intervals.map((interval) => [
      exactTime(interval.fromMs),
      exactTime(interval.toMs),
      number(interval.value),
      say.quality(interval),
      number(interval.bounds?.[0]),
      number(interval.bounds?.[1]),
      eventsIn(consumption, interval).map(say.event).join("; "),
    ]),
  ];
}
