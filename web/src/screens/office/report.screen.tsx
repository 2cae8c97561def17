import { useNavigate, useParams } from "@solidjs/router";
import Bookmark from "lucide-solid/icons/bookmark";
import ChartColumn from "lucide-solid/icons/chart-column";
import CircleSlash from "lucide-solid/icons/circle-slash";
import Download from "lucide-solid/icons/download";
import SearchX from "lucide-solid/icons/search-x";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  Match,
  onMount,
  Show,
  Switch,
} from "solid-js";
import { Dynamic } from "solid-js/web";
import { MAX_PDF_ROWS } from "../../../../shared/exports/sheet.ts";
import { findReport, type Report } from "../../../../shared/reports/index.ts";
import type { ReportRow, ReportTable } from "../../../../shared/reports/report.ts";
import { useWords } from "../../locales/words.ts";
import { Amount } from "../../parts/amount.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { ConsumptionChart } from "../../parts/consumption-chart.part.tsx";
import { ExportPanel } from "../../parts/export-panel.part.tsx";
import { MapPane } from "../../parts/map-pane.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { ReportForm } from "../../parts/report-form.part.tsx";
import { ReportTableView } from "../../parts/report-table.part.tsx";
import { RunProgress } from "../../parts/run-progress.part.tsx";
import { SavedReportsPanel } from "../../parts/saved-reports.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { sheetOf } from "../../reports/sheet-of.ts";
import { type RowSort, sortRows } from "../../reports/sort-rows.ts";
import { createNow } from "../../state/create-now.ts";
import { createPlaceFacts } from "../../state/create-place-facts.ts";
import { createReport, type ReportPage } from "../../state/create-report.ts";
import { createSavedReports } from "../../state/create-saved-reports.ts";
import { useOffice } from "../../state/office.ts";
import { saveSheet } from "../../state/save-report.ts";
import "./report.css";

const VIEWS = ["table", "chart", "map"] as const;
type View = (typeof VIEWS)[number];

/** Any report: what it asks, how far it is, and what came out as table, chart and map. */
export function ReportScreen(): JSX.Element {
  const words = useWords();
  const params = useParams<{ id: string }>();
  const report = createMemo(() => findReport(params.id));
  return (
    <Show
      when={report()}
      fallback={<Notice isPage={true} title={words.t("app.notFound")} hint={words.t("app.notFoundHint")} />}
    >
      {(known) => <ReportPageView report={known()} />}
    </Show>
  );
}

const titleKey = (report: Report): "report.title.consumption" | "report.title.balance" =>
  report.id === "balance" ? "report.title.balance" : "report.title.consumption";

function ReportPageView(props: { readonly report: Report }): JSX.Element {
  const words = useWords();
  const page = createReport(() => props.report);
  const facts = createPlaceFacts();
  const [isSavedOpen, setSavedOpen] = createSignal(false);
  const fault = () => {
    const run = page.run();
    return run.kind === "failed" ? run.error.fault : undefined;
  };
  return (
    <div class="report">
      <header class="report-head">
        <h1 class="report-title">{words.t(titleKey(props.report))}</h1>
        <p class="report-intro">{words.find(`report.intro.${props.report.id}`)}</p>
      </header>
      <ReportForm
        fields={props.report.fields}
        params={page.params()}
        facts={facts()}
        fault={fault()}
        isRunning={page.run().kind === "running"}
        nowMs={Date.now()}
        timeZone={page.timeZone()}
        onChange={page.change}
        onRun={() => void page.start()}
        onCancel={page.cancel}
      >
        <Button
          tone="quiet"
          icon={<Bookmark size={14} aria-hidden="true" />}
          label={words.t("report.saved.open")}
          onPress={() => setSavedOpen(true)}
        />
      </ReportForm>
      <Show when={isSavedOpen()}>
        <Saved page={page} report={props.report} onClose={() => setSavedOpen(false)} />
      </Show>
      <Outcome page={page} title={words.t(titleKey(props.report))} />
    </div>
  );
}

function Saved(props: {
  readonly page: ReportPage;
  readonly report: Report;
  readonly onClose: () => void;
}): JSX.Element {
  const { session } = useOffice();
  const saved = createSavedReports(() => props.report.id);
  return (
    <SavedReportsPanel
      saved={saved.saved()}
      failure={saved.failure()}
      fault={saved.fault()}
      mayWrite={session.may({ area: "reading-management", right: "write" })}
      onTake={({ params }) => {
        if (typeof params === "object" && params !== null) props.page.change(params);
        props.onClose();
      }}
      onSave={(name) => void saved.save({ name, params: props.page.params() })}
      onSchedule={({ nextAtMs: _, last: __, schedule: ___, report: ____, ...one }, day, hour) =>
        void saved.save({ ...one, ...(day === undefined ? {} : { schedule: { day, hour } }) })
      }
      onRemove={(id) => void saved.remove(id)}
      onRetry={saved.reload}
      onClose={props.onClose}
    />
  );
}

function Outcome(props: { readonly page: ReportPage; readonly title: string }): JSX.Element {
  const words = useWords();
  const run = () => props.page.run();
  const failure = (): string | undefined => {
    const now = run();
    return now.kind === "failed" && !now.error.fault ? now.error.code : undefined;
  };
  const share = (): number | undefined => {
    const now = run();
    return now.kind === "running" ? now.share : undefined;
  };
  return (
    <>
      <Show when={share() !== undefined}>
        <RunProgress share={share() ?? 0} />
      </Show>
      <Switch>
        <Match when={failure()}>
          {(code) => (
            <Notice
              tone="failed"
              icon={<TriangleAlert size={20} />}
              title={words.t("report.failed")}
              hint={words.error(code())}
            />
          )}
        </Match>
        <Match when={run().kind === "cancelled" && !props.page.result()}>
          <Notice icon={<CircleSlash size={20} />} title={words.t("report.cancelled")} />
        </Match>
        <Match when={props.page.result()}>
          {(result) => (
            <div class="report-result" classList={{ "is-stale": run().kind === "running" }}>
              <Result table={result().table} page={props.page} title={props.title} />
            </div>
          )}
        </Match>
        <Match when={run().kind === "idle"}>
          <Notice
            icon={<ChartColumn size={20} />}
            title={words.t("report.ready")}
            hint={words.t("report.readyHint")}
          />
        </Match>
      </Switch>
    </>
  );
}

function Result(props: {
  readonly table: ReportTable;
  readonly page: ReportPage;
  readonly title: string;
}): JSX.Element {
  const words = useWords();
  const [view, setView] = createSignal<View>("table");
  const [sort, setSort] = createSignal<RowSort>();
  const [isSaving, setSaving] = createSignal(false);
  const hasPoints = (): boolean => props.table.rows.some(({ pointId }) => pointId !== undefined);
  const views = () => VIEWS.filter((one) => one !== "map" || hasPoints());
  createEffect(() => {
    if (!views().includes(view())) setView("table");
  });
  return (
    <>
      <div class="report-tools">
        <p class="report-count" role="status">
          {words.t("report.rows", props.table.rows.length)}
          <span class="faint"> · {words.t("report.asked", props.table.asked)}</span>
        </p>
        <span class="report-gap" />
        <Segmented
          name="report-view"
          label={words.t("report.view")}
          segments={views().map((value) => ({ value, label: words.t(`report.${value}`) }))}
          value={view()}
          onChoose={setView}
        />
        <Button
          icon={<Download size={14} aria-hidden="true" />}
          label={words.t("report.export.open")}
          isDisabled={props.table.rows.length === 0}
          onPress={() => setSaving(true)}
        />
      </div>
      <Show when={isSaving()}>
        <Export {...props} sort={sort()} onClose={() => setSaving(false)} />
      </Show>
      <ul class="report-notes">
        <For each={props.table.notes}>
          {(note) => <li data-note={note}>{words.t(`report.note.${note}`)}</li>}
        </For>
      </ul>
      <Show
        when={props.table.rows.length > 0}
        fallback={
          <Notice
            icon={<SearchX size={20} />}
            title={words.t("report.empty")}
            hint={words.t("report.emptyHint")}
          />
        }
      >
        <Switch>
          <Match when={view() === "table"}>
            <ReportTableView
              table={props.table}
              hrefOf={(row) => hrefOf(row, props.page)}
              sort={sort()}
              onSort={setSort}
            />
          </Match>
          <Match when={view() === "chart"}>
            <Charts table={props.table} />
          </Match>
          <Match when={view() === "map"}>
            <ReportMap table={props.table} page={props.page} />
          </Match>
        </Switch>
      </Show>
    </>
  );
}

function Export(props: {
  readonly table: ReportTable;
  readonly page: ReportPage;
  readonly title: string;
  readonly sort: RowSort | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const facts = (): readonly string[] => {
    const { from, to } = props.page.result()?.params ?? props.page.params();
    const date = (day: string): string => words.formats().date(Date.parse(`${day}T12:00:00Z`));
    return [
      words.t("report.export.interval", { from: date(from), to: date(to) }),
      `${words.t("report.rows", props.table.rows.length)}, ${words.t("report.asked", props.table.asked)}`,
      ...props.table.notes.map((note) => words.t(`report.note.${note}`)),
    ];
  };
  const sheet = () =>
    sheetOf(props.table, {
      words,
      title: props.title,
      facts: facts(),
      order: sortRows(props.table.rows, props.table.columns, props.sort, words.formats().languageTag),
    });
  return (
    <ExportPanel
      columns={sheet().columns}
      rows={props.table.rows.length}
      maxPdfRows={MAX_PDF_ROWS}
      decimalSign={words.formats().decimal("1.5") === "1,5" ? "," : "."}
      onSave={(wish) =>
        saveSheet(sheet(), {
          ...wish,
          pageOf: (page, pages) =>
            words.t("report.export.page", { page: String(page), pages: String(pages) }),
        }).then(
          () => true,
          () => false,
        )
      }
      onClose={props.onClose}
    />
  );
}

/** The point's charts, at the register and the month the row speaks of. */
function hrefOf({ pointId }: ReportRow, page: ReportPage): string | undefined {
  if (pointId === undefined) return undefined;
  const said = page.result()?.params ?? page.params();
  const search = new URLSearchParams({ step: "day", at: said.from });
  const [register] = said.registers;
  if (register) search.set("register", register);
  return `/points/${encodeURIComponent(pointId)}?${search}`;
}

/** Sums over all rows as bars, a chart each. */
function Charts(props: { readonly table: ReportTable }): JSX.Element {
  const words = useWords();
  const { theme } = useOffice();
  return (
    <div class="report-charts">
      <For each={props.table.charts}>
        {({ id, consumption }) => {
          const name = (): string =>
            id === "consumption"
              ? words.t(`register.${consumption.register}`)
              : (words.find(`report.column.${id}`) ?? id);
          return (
            <section class="report-chart">
              <h2 class="report-chart-title">
                {name()} <Amount value={consumption.total} unit={consumption.unit} />
              </h2>
              <ConsumptionChart
                consumption={consumption}
                label={name()}
                canLookCloser={false}
                repaint={theme.theme()}
                onPick={() => undefined}
              />
            </section>
          );
        }}
      </For>
    </div>
  );
}

/** The rows' points where they are; one leads to its charts. */
function ReportMap(props: { readonly table: ReportTable; readonly page: ReportPage }): JSX.Element {
  const { points, theme } = useOffice();
  const navigate = useNavigate();
  const now = createNow();
  const [selected, setSelected] = createSignal<number>();
  onMount(() => {
    if (points.loading().kind === "idle") void points.load();
  });
  const keeps = createMemo(() => {
    const shown = new Uint8Array(points.all().count);
    for (const { pointId } of props.table.rows) {
      const row = pointId === undefined ? undefined : points.rowOf(pointId);
      if (row !== undefined) shown[row] = 1;
    }
    return shown;
  });
  return (
    <div class="report-map">
      <Show when={points.loading().kind === "ready"}>
        <Dynamic
          component={MapPane}
          points={points.all()}
          pointOf={points.point}
          keeps={keeps()}
          touched={points.lastTouched()}
          selected={selected()}
          pointed={undefined}
          nowMs={now()}
          repaint={theme.theme()}
          onSelect={setSelected}
          onOpen={(row: number) => {
            const id = points.all().idAt(row);
            const href = id === undefined ? undefined : hrefOf({ pointId: id, cells: [] }, props.page);
            if (href) navigate(href);
          }}
        />
      </Show>
    </div>
  );
}
