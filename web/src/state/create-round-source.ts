import { useLocation } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, createSignal } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { streetOf } from "../../../shared/rooms/share-out.ts";
import { filterPoints } from "../points/filter-points.ts";
import { BUILT_IN_GROUPS } from "../points/group-mask.ts";
import { criteriaOf } from "../points/point-criteria.ts";
import { findPasted, type Pasted } from "../rounds/find-pasted.ts";
import { useGroups } from "./create-groups.ts";
import { useGroupNames } from "./name-groups.ts";
import { useOffice } from "./office.ts";

export const ROUND_SOURCES = ["picked", "filter", "group", "pasted"] as const;
export type RoundSourceKind = (typeof ROUND_SOURCES)[number];

/** Where a new round's points come from. */
export interface RoundSource {
  readonly kind: Accessor<RoundSourceKind>;
  choose(kind: RoundSourceKind): void;
  /** Streets stay together, so that a round is a way and not a scatter. */
  readonly pointIds: Accessor<readonly string[]>;
  /** What can be chosen as a group, made ones last. */
  readonly groups: Accessor<readonly { readonly id: string; readonly name: string }[]>;
  readonly group: Accessor<string | undefined>;
  chooseGroup(group: string): void;
  /** Id of the made group whose points these are; kept with the round. */
  readonly groupId: Accessor<string | undefined>;
  /** All is here that says which points these are. */
  readonly isHere: Accessor<boolean>;
  readonly pasted: Accessor<string>;
  paste(text: string): void;
  readonly found: Accessor<Pasted<WirePoint>>;
  /** The list with the filter that counts here. */
  readonly listHref: Accessor<string>;
}

export function createRoundSource(): RoundSource {
  const { points, place, selection, words } = useOffice();
  const groups = useGroups();
  const asked = new URLSearchParams(useLocation().search).get("group") ?? undefined;
  const [kind, setKind] = createSignal<RoundSourceKind>(firstKind(asked, selection.count()));
  const fromGroup = createFromGroup(asked, () => kind() === "group");
  const [pasted, setPasted] = createSignal("");
  const filtered = createMemo(() => {
    const all = points.all();
    const criteria = criteriaOf(place.query());
    const { keeps } = filterPoints(all, criteria, Date.now(), groups.mask(all, criteria.group));
    return all.listed(keeps);
  });
  const found = createMemo(() => findPasted(pasted(), pasted().trim() === "" ? [] : points.all().listed()));
  const picked = createMemo(() => {
    const all = points.all();
    return [...selection.ids()].flatMap((id) => all.at(all.rowOf(id) ?? -1) ?? []);
  });
  const chosen = (): readonly WirePoint[] => {
    if (kind() === "picked") return picked();
    if (kind() === "group") return fromGroup.chosen();
    return kind() === "pasted" ? found().points : filtered();
  };
  return {
    kind,
    choose: setKind,
    groups: fromGroup.choices,
    group: fromGroup.group,
    chooseGroup: fromGroup.choose,
    groupId: () => (kind() === "group" ? fromGroup.madeId() : undefined),
    isHere: () => kind() !== "group" || fromGroup.isHere(),
    pointIds: createMemo(() => inStreetOrder(chosen(), words.formats().languageTag)),
    pasted,
    paste: setPasted,
    found,
    listHref: () => `/points${place.query()}`,
  };
}

function firstKind(group: string | undefined, picked: number): RoundSourceKind {
  if (group !== undefined) return "group";
  return picked > 0 ? "picked" : "filter";
}

/** Points of one group. Groups are followed once somebody asks for one. */
function createFromGroup(asked: string | undefined, isWanted: () => boolean) {
  const { points } = useOffice();
  const groups = useGroups();
  const names = useGroupNames();
  const [group, choose] = createSignal(asked);
  createEffect(() => isWanted() && groups.reach());
  return {
    group,
    choose: (wanted: string) => void choose(wanted),
    choices: () =>
      [...BUILT_IN_GROUPS, ...(groups.list() ?? []).map(({ id }) => id)].map((id) => ({
        id,
        name: names.nameOf(id),
      })),
    madeId: () => groups.find(group() ?? "")?.id,
    isHere: () => {
      const wanted = group();
      return wanted === undefined || groups.isHere(wanted);
    },
    chosen(): readonly WirePoint[] {
      const all = points.all();
      const mask = isWanted() ? groups.mask(all, group()) : undefined;
      return mask ? all.listed(mask) : [];
    },
  };
}

function inStreetOrder(points: readonly WirePoint[], languageTag: string): readonly string[] {
  const collator = new Intl.Collator(languageTag, { numeric: true });
  return points
    .map((point) => ({ id: point.id, street: streetOf(point), address: point.address }))
    .sort((a, b) => collator.compare(a.street, b.street) || collator.compare(a.address, b.address))
    .map(({ id }) => id);
}
