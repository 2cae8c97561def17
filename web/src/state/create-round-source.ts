import { type Accessor, createMemo, createSignal } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { streetOf } from "../../../shared/rooms/share-out.ts";
import { filterPoints } from "../points/filter-points.ts";
import { readCriteria } from "../points/point-criteria.ts";
import { findPasted, type Pasted } from "../rounds/find-pasted.ts";
import { useOffice } from "./office.ts";

export const ROUND_SOURCES = ["picked", "filter", "pasted"] as const;
export type RoundSourceKind = (typeof ROUND_SOURCES)[number];

/** Where a new round's points come from. */
export interface RoundSource {
  readonly kind: Accessor<RoundSourceKind>;
  choose(kind: RoundSourceKind): void;
  /** Streets stay together, so that a round is a way and not a scatter. */
  readonly pointIds: Accessor<readonly string[]>;
  readonly pasted: Accessor<string>;
  paste(text: string): void;
  readonly found: Accessor<Pasted<WirePoint>>;
  /** The list with the filter that counts here. */
  readonly listHref: Accessor<string>;
}

export function createRoundSource(): RoundSource {
  const { points, place, selection, words } = useOffice();
  const [kind, setKind] = createSignal<RoundSourceKind>(selection.count() > 0 ? "picked" : "filter");
  const [pasted, setPasted] = createSignal("");
  const filtered = createMemo(() => {
    const all = points.all();
    const criteria = readCriteria(Object.fromEntries(new URLSearchParams(place.query())));
    const { keeps } = filterPoints(all, criteria, Date.now());
    return all.listed(keeps);
  });
  const found = createMemo(() => findPasted(pasted(), pasted().trim() === "" ? [] : points.all().listed()));
  const picked = createMemo(() => {
    const all = points.all();
    return [...selection.ids()].flatMap((id) => all.at(all.rowOf(id) ?? -1) ?? []);
  });
  const chosen = (): readonly WirePoint[] => {
    if (kind() === "picked") return picked();
    return kind() === "pasted" ? found().points : filtered();
  };
  return {
    kind,
    choose: setKind,
    pointIds: createMemo(() => inStreetOrder(chosen(), words.formats().languageTag)),
    pasted,
    paste: setPasted,
    found,
    listHref: () => `/points${place.query()}`,
  };
}

function inStreetOrder(points: readonly WirePoint[], languageTag: string): readonly string[] {
  const collator = new Intl.Collator(languageTag, { numeric: true });
  return points
    .map((point) => ({ id: point.id, street: streetOf(point), address: point.address }))
    .sort((a, b) => collator.compare(a.street, b.street) || collator.compare(a.address, b.address))
    .map(({ id }) => id);
}
