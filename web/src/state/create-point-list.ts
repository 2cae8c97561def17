import { useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, onMount } from "solid-js";
import {
  type PointColumn,
  type PointCriteria,
  readCriteria,
  writeCriteria,
} from "../points/point-criteria.ts";
import { createPointView, type PointView } from "./create-point-view.ts";
import { useOffice } from "./office.ts";

/** The list as its screen works with it: what is asked for, what is shown, what is chosen. */
export interface PointList {
  readonly criteria: Accessor<PointCriteria>;
  readonly view: PointView;
  readonly selected: Accessor<number | undefined>;
  change(wanted: Partial<PointCriteria>): void;
  clear(): void;
  sortBy(column: PointColumn): void;
  select(row: number | undefined): void;
  /** Chooses the first row when none is chosen. */
  selectFirst(): void;
  open(row: number): void;
  /** The code of what went wrong, when the list could not be loaded. */
  readonly failure: Accessor<string | undefined>;
}

export function createPointList(): PointList {
  const { points, place, words } = useOffice();
  const navigate = useNavigate();
  const location = useLocation();
  const [query, setQuery] = useSearchParams();

  const criteria = createMemo(() => readCriteria(query));
  const view = createPointView(points, criteria, () => words.formats().languageTag);
  const change = (wanted: Partial<PointCriteria>): void =>
    setQuery(writeCriteria({ ...criteria(), ...wanted }), { replace: true });
  const selected = createMemo(() => {
    points.all();
    const id = place.selectedId();
    return id === undefined ? undefined : points.rowOf(id);
  });
  const idOf = (row: number | undefined): string | undefined =>
    row === undefined ? undefined : points.all().points[row]?.id;
  const select = (row: number | undefined): void => place.select(idOf(row));

  onMount(() => {
    const { kind } = points.loading();
    if (kind === "idle" || kind === "failed") void points.load();
  });
  createEffect(() => place.setQuery(location.search));
  place.setOrder(() => Array.from(view.rows(), (row) => idOf(row) ?? ""));

  return {
    criteria,
    view,
    selected,
    change,
    clear: () => change({ text: "", media: [], status: [], age: undefined }),
    sortBy(column) {
      const { sort } = criteria();
      change({ sort: { column, isDescending: sort.column === column && !sort.isDescending } });
    },
    select,
    selectFirst() {
      if (selected() === undefined) select(view.rows()[0]);
    },
    open(row) {
      const id = idOf(row);
      if (id === undefined) return;
      place.select(id);
      navigate(`/points/${encodeURIComponent(id)}`);
    },
    failure() {
      const loading = points.loading();
      return loading.kind === "failed" ? loading.error.code : undefined;
    },
  };
}
