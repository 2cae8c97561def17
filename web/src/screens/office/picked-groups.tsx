import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { GroupDoneLine } from "../../parts/group-done.part.tsx";
import { GroupForm } from "../../parts/group-form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { RoomSyncLine } from "../../parts/room-sync.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { type Group, useGroups } from "../../state/create-groups.ts";
import { useOffice } from "../../state/office.ts";
import "./groups.css";

/** Which groups these points are in; puts them in, takes them out, makes a new one of them. */
export function PickedGroups(props: {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const groups = useGroups();
  groups.reach();
  const [isMaking, setMaking] = createSignal(false);
  const fixed = (): readonly Group[] => (groups.list() ?? []).filter(({ kind }) => kind === "fixed");
  return (
    <SideSheet title={words.t("groups.picked.title")} onClose={props.onClose}>
      <p class="muted" role="status">
        {words.t("groups.picked.of", props.ids.length)}
      </p>
      <Switch fallback={<SkeletonRows count={4} label={words.t("groups.loading")} />}>
        <Match when={groups.standing().closedBy}>
          <Notice title={words.t("groups.closed")} hint={words.t("groups.closedHint")} />
        </Match>
        <Match when={groups.standing().isNobody}>
          <Notice title={words.t("groups.nobody")} hint={words.t("groups.nobodyHint")} />
        </Match>
        <Match when={groups.list() && groups.isHere("none")}>
          <RoomSyncLine sync={groups.standing().sync} syncedAtMs={groups.standing().syncedAtMs} />
          <Show when={fixed().length > 0} fallback={<p class="muted">{words.t("groups.picked.none")}</p>}>
            <ul class="picked-groups">
              <For each={fixed().map(({ id }) => id)}>
                {(id) => (
                  <Show when={groups.find(id)}>
                    {(group) => <PickedGroup group={group()} ids={props.ids} />}
                  </Show>
                )}
              </For>
            </ul>
          </Show>
          <GroupDoneLine done={groups.lastStep()} progress={groups.progress()} onUndo={groups.undo} />
          <Show
            when={isMaking() || fixed().length === 0}
            fallback={
              <div>
                <Button label={words.t("groups.make.button")} onPress={() => setMaking(true)} />
              </div>
            }
          >
            <GroupForm
              source="picked"
              pickedCount={props.ids.length}
              filter={undefined}
              isOfPicked={true}
              names={(groups.list() ?? []).map(({ name }) => name)}
              onMake={({ name }) => {
                groups.make(name, props.ids);
                setMaking(false);
              }}
            />
          </Show>
        </Match>
      </Switch>
    </SideSheet>
  );
}

function PickedGroup(props: { readonly group: Group; readonly ids: readonly string[] }): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const groups = useGroups();
  const count = createMemo(() => {
    const all = points.all();
    const mask = groups.mask(all, props.group.id);
    let inIt = 0;
    for (const id of props.ids) inIt += mask?.[all.rowOf(id) ?? -1] ?? 0;
    return inIt;
  });
  const number = (n: number): string => words.formats().number(n);
  const standing = (): string => {
    if (count() === 0) return words.t("groups.picked.nobody");
    if (count() === props.ids.length) return words.t("groups.picked.all");
    return words.t("groups.picked.some", { count: number(count()), total: number(props.ids.length) });
  };
  return (
    <li class="picked-group">
      <div>
        <p class="picked-group-name">{props.group.name}</p>
        <p class="faint">{standing()}</p>
      </div>
      <Act
        label={words.t("groups.picked.takeOut")}
        name={words.t("groups.picked.takeOutOf", { name: props.group.name })}
        isDisabled={count() === 0 || groups.progress() !== undefined}
        onPress={() => groups.takeOut(props.group.id, props.ids)}
      />
      <Act
        label={words.t("groups.picked.add")}
        name={words.t("groups.picked.addTo", { name: props.group.name })}
        isDisabled={count() === props.ids.length || groups.progress() !== undefined}
        onPress={() => groups.add(props.group.id, props.ids)}
      />
    </li>
  );
}

function Act(props: {
  readonly label: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="button"
      data-tone="plain"
      aria-label={props.name}
      disabled={props.isDisabled}
      onClick={() => props.onPress()}
    >
      <span>{props.label}</span>
    </button>
  );
}
