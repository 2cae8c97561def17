import Download from "lucide-solid/icons/download";
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { firmwareSheet } from "../../reports/firmware-sheet.ts";
import {
  createFirmware,
  FIRMWARE_FILTERS,
  type Firmware,
  type FirmwareFilter,
  type FirmwareRow,
  passes,
} from "../../state/create-firmware.ts";
import { FirmwareRules } from "./firmware-rules.tsx";
import { SheetExport } from "./sheet-export.tsx";
import "../../parts/tables.css";
import "./orders.css";
import "./firmware.css";

/** More rows nobody walks through on a screen; the file has all. */
const MOST_SHOWN = 500;

/** Which versions the meters said they run, and which updates are due. */
export function FirmwareScreen(): JSX.Element {
  const words = useWords();
  const firmware = createFirmware();
  return (
    <div class="orders firmware">
      <Switch fallback={<SkeletonRows count={6} label={words.t("firmware.loading")} />}>
        <Match when={firmware.rows()}>{(rows) => <Versions firmware={firmware} rows={rows()} />}</Match>
        <Match when={firmware.failure()}>
          {(code) => (
            <LoadFailed title={words.t("firmware.failed")} code={code()} onRetry={firmware.reload} />
          )}
        </Match>
      </Switch>
    </div>
  );
}

function Versions(props: {
  readonly firmware: Firmware;
  readonly rows: readonly FirmwareRow[];
}): JSX.Element {
  const words = useWords();
  const [chosen, choose] = createSignal<FirmwareFilter>();
  const [isExporting, setExporting] = createSignal(false);
  const told = createMemo(() => props.rows.filter(({ seen }) => seen).length);
  const due = createMemo(() => props.rows.filter((row) => row.due).length);
  // The first of them that has rows.
  const filter = (): FirmwareFilter => chosen() ?? (due() > 0 ? "due" : told() > 0 ? "told" : "all");
  const shown = createMemo(() => props.rows.filter((row) => passes(filter(), row)));
  return (
    <>
      <header class="orders-head">
        <h1 class="orders-title">
          {words.t("firmware.title")}{" "}
          <span class="faint">
            {words.t("firmware.told", told())}, {words.t("firmware.due", due())}
          </span>
        </h1>
        <Segmented
          name="firmware-filter"
          label={words.t("firmware.filter")}
          value={filter()}
          onChoose={choose}
          segments={FIRMWARE_FILTERS.map((value) => ({ value, label: words.t(`firmware.filters.${value}`) }))}
        />
        <Button
          label={words.t("firmware.export")}
          icon={<Download size={15} aria-hidden="true" />}
          isDisabled={shown().length === 0}
          onPress={() => setExporting(true)}
        />
        <p class="orders-intro muted">{words.t("firmware.intro")}</p>
      </header>
      <Show
        when={props.rows.length > 0}
        fallback={<Notice title={words.t("firmware.none")} hint={words.t("firmware.noneHint")} />}
      >
        <Counts firmware={props.firmware} />
        <Show
          when={shown().length > 0}
          fallback={<Notice title={words.t("firmware.noRows")} hint={words.t("firmware.noRowsHint")} />}
        >
          <MeterTable rows={shown().slice(0, MOST_SHOWN)} />
          <Show when={shown().length > MOST_SHOWN}>
            <p class="muted">{words.t("firmware.more", shown().length - MOST_SHOWN)}</p>
          </Show>
        </Show>
      </Show>
      <FirmwareRules firmware={props.firmware} />
      <Show when={isExporting()}>
        <Export rows={shown()} filter={filter()} onClose={() => setExporting(false)} />
      </Show>
    </>
  );
}

/** How many meters of each type run which version. */
function Counts(props: { readonly firmware: Firmware }): JSX.Element {
  const words = useWords();
  const number = (n: number): string => words.formats().decimal(String(n));
  return (
    <div class="table-scroll firmware-counts">
      <table class="table">
        <caption class="hearable">{words.t("firmware.byType")}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t("firmware.column.type")}</th>
            <th scope="col">{words.t("firmware.column.version")}</th>
            <th scope="col" class="table-number">
              {words.t("firmware.meters")}
            </th>
            <th scope="col" class="table-number">
              {words.t("firmware.filters.due")}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.firmware.counts()}>
            {({ type, version, meters, due }) => (
              <tr>
                <td>{type}</td>
                <td class={version === undefined ? "faint" : "table-digits"}>
                  {version ?? words.t("firmware.untold")}
                </td>
                <td class="table-number table-digits">{number(meters)}</td>
                <td class="table-number table-digits">{due === 0 ? "" : number(due)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function MeterTable(props: { readonly rows: readonly FirmwareRow[] }): JSX.Element {
  const words = useWords();
  return (
    <div class="table-scroll">
      <table class="table table-tall">
        <caption class="hearable">{words.t("firmware.meters")}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t("firmware.column.point")}</th>
            <th scope="col">{words.t("firmware.column.serial")}</th>
            <th scope="col">{words.t("firmware.column.version")}</th>
            <th scope="col">{words.t("firmware.column.said")}</th>
            <th scope="col">{words.t("firmware.column.due")}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {({ point, serial, type, seen, due }) => (
              <tr>
                <td>
                  <a class="table-link" href={`/points/${encodeURIComponent(point.id)}`}>
                    {point.address}
                  </a>
                  <div class="faint">{point.city}</div>
                </td>
                <td>
                  <span class="table-digits">{serial}</span>
                  <div class="faint">{type}</div>
                </td>
                <td class={seen ? "table-digits" : "faint"}>{seen?.version ?? words.t("firmware.untold")}</td>
                <td class="faint">
                  <Show when={seen}>
                    {(said) => (
                      <>
                        {words.formats().dateTime(said().atMs)}
                        <div>{words.t(`firmware.source.${said().source}`)}</div>
                      </>
                    )}
                  </Show>
                </td>
                <td>{due && (due.reason || `≤ ${due.until}`)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function Export(props: {
  readonly rows: readonly FirmwareRow[];
  readonly filter: FirmwareFilter;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const sheet = () => firmwareSheet(words, props.rows, words.t(`firmware.filters.${props.filter}`));
  return <SheetExport sheet={sheet()} onClose={props.onClose} />;
}
