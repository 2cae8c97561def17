import { useNavigate } from "@solidjs/router";
import Boxes from "lucide-solid/icons/boxes";
import Download from "lucide-solid/icons/download";
import SearchX from "lucide-solid/icons/search-x";
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  lazy,
  Match,
  onMount,
  Show,
  Suspense,
  Switch,
} from "solid-js";
import { Dynamic } from "solid-js/web";
import type { ReportRow, ReportTable } from "../../../../shared/reports/report.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { Amount } from "../../parts/amount.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { ConsumptionChart } from "../../parts/consumption-chart.part.tsx";
import { MapPane } from "../../parts/map-pane.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { ProofButton } from "../../parts/proof-button.part.tsx";
import { ReportTableView } from "../../parts/report-table.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { sayInterval } from "../../reports/say-interval.ts";
import { sheetOf } from "../../reports/sheet-of.ts";
import { type RowSort, sortRows } from "../../reports/sort-rows.ts";
import { createNow } from "../../state/create-now.ts";
import type { ReportPage } from "../../state/create-report.ts";
import { useOffice } from "../../state/office.ts";
import { createReportProofs, type ReportProofs } from "./report-proofs.ts";
import { SheetExport } from "./sheet-export.tsx";
import "./report.css";

const PickedGroups = lazy(() => import("./picked-groups.tsx").then((m) => ({ default: m.PickedGroups })));
const CHANGE_GROUPS = { area: "group-management", right: "write" } as const;
const VIEWS = ["table", "chart", "map"] as const;
type View = (typeof VIEWS)[number];

/** The days that were reckoned, whatever stands in the fields by now. */
const sayDays = (page: ReportPage, words: Words): string =>
  sayInterval(words, page.result()?.params ?? page.params());

/** What came out of a run: as table, chart and map, and to be saved. */
export function ReportResult(props: {
  readonly table: ReportTable;
  /** Its rows are still coming. */
  readonly isPart: boolean;
  /** Id of the report. */
  readonly report: string;
  readonly page: ReportPage;
  readonly title: string;
}): JSX.Element {
  const words = useWords();
  const [view, setView] = createSignal<View>("table");
  const [sort, setSort] = createSignal<RowSort>();
  const [isSaving, setSaving] = createSignal(false);
  const proofs = createReportProofs(
    () => ({ ...props, params: props.page.result()?.params ?? props.page.params() }),
    props.page.timeZone,
  );
  const hasPoints = (): boolean => props.table.rows.some(({ pointId }) => pointId !== undefined);
  const { points, session } = useOffice();
  const [isGrouping, setGrouping] = createSignal(false);
  const pointIds = createMemo(() => [
    ...new Set(isGrouping() ? props.table.rows.flatMap(({ pointId }) => pointId ?? []) : []),
  ]);
  const group = (): void => {
    // How many of them are in which group is counted in the list.
    if (points.loading().kind === "idle") void points.load();
    setGrouping(true);
  };
  const views = () => VIEWS.filter((one) => one !== "map" || hasPoints());
  // Sums are drawn once they are known.
  const viewsNow = () => (props.isPart ? VIEWS.slice(0, 1) : views());
  const viewNow = (): View => (props.isPart ? "table" : view());
  createEffect(() => {
    if (!views().includes(view())) setView("table");
  });
  return (
    <>
      <div class="report-tools">
        <Show
          when={!props.isPart}
          fallback={<p class="report-count">{words.t("report.rowsSoFar", props.table.rows.length)}</p>}
        >
          <p class="report-count" role="status">
            {words.t("report.rows", props.table.rows.length)}
            <span class="faint">
              {" "}
              · {words.t("report.asked", props.table.asked)} · {sayDays(props.page, words)}
            </span>
          </p>
        </Show>
        <span class="report-gap" />
        <Segmented
          name="report-view"
          label={words.t("report.view")}
          segments={viewsNow().map((value) => ({ value, label: words.t(`report.${value}`) }))}
          value={viewNow()}
          onChoose={setView}
        />
        <Show when={session.may(CHANGE_GROUPS) && session.who()}>
          <Button
            icon={<Boxes size={14} aria-hidden="true" />}
            label={words.t("report.group")}
            isDisabled={props.isPart || !hasPoints()}
            onPress={group}
          />
        </Show>
        <Button
          icon={<Download size={14} aria-hidden="true" />}
          label={words.t("report.export.open")}
          isDisabled={props.isPart || props.table.rows.length === 0}
          onPress={() => setSaving(true)}
        />
      </div>
      <Show when={isSaving()}>
        <Export {...props} sort={sort()} onClose={() => setSaving(false)} />
      </Show>
      <Show when={isGrouping()}>
        <Suspense>
          <PickedGroups ids={pointIds()} onClose={() => setGrouping(false)} />
        </Suspense>
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
          <Match when={viewNow() === "table"}>
            <ReportTableView
              table={props.table}
              hrefOf={(row) => hrefOf(row, props.page)}
              run={props.page.result()?.params}
              isPart={props.isPart}
              sort={props.isPart ? undefined : sort()}
              onSort={(next) => props.isPart || setSort(next)}
              onProve={proofs.cell}
            />
          </Match>
          <Match when={viewNow() === "chart"}>
            <Charts table={props.table} proofs={proofs} />
          </Match>
          <Match when={viewNow() === "map"}>
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
    return [
      sayDays(props.page, words),
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
  return <SheetExport sheet={sheet()} onClose={props.onClose} />;
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
function Charts(props: { readonly table: ReportTable; readonly proofs: ReportProofs }): JSX.Element {
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
                {name()}{" "}
                <ProofButton
                  label={words.t("charts.proof.open")}
                  onPress={() => props.proofs.chart(id, consumption, name())}
                >
                  <Amount value={consumption.total} unit={consumption.unit} />
                </ProofButton>
              </h2>
              <ConsumptionChart
                consumption={consumption}
                label={name()}
                canLookCloser={false}
                repaint={theme.theme()}
                onPick={(bar) => props.proofs.bar(id, consumption, { bar, name: name() })}
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
