import { useBeforeLeave, useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, onMount } from "solid-js";
import { isOwnColumn } from "../points/own-criteria.ts";
import {
  type ListColumn,
  type PointCriteria,
  readCriteria,
  writeCriteria,
} from "../points/point-criteria.ts";
import { useGroups } from "./create-groups.ts";
import { createPointView, type PointView } from "./create-point-view.ts";
import { useOffice } from "./office.ts";

/** The list as its screen works with it: what is asked for, what is shown, what is chosen. */
export interface PointList {
  readonly criteria: Accessor<PointCriteria>;
  readonly view: PointView;
  readonly selected: Accessor<number | undefined>;
  change(wanted: Partial<PointCriteria>): void;
  clear(): void;
  sortBy(column: ListColumn): void;
  select(row: number | undefined): void;
  /** Chooses the first row when none is chosen. */
  selectFirst(): void;
  open(row: number): void;
  /** The code of what went wrong, when the list could not be loaded. */
  readonly failure: Accessor<string | undefined>;
}

export function createPointList(): PointList {
  const { points, place, words } = useOffice();
  const groups = useGroups();
  const navigate = useNavigate();
  const asked = createAsked();
  const { criteria, change } = asked;
  const view = createPointView(points, criteria, () => words.formats().languageTag, groups);
  createEffect(() => criteria().group !== undefined && groups.reach());
  const selected = createMemo(() => {
    points.all();
    const id = place.selectedId();
    return id === undefined ? undefined : points.rowOf(id);
  });
  const idOf = (row: number | undefined): string | undefined =>
    row === undefined ? undefined : points.all().idAt(row);
  const select = (row: number | undefined): void => place.select(idOf(row));

  onMount(() => {
    const { kind } = points.loading();
    if (kind === "idle" || kind === "failed") void points.load();
  });
  createEffect(() => place.setQuery(asked.query()));
  place.setOrder(() => Array.from(view.rows(), (row) => idOf(row) ?? ""));

  return {
    criteria,
    view,
    selected,
    change,
    clear: () => change({ text: "", media: [], status: [], age: undefined, group: undefined, own: [] }),
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

const WRITE_MS = 250;

/**
 * What the list is asked for. It answers every key at once; the page's address follows at once too, while somebody types
 * when the typing pauses, and leads when somebody goes back.
 */
function createAsked(): {
  readonly criteria: Accessor<PointCriteria>;
  readonly query: Accessor<string>;
  change(wanted: Partial<PointCriteria>): void;
} {
  const location = useLocation();
  const [params, setParams] = useSearchParams();
  const [criteria, setCriteria] = createSignal(readCriteria(params));
  const query = (): string => queryOf(criteria());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    if (query() === queryOf(readCriteria(params))) return;
    const gone = Object.keys(params).filter(isOwnColumn);
    const asked = {
      ...Object.fromEntries(gone.map((name) => [name, undefined])),
      ...writeCriteria(criteria()),
    };
    setParams(asked, { replace: true });
  };
  createEffect(
    on(
      () => location.search,
      () => {
        clearTimeout(timer);
        if (queryOf(readCriteria(params)) !== query()) setCriteria(readCriteria(params));
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  /**
   * The place one comes back to has what was asked last, however soon one left. Said to the browser alone:
   * the router would take it and the leaving for one step. Going back is a number, and has left already.
   */
  useBeforeLeave(({ to, from }) => {
    clearTimeout(timer);
    if (typeof to === "number" || window.location.pathname !== from.pathname) return;
    window.history.replaceState(window.history.state, "", `${from.pathname}${query()}`);
  });
  return {
    criteria,
    query,
    change(wanted) {
      setCriteria({ ...criteria(), ...wanted });
      clearTimeout(timer);
      // Only typing comes in many small steps; a press of a button is kept at once, whoever reloads the next moment.
      if ("text" in wanted) timer = setTimeout(flush, WRITE_MS);
      else flush();
    },
  };
}

function queryOf(criteria: PointCriteria): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(writeCriteria(criteria))) {
    if (value !== undefined) params.set(name, value);
  }
  return params.size === 0 ? "" : `?${params}`;
}
