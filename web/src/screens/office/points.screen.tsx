import SearchX from "lucide-solid/icons/search-x";
import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  lazy,
  Match,
  Show,
  Suspense,
  Switch,
} from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { ListStanding } from "../../parts/list-standing.part.tsx";
import { MapPane } from "../../parts/map-pane.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { PointCards } from "../../parts/point-cards.part.tsx";
import { PointGrid } from "../../parts/point-grid.part.tsx";
import { LoadFailed, NoMatch, NoPoints } from "../../parts/points-notice.part.tsx";
import { PointsToolbar } from "../../parts/points-toolbar.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { SplitPane } from "../../parts/split-pane.part.tsx";
import { isBuiltIn } from "../../points/group-mask.ts";
import type { Layout } from "../../points/layouts.ts";
import { type ChosenColumns, createChosenColumns } from "../../state/chosen-columns.ts";
import { useGroups } from "../../state/create-groups.ts";
import { useMap } from "../../state/create-map.ts";
import { createNarrow } from "../../state/create-narrow.ts";
import { createNow } from "../../state/create-now.ts";
import { createPointList, type PointList } from "../../state/create-point-list.ts";
import { createRowPicks } from "../../state/create-row-picks.ts";
import { useOffice } from "../../state/office.ts";
import { useOwnFields } from "../../state/own-fields.ts";
import { proveLatest } from "../../state/prove-latest.ts";
import { GroupFilter } from "./group-filter.tsx";
import { NewPointDoor } from "./new-point-door.tsx";
import "./points.css";

const SelectionBar = lazy(() => import("./selection-bar.tsx").then((m) => ({ default: m.SelectionBar })));

const OwnFilters = lazy(() => import("./own-filter.tsx").then((m) => ({ default: m.OwnFilters })));

const PANES = { list: "first", split: "both", map: "second" } as const;

/** All metering points: searched, filtered and sorted as a list, and the same ones on a map. */
export function PointsScreen(): JSX.Element {
  const words = useWords();
  const { points, place, session } = useOffice();
  const list = createPointList();
  const columns = createChosenColumns(session.who()?.person.id ?? "everybody");
  const own = useOwnFields();
  // The list stands first; most utilities have no fields of their own.
  createEffect(() => list.view.isReady() && own.reach());
  const now = createNow();
  const isNarrow = createNarrow();
  const [pointed, setPointed] = createSignal<number>();
  let focusList = (): void => {};
  /** On a narrow screen list and map take turns. */
  const layout = (): Layout => (isNarrow() && place.layout() === "split" ? "list" : place.layout());
  return (
    <div class="points">
      <PointsToolbar
        criteria={list.criteria()}
        facets={list.view.facets}
        shown={list.view.rows().length}
        total={points.all().count}
        isReady={list.view.isReady()}
        isBehind={list.view.isBehind()}
        standing={<Standing nowMs={now()} />}
        layout={layout()}
        isNarrow={isNarrow()}
        more={
          <>
            <Show when={own.list().length > 0}>
              <Suspense>
                <OwnFilters criteria={list.criteria()} onChange={list.change} />
              </Suspense>
            </Show>
            <GroupFilter criteria={list.criteria()} onChange={list.change} />
          </>
        }
        actions={<NewPointDoor isNarrow={isNarrow()} />}
        onChange={list.change}
        onClear={list.clear}
        onRefresh={list.view.refresh}
        columns={columns.columns()}
        own={own}
        onColumns={columns.choose}
        onLayout={place.setLayout}
        onLeaveSearch={() => {
          list.selectFirst();
          focusList();
        }}
      />
      <Switch fallback={<OnTheWay />}>
        <Match when={list.failure()}>
          {(code) => (
            <LoadFailed title={words.t("points.failed")} code={code()} onRetry={() => void points.load()} />
          )}
        </Match>
        <Match when={points.loading().kind === "ready" && points.all().count === 0}>
          <NoPoints action={<NewPointDoor isNarrow={false} />} />
        </Match>
        <Match when={list.view.isReady()}>
          <SplitPane
            layout={PANES[layout()]}
            share={place.share()}
            onShare={place.setShare}
            dividerLabel={words.t("points.divider")}
            first={
              <Rows
                list={list}
                columns={columns}
                nowMs={now()}
                isNarrow={isNarrow()}
                opensOnPress={layout() === "list"}
                onPoint={setPointed}
                focusRef={(focus) => (focusList = focus)}
              />
            }
            second={<OnMap list={list} pointed={pointed()} nowMs={now()} />}
          />
        </Match>
      </Switch>
      <Picked columns={columns} />
    </div>
  );
}

function OnMap(props: {
  readonly list: PointList;
  readonly pointed: number | undefined;
  readonly nowMs: number;
}): JSX.Element {
  const { points, theme, selection } = useOffice();
  const map = useMap();
  const picked = createMemo(() => {
    const table = points.all();
    const rows = new Uint8Array(table.count);
    for (const id of selection.ids()) {
      const row = table.rowOf(id);
      if (row !== undefined) rows[row] = 1;
    }
    return rows;
  });
  const pick = (rows: readonly number[]): void =>
    selection.add(rows.flatMap((row) => points.all().idAt(row) ?? []));
  return (
    <MapPane
      points={points.all()}
      pointOf={points.point}
      keeps={props.list.view.keeps()}
      touched={points.lastTouched()}
      selected={props.list.selected()}
      pointed={props.pointed}
      nowMs={props.nowMs}
      repaint={theme.repaint()}
      settings={map.settings()}
      picked={picked()}
      onPick={pick}
      onSelect={props.list.select}
      onOpen={props.list.open}
    />
  );
}

/** The bar is fetched with the first pick; the list does not wait for it. */
function Picked(props: { readonly columns: ChosenColumns }): JSX.Element {
  const { selection } = useOffice();
  return (
    <Show when={selection.count() > 0}>
      <Suspense>
        <SelectionBar columns={props.columns.columns()} />
      </Suspense>
    </Show>
  );
}

function OnTheWay(): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const progress = (): string | undefined => {
    const loading = points.loading();
    if (loading.kind !== "loading" || !loading.progress) return undefined;
    const percent = Math.floor((100 * loading.progress.done) / loading.progress.of);
    return words.t("points.loadingPart", { percent: String(percent) });
  };

  return <SkeletonRows count={24} label={words.t("points.loading")} progress={progress()} />;
}

function Standing(props: { readonly nowMs: number }): JSX.Element {
  const { points, changes } = useOffice();
  const isTrueNow = (): boolean => ["live", "connecting", "idle"].includes(changes.connection().kind);
  return (
    <ListStanding
      asOfMs={isTrueNow() ? undefined : points.asOfMs()}
      nowMs={props.nowMs}
      isUnkept={points.trouble().isUnkept}
      unread={points.trouble().unread}
      onReload={() => location.reload()}
    />
  );
}

/** Why no row is left: nothing fits, or the group that was asked for is not there. */
function Nothing(props: { readonly list: PointList }): JSX.Element {
  const words = useWords();
  const groups = useGroups();
  const isUnknown = (): boolean => {
    const { group } = props.list.criteria();
    return group !== undefined && !isBuiltIn(group) && groups.find(group) === undefined;
  };
  return (
    <Show when={isUnknown()} fallback={<NoMatch onClear={() => props.list.clear()} />}>
      <Notice
        icon={<SearchX size={20} />}
        title={words.t("groups.unknown")}
        hint={words.t("groups.unknownHint")}
      >
        <Button label={words.t("points.clearFilters")} onPress={() => props.list.clear()} />
      </Notice>
    </Show>
  );
}

function Rows(props: {
  readonly list: PointList;
  readonly columns: ChosenColumns;
  readonly nowMs: number;
  readonly isNarrow: boolean;
  readonly opensOnPress: boolean;
  readonly onPoint: (row: number | undefined) => void;
  readonly focusRef: (focus: () => void) => void;
}): JSX.Element {
  const { points, place } = useOffice();
  const own = useOwnFields();
  const picks = createRowPicks(props.list.view.rows);
  const keepScroll = (top: number): void => {
    place.scrollTop = top;
  };
  return (
    <Show when={props.list.view.rows().length > 0} fallback={<Nothing list={props.list} />}>
      <Show
        when={props.isNarrow}
        fallback={
          <PointGrid
            rows={props.list.view.rows()}
            asked={place.query()}
            pointOf={points.point}
            selected={props.list.selected()}
            sort={props.list.criteria().sort}
            columns={props.columns.columns()}
            own={own}
            ownText={(row, field) => own.say(field, points.all().own.text(row, field))}
            picks={picks}
            nowMs={props.nowMs}
            opensOnPress={props.opensOnPress}
            scrollTop={place.scrollTop}
            onScroll={keepScroll}
            onSort={props.list.sortBy}
            onSelect={props.list.select}
            onPoint={props.onPoint}
            onOpen={props.list.open}
            onProve={proveLatest}
            focusRef={props.focusRef}
          />
        }
      >
        <PointCards
          rows={props.list.view.rows()}
          asked={place.query()}
          pointOf={points.point}
          nowMs={props.nowMs}
          scrollTop={place.scrollTop}
          onScroll={keepScroll}
        />
      </Show>
    </Show>
  );
}
