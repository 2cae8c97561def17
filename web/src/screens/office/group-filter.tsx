import BookmarkPlus from "lucide-solid/icons/bookmark-plus";
import { createSignal, type JSX, lazy, Show, Suspense } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FilterMenu } from "../../parts/filter-menu.part.tsx";
import { filterPoints } from "../../points/filter-points.ts";
import { isFiltering, type PointCriteria } from "../../points/point-criteria.ts";
import { useGroups } from "../../state/create-groups.ts";
import { useGroupNames } from "../../state/name-groups.ts";
import { useOffice } from "../../state/office.ts";

const GroupSheet = lazy(() => import("./group-sheets.tsx").then((m) => ({ default: m.GroupSheet })));

const SEE = { area: "group-management", right: "read" } as const;
const CHANGE = { area: "group-management", right: "write" } as const;
/** Before the groups that people made. */
const BUILT_IN = ["none", "imported", "priority"] as const;

/** The list's filter by group, and the way to keep the whole filter as one. */
export function GroupFilter(props: {
  readonly criteria: PointCriteria;
  readonly onChange: (wanted: Partial<PointCriteria>) => void;
}): JSX.Element {
  const words = useWords();
  const { points, session } = useOffice();
  const groups = useGroups();
  const names = useGroupNames();
  const [isSaving, setSaving] = createSignal(false);
  const values = (): readonly string[] => [...BUILT_IN, ...(groups.list() ?? []).map(({ id }) => id)];
  /** What each would leave of what the other filters leave. */
  const count = (): ReadonlyMap<string, number> => {
    // Groups are followed from the moment somebody looks for one.
    queueMicrotask(groups.reach);
    const all = points.all();
    const { keeps } = filterPoints(all, props.criteria, Date.now());
    return new Map(
      values().map((group) => {
        const mask = groups.mask(all, group);
        return [group, keeps.reduce((sum, bit, row) => sum + (bit & (mask?.[row] ?? 0)), 0)];
      }),
    );
  };
  return (
    <Show when={session.may(SEE) && session.who()}>
      <FilterMenu
        label={words.t("groups.filter")}
        chosen={props.criteria.group === undefined ? [] : [props.criteria.group]}
        isSingle={true}
        count={count}
        valuesOf={values}
        labelOf={names.nameOf}
        apartAfter="priority"
        onChoose={([group]) => props.onChange({ group })}
      />
      <Show when={session.may(CHANGE) && isFiltering(props.criteria)}>
        <Button
          tone="quiet"
          icon={<BookmarkPlus size={15} aria-hidden="true" />}
          label={words.t("groups.save")}
          tip={words.t("groups.saveHint")}
          onPress={() => {
            groups.reach();
            setSaving(true);
          }}
        />
      </Show>
      <Show when={isSaving() && groups.list()}>
        <Suspense>
          <GroupSheet sheet={{ kind: "make", source: "filter" }} onClose={() => setSaving(false)} />
        </Suspense>
      </Show>
    </Show>
  );
}
