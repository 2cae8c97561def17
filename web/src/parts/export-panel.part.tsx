import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { createSignal, For, type JSX, Show } from "solid-js";
import { headingOf, type SheetColumn } from "../../../shared/exports/sheet.ts";
import { type CsvOptions, SEPARATORS } from "../../../shared/exports/write-table.ts";
import { useWords } from "../locales/words.ts";
import { Button, IconButton } from "./button.part.tsx";
import { FormFault, FormNote } from "./form.part.tsx";
import { Segmented } from "./segmented.part.tsx";
import { SideSheet } from "./side-sheet.part.tsx";
import "./export-panel.css";

const FORMATS = ["xlsx", "csv", "json", "pdf"] as const;
type Format = (typeof FORMATS)[number];

export interface ExportPanelProps {
  readonly columns: readonly SheetColumn[];
  readonly rows: number;
  /** How many rows a PDF takes. */
  readonly maxPdfRows: number;
  readonly decimalSign: "." | ",";
  readonly onSave: (wish: {
    readonly format: Format;
    readonly keys: readonly string[];
    readonly csv: CsvOptions;
  }) => Promise<boolean>;
  readonly onClose: () => void;
}

/** What goes into a file: which format, which columns, in which order, and how its numbers are written. */
export function ExportPanel(props: ExportPanelProps): JSX.Element {
  const words = useWords();
  const [format, setFormat] = createSignal<Format>("xlsx");
  const [keys, setKeys] = createSignal(props.columns.map(({ key }) => key));
  const [left, setLeft] = createSignal<readonly string[]>([]);
  const [decimalSign, setDecimalSign] = createSignal(props.decimalSign);
  const [separator, setSeparator] = createSignal<CsvOptions["separator"]>(
    props.decimalSign === "," ? ";" : ",",
  );
  const [isBusy, setBusy] = createSignal(false);
  const [hasFailed, setFailed] = createSignal(false);
  const isTooLong = (): boolean => format() === "pdf" && props.rows > props.maxPdfRows;
  const save = async (): Promise<void> => {
    setBusy(true);
    const wanted = keys().filter((key) => !left().includes(key));
    const isSaved = await props.onSave({
      format: format(),
      keys: wanted,
      csv: { separator: separator(), decimalSign: decimalSign() },
    });
    setBusy(false);
    setFailed(!isSaved);
    if (isSaved) props.onClose();
  };
  return (
    <SideSheet title={words.t("report.export.title")} onClose={props.onClose}>
      <Segmented
        name="export-format"
        label={words.t("report.export.format")}
        segments={FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
        value={format()}
        onChoose={setFormat}
      />
      <ColumnList columns={props.columns} keys={keys()} left={left()} onKeys={setKeys} onLeft={setLeft} />
      <Show when={format() === "csv" || format() === "pdf"}>
        <Segmented
          name="export-decimal"
          label={words.t("report.export.decimal")}
          segments={([".", ","] as const).map((value) => ({ value, label: `1${value}5` }))}
          value={decimalSign()}
          onChoose={setDecimalSign}
        />
      </Show>
      <Show when={format() === "csv"}>
        <Segmented
          name="export-separator"
          label={words.t("report.export.separator")}
          segments={SEPARATORS.map((value) => ({ value, label: words.t(SEPARATOR_WORDS[value]) }))}
          value={separator()}
          onChoose={setSeparator}
        />
      </Show>
      <Show when={isTooLong()}>
        <FormNote
          tone="warning"
          text={words.t("report.export.tooLong", { max: words.formats().number(props.maxPdfRows) })}
        />
      </Show>
      <FormFault text={hasFailed() ? words.t("report.export.failed") : undefined} />
      <div class="form-actions">
        <Button
          tone="accent"
          label={words.t(isBusy() ? "report.export.writing" : "report.export.save")}
          isDisabled={isBusy() || isTooLong() || left().length === keys().length}
          onPress={() => void save()}
        />
      </div>
    </SideSheet>
  );
}

const SEPARATOR_WORDS = {
  ",": "report.export.comma",
  ";": "report.export.semicolon",
  "\t": "report.export.tab",
} as const;

function ColumnList(props: {
  readonly columns: readonly SheetColumn[];
  readonly keys: readonly string[];
  readonly left: readonly string[];
  readonly onKeys: (keys: readonly string[]) => void;
  readonly onLeft: (left: readonly string[]) => void;
}): JSX.Element {
  const words = useWords();
  const nameOf = (key: string): string => {
    const column = props.columns.find((one) => one.key === key);
    return column ? headingOf(column) : key;
  };
  const move = (key: string, by: -1 | 1): void => {
    const place = props.keys.indexOf(key);
    const keys = props.keys.filter((one) => one !== key);
    props.onKeys([...keys.slice(0, place + by), key, ...keys.slice(place + by)]);
  };
  return (
    <fieldset class="export-columns">
      <legend class="field-label">{words.t("report.export.columns")}</legend>
      <ol>
        <For each={props.keys}>
          {(key, place) => (
            <li class="export-column">
              <label class="export-check">
                <input
                  type="checkbox"
                  checked={!props.left.includes(key)}
                  onChange={(event) => {
                    const others = props.left.filter((one) => one !== key);
                    props.onLeft(event.currentTarget.checked ? others : [...others, key]);
                  }}
                />
                {nameOf(key)}
              </label>
              <IconButton
                label={words.t("report.export.up", { column: nameOf(key) })}
                icon={<ArrowUp size={14} aria-hidden="true" />}
                isDisabled={place() === 0}
                onPress={() => move(key, -1)}
              />
              <IconButton
                label={words.t("report.export.down", { column: nameOf(key) })}
                icon={<ArrowDown size={14} aria-hidden="true" />}
                isDisabled={place() === props.keys.length - 1}
                onPress={() => move(key, 1)}
              />
            </li>
          )}
        </For>
      </ol>
    </fieldset>
  );
}
