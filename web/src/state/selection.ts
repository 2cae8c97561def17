import { type Accessor, createMemo, createSignal } from "solid-js";

/**
 * The points somebody has picked to do something with: in the list, on the map, in a report. It goes
 * along from screen to screen and ends with the page. The one point that is looked at is not meant
 * here: that is `ListPlace.selectedId`.
 */
export interface Selection {
  readonly ids: Accessor<ReadonlySet<string>>;
  readonly count: Accessor<number>;
  has(pointId: string): boolean;
  /** Picks these and no others. */
  set(pointIds: Iterable<string>): void;
  add(pointIds: Iterable<string>): void;
  remove(pointIds: Iterable<string>): void;
  toggle(pointId: string): void;
  clear(): void;
}

export function createSelection(): Selection {
  const [ids, setIds] = createSignal<ReadonlySet<string>>(new Set());
  const remove = (gone: Iterable<string>): void => {
    const next = new Set(ids());
    for (const id of gone) next.delete(id);
    setIds(next);
  };
  const add = (more: Iterable<string>): void => {
    const next = new Set(ids());
    for (const id of more) next.add(id);
    setIds(next);
  };
  return {
    ids,
    count: createMemo(() => ids().size),
    has: (id) => ids().has(id),
    set: (pointIds) => setIds(new Set(pointIds)),
    add,
    remove,
    toggle: (id) => (ids().has(id) ? remove([id]) : add([id])),
    clear: () => setIds(new Set<string>()),
  };
}
