import { type Accessor, createSignal } from "solid-js";
import { LAYOUTS, type Layout } from "../points/layouts.ts";
import { makeStoredChoice } from "./stored-choice.ts";

/** Where one was in the list, so that coming back from a point is coming back. */
export interface ListPlace {
  readonly selectedId: Accessor<string | undefined>;
  select(pointId: string | undefined): void;
  readonly layout: Accessor<Layout>;
  setLayout(layout: Layout): void;
  /** The list's share of the width beside the map. */
  readonly share: Accessor<number>;
  setShare(share: number): void;
  /** The list's address with its search and filters. */
  readonly query: Accessor<string>;
  setQuery(query: string): void;
  /** Ids in the order last shown, for going to the next point without the list. */
  readonly order: Accessor<readonly string[]>;
  setOrder(order: () => readonly string[]): void;
  scrollTop: number;
}

const DEFAULT_SHARE = 0.58;

export function createListPlace(): ListPlace {
  const storedLayout = makeStoredChoice("points.layout");
  const storedShare = makeStoredChoice("points.share");
  const [selectedId, select] = createSignal<string>();
  const [layout, setLayout] = createSignal<Layout>(
    LAYOUTS.find((known) => known === storedLayout.read()) ?? "split",
  );
  const [share, setShare] = createSignal(Number(storedShare.read() ?? DEFAULT_SHARE) || DEFAULT_SHARE);
  const [query, setQuery] = createSignal("");
  let order: () => readonly string[] = () => [];
  return {
    selectedId,
    select: (pointId) => select(pointId),
    layout,
    setLayout(next) {
      storedLayout.write(next);
      setLayout(next);
    },
    share,
    setShare(next) {
      storedShare.write(String(next));
      setShare(next);
    },
    query,
    setQuery: (next) => setQuery(next),
    order: () => order(),
    setOrder(next) {
      order = next;
    },
    scrollTop: 0,
  };
}
