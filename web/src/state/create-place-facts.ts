import { type Accessor, createMemo, onMount } from "solid-js";
import { type Groups, useGroups } from "./create-groups.ts";
import { useOffice } from "./office.ts";

/** What can be chosen among the utility's points, with how many each choice is. */
export interface PlaceFacts {
  readonly listed: readonly string[];
  readonly media: ReadonlyMap<string, number>;
  readonly areas: ReadonlyMap<string, number>;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export function createPlaceFacts(): Accessor<PlaceFacts> {
  const { points, place } = useOffice();
  const groups = useGroups();
  onMount(() => {
    groups.reach();
    if (points.loading().kind === "idle") void points.load();
  });
  return createMemo(() => {
    const media = new Map<string, number>();
    const areas = new Map<string, number>();
    for (const { medium, area } of points.all().listed()) {
      media.set(medium, (media.get(medium) ?? 0) + 1);
      if (area !== "") areas.set(area, (areas.get(area) ?? 0) + 1);
    }
    const listed = place.query() === "" ? [] : place.order().filter((id) => id !== "");
    return { listed, media, areas, groups: fixedGroups(groups) };
  });
}

/** Those whose members the server knows: a saved filter is found anew in the browser. */
const fixedGroups = (groups: Groups): PlaceFacts["groups"] =>
  (groups.list() ?? []).flatMap(({ id, name, kind }) => (kind === "fixed" ? [{ id, name }] : []));
