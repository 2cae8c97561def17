import { For, type JSX, Match, Show, Switch } from "solid-js";
import type { ReportCell, ReportColumn, RowMark } from "../../../shared/reports/report.ts";
import { shortenDecimal } from "../format/shorten-decimal.ts";
import { useWords, type Words } from "../locales/words.ts";
import { sayDay } from "../period/say-day.ts";
import { markName } from "../reports/sheet-of.ts";
import { amountOf } from "../reports/sort-rows.ts";
import { ProofButton } from "./proof-button.part.tsx";
import "./report-table.css";

/** What MJ or GJ become in kWh has no end: so many decimals are read, the proof and every file have them all. */
const DECIMALS = 3;

export const isNumber = ({ kind }: ReportColumn): boolean => kind === "amount" || kind === "percent";

export const shortText = (text: string, words: Words): string =>
  words.formats().decimal(shortenDecimal(text, DECIMALS));

/** One cell of a report: a number leads to where it comes from. */
export function ReportTableCell(props: {
  readonly column: ReportColumn;
  readonly cell: ReportCell | undefined;
  /** When the row's meter was read last, where it went silent. */
  readonly silentSinceMs: number | undefined;
  readonly tabIndex: number;
  readonly onProve: () => void;
}): JSX.Element {
  const words = useWords();
  const text = (): string | null => amountOf(props.cell);
  return (
    <Switch fallback={text()}>
      <Match when={isNumber(props.column) && text() !== ""}>
        <ProofButton
          label={words.t("charts.proof.open")}
          exact={exactOf(props.column, props.cell, words)}
          tabIndex={props.tabIndex}
          onPress={props.onProve}
        >
          <NumberText column={props.column} cell={props.cell} />
        </ProofButton>
      </Match>
      <Match when={props.column.kind === "marks"}>
        <Marks marks={Array.isArray(props.cell) ? props.cell : []} silentSinceMs={props.silentSinceMs} />
      </Match>
      <Match when={props.column.kind === "day"}>{sayDay(text() ?? "", words.formats())}</Match>
    </Switch>
  );
}

/** Estimated values begin with a tilde; what is not known says so. */
function NumberText(props: {
  readonly column: ReportColumn;
  readonly cell: ReportCell | undefined;
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={amountOf(props.cell)} fallback={<span class="faint">{words.t("report.notAvailable")}</span>}>
      {(text) => (
        <span classList={{ "report-estimate": boundsOf(props.cell) !== undefined }}>
          {props.column.kind === "percent"
            ? percentOf(words, text())
            : `${boundsOf(props.cell) ? "~ " : ""}${shortText(text(), words)}`}
        </span>
      )}
    </Show>
  );
}

const boundsOf = (cell: ReportCell | undefined): readonly [string, string] | undefined =>
  typeof cell === "object" && cell !== null && "bounds" in cell ? cell.bounds : undefined;

/** What a number says beyond what is shown: to its last digit, between what it lies, why it is not there. */
function exactOf(column: ReportColumn, cell: ReportCell | undefined, words: Words): string | undefined {
  const decimal = (text: string): string => words.formats().decimal(text);
  const text = amountOf(cell);
  if (text === null) return column.kind === "amount" ? words.t("report.notAvailableHint") : undefined;
  const bounds = boundsOf(cell);
  if (bounds) return words.t("report.between", { low: decimal(bounds[0]), high: decimal(bounds[1]) });
  return exactText(text, words);
}

/** Nothing where the number is shown to its last digit. */
export const exactText = (text: string, words: Words): string | undefined =>
  shortenDecimal(text, DECIMALS) === text
    ? undefined
    : words.t("report.exactly", { value: words.formats().decimal(text) });

const percentOf = (words: Words, text: string | null): string =>
  text ? `${words.formats().decimal(text)} %` : "";

function Marks(props: {
  readonly marks: readonly RowMark[];
  readonly silentSinceMs: number | undefined;
}): JSX.Element {
  const words = useWords();
  return (
    <span class="report-marks">
      <For each={props.marks}>
        {(mark) => (
          <span class="report-mark" data-mark={mark}>
            {markName(mark, props.silentSinceMs, words)}
          </span>
        )}
      </For>
    </span>
  );
}
