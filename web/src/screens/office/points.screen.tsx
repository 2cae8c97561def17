import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { MapPane } from "../../parts/map-pane.part.tsx";
import { PointCards } from "../../parts/point-cards.part.tsx";
import { PointGrid } from "../../parts/point-grid.part.tsx";
import { LoadFailed, NoMatch, NoPoints } from "../../parts/points-notice.part.tsx";
import { PointsToolbar } from "../../parts/points-toolbar.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { SplitPane } from "../../parts/split-pane.part.tsx";
import type { Layout } from "../../points/point-criteria.ts";
import { createNarrow } from "../../state/create-narrow.ts";
import { createNow } from "../../state/create-now.ts";
import { createPointList, type PointList } from "../../state/create-point-list.ts";
import { useOffice } from "../../state/office.ts";
import "./points.css";

const PANES = { list: "first", split: "both", map: "second" } as const;

/** All metering points: searched, filtered and sorted as a list, and the same ones on a map. */
export function PointsScreen(): JSX.Element {
  const words = useWords();
  const { points, place, theme } = useOffice();
  const list = createPointList();
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
        total={points.all().points.length}
        isReady={points.loading().kind === "ready"}
        isBehind={list.view.isBehind()}
        layout={layout()}
        isNarrow={isNarrow()}
        onChange={list.change}
        onClear={list.clear}
        onRefresh={list.view.refresh}
        onLayout={place.setLayout}
        onLeaveSearch={() => {
          list.selectFirst();
          focusList();
        }}
      />
      <Switch fallback={<SkeletonRows count={24} label={words.t("points.loading")} />}>
        <Match when={list.failure()}>
          {(code) => (
            <LoadFailed title={words.t("points.failed")} code={code()} onRetry={() => void points.load()} />
          )}
        </Match>
        <Match when={points.loading().kind === "ready" && points.all().points.length === 0}>
          <NoPoints />
        </Match>
        <Match when={points.loading().kind === "ready"}>
          <SplitPane
            layout={PANES[layout()]}
            share={place.share()}
            onShare={place.setShare}
            dividerLabel={words.t("points.divider")}
            first={
              <Rows
                list={list}
                nowMs={now()}
                isNarrow={isNarrow()}
                opensOnPress={layout() === "list"}
                onPoint={setPointed}
                focusRef={(focus) => {
                  focusList = focus;
                }}
              />
            }
            second={
              <MapPane
                points={points.all().points}
                pointOf={points.point}
                keeps={list.view.keeps()}
                touched={points.lastTouched()}
                selected={list.selected()}
                pointed={pointed()}
                nowMs={now()}
                repaint={theme.repaint()}
                onSelect={list.select}
                onOpen={list.open}
              />
            }
          />
        </Match>
      </Switch>
    </div>
  );
}

function Rows(props: {
  readonly list: PointList;
  readonly nowMs: number;
  readonly isNarrow: boolean;
  readonly opensOnPress: boolean;
  readonly onPoint: (row: number | undefined) => void;
  readonly focusRef: (focus: () => void) => void;
}): JSX.Element {
  const { points, place } = useOffice();
  const keepScroll = (top: number): void => {
    place.scrollTop = top;
  };
  return (
    <Show when={props.list.view.rows().length > 0} fallback={<NoMatch onClear={() => props.list.clear()} />}>
      <Show
        when={props.isNarrow}
        fallback={
          <PointGrid
            rows={props.list.view.rows()}
            asked={place.query()}
            pointOf={points.point}
            selected={props.list.selected()}
            sort={props.list.criteria().sort}
            nowMs={props.nowMs}
            opensOnPress={props.opensOnPress}
            scrollTop={place.scrollTop}
            onScroll={keepScroll}
            onSort={props.list.sortBy}
            onSelect={props.list.select}
            onPoint={props.onPoint}
            onOpen={props.list.open}
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
