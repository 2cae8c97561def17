import Columns2 from "lucide-solid/icons/columns-2";
import List from "lucide-solid/icons/list";
import MapIcon from "lucide-solid/icons/map";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import { type JSX, Show } from "solid-js";
import { MEDIA } from "../../../shared/model/medium.ts";
import { useWords } from "../locales/words.ts";
import type { Facets } from "../points/filter-points.ts";
import type { Layout } from "../points/layouts.ts";
import type { OwnNames } from "../points/own-names.ts";
import { AGE_FILTERS, isFiltering, type ListColumn, type PointCriteria } from "../points/point-criteria.ts";
import { severityOfStatus, sortByUrgency } from "../points/point-state.ts";
import { Button } from "./button.part.tsx";
import { ColumnMenu } from "./column-menu.part.tsx";
import { FilterMenu } from "./filter-menu.part.tsx";
import { MediumIcon } from "./medium-icon.part.tsx";
import { SearchField } from "./search-field.part.tsx";
import { Segmented } from "./segmented.part.tsx";
import { StateIcon } from "./state-icon.part.tsx";
import "./points-toolbar.css";

export interface PointsToolbarProps {
  readonly criteria: PointCriteria;
  readonly facets: () => Facets;
  readonly shown: number;
  readonly total: number;
  readonly isReady: boolean;
  readonly isBehind: boolean;
  /** How far the list can be trusted. */
  readonly standing: JSX.Element;
  readonly layout: Layout;
  readonly isNarrow: boolean;
  readonly columns: readonly ListColumn[] | undefined;
  readonly own: OwnNames;
  readonly onColumns: (columns: readonly ListColumn[] | undefined) => void;
  /** What is done to the list itself. */
  readonly actions?: JSX.Element;
  /** Filters that stand behind those of every list. */
  readonly more?: JSX.Element;
  readonly onChange: (wanted: Partial<PointCriteria>) => void;
  readonly onClear: () => void;
  readonly onRefresh: () => void;
  readonly onLayout: (layout: Layout) => void;
  readonly onLeaveSearch: () => void;
}

/** What the list is asked for: search, filters, how it is laid out, and how much that leaves. */
export function PointsToolbar(props: PointsToolbarProps): JSX.Element {
  const words = useWords();
  return (
    <div class="toolbar">
      <div class="toolbar-line">
        <h1 class="toolbar-title">{words.t("nav.points")}</h1>
        <span class="toolbar-count" role="status">
          <Show when={props.isReady}>
            {isFiltering(props.criteria)
              ? words.t("points.shown", props.shown, props.total)
              : words.formats().number(props.total)}
          </Show>
        </span>
        {props.standing}
        <span class="toolbar-gap" />
        <Show when={props.isBehind}>
          <Button
            tone="quiet"
            icon={<RefreshCw size={14} />}
            label={words.t("points.refresh")}
            tip={words.t("points.behind")}
            onPress={() => props.onRefresh()}
          />
        </Show>
        {props.actions}
        <Show when={!props.isNarrow && props.layout !== "map"}>
          <ColumnMenu own={props.own} columns={props.columns} onChoose={props.onColumns} />
        </Show>
        <LayoutChoice layout={props.layout} isNarrow={props.isNarrow} onLayout={props.onLayout} />
      </div>
      <div class="toolbar-line toolbar-asks">
        <SearchField
          label={words.t("points.searchLabel")}
          placeholder={words.t("points.search")}
          value={props.criteria.text}
          onSearch={(text) => props.onChange({ text })}
          onLeave={() => props.onLeaveSearch()}
        />
        <div class="toolbar-filters">
          <Filters criteria={props.criteria} facets={props.facets} onChange={props.onChange} />
          {props.more}
          <Show when={isFiltering(props.criteria)}>
            <Button tone="quiet" label={words.t("points.clearFilters")} onPress={() => props.onClear()} />
          </Show>
        </div>
      </div>
    </div>
  );
}

function LayoutChoice(props: {
  readonly layout: Layout;
  readonly isNarrow: boolean;
  readonly onLayout: (layout: Layout) => void;
}): JSX.Element {
  const words = useWords();
  const segments = (): { value: Layout; label: string; icon: JSX.Element }[] => [
    { value: "list", label: words.t("points.list"), icon: <List size={15} aria-hidden="true" /> },
    ...(props.isNarrow
      ? []
      : [
          {
            value: "split" as const,
            label: words.t("points.split"),
            icon: <Columns2 size={15} aria-hidden="true" />,
          },
        ]),
    { value: "map", label: words.t("points.map"), icon: <MapIcon size={15} aria-hidden="true" /> },
  ];
  return (
    <Segmented
      name="layout"
      label={words.t("points.layout")}
      segments={segments()}
      value={props.layout}
      onChoose={props.onLayout}
      isIconOnly={true}
    />
  );
}

const GENERAL = ["any", "none"] as const;

function Filters(props: {
  readonly criteria: PointCriteria;
  readonly facets: () => Facets;
  readonly onChange: (wanted: Partial<PointCriteria>) => void;
}): JSX.Element {
  const words = useWords();
  const sayStatus = (value: string): string => {
    const general = GENERAL.find((known) => known === value);
    return general ? words.t(`filter.${general}`) : words.status(value);
  };
  /** Codes that occur or are asked for: the most urgent first, so that counting never moves them. */
  const codesOf = (counts: ReadonlyMap<string, number>): readonly string[] => {
    const ids = new Set([...counts.keys(), ...props.criteria.status]);
    for (const general of GENERAL) ids.delete(general);
    return sortByUrgency([...ids].sort((a, b) => sayStatus(a).localeCompare(sayStatus(b), words.locale())));
  };
  return (
    <>
      <FilterMenu
        label={words.t("filter.medium")}
        chosen={props.criteria.media}
        count={() => props.facets().media}
        valuesOf={(counts) =>
          MEDIA.filter((medium) => counts.has(medium) || props.criteria.media.includes(medium))
        }
        labelOf={(value) => words.find(`medium.${value}`) ?? value}
        iconOf={(value) => <MediumIcon medium={MEDIA.find((medium) => medium === value) ?? "other"} />}
        onChoose={(chosen) => props.onChange({ media: MEDIA.filter((medium) => chosen.includes(medium)) })}
      />
      <FilterMenu
        label={words.t("filter.status")}
        chosen={props.criteria.status}
        count={() => props.facets().status}
        valuesOf={(counts) => [...GENERAL, ...codesOf(counts)]}
        labelOf={sayStatus}
        iconOf={(value) => (
          <Show when={value !== "any" && value !== "none"}>
            <StateIcon state={severityOfStatus(value)} />
          </Show>
        )}
        apartAfter="none"
        onChoose={(status) => props.onChange({ status })}
      />
      <FilterMenu
        label={words.t("filter.age")}
        chosen={props.criteria.age ? [props.criteria.age] : []}
        isSingle={true}
        count={() => props.facets().age}
        valuesOf={() => AGE_FILTERS}
        labelOf={(value) => words.find(`filter.${value}`) ?? value}
        apartAfter="day"
        onChoose={([age]) => props.onChange({ age: AGE_FILTERS.find((known) => known === age) })}
      />
    </>
  );
}
