import Bookmark from "lucide-solid/icons/bookmark";
import Boxes from "lucide-solid/icons/boxes";
import Layers from "lucide-solid/icons/layers";
import Lock from "lucide-solid/icons/lock";
import Plus from "lucide-solid/icons/plus";
import { createMemo, createSignal, For, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { CompanyLine } from "../../parts/company.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { GroupDoneLine } from "../../parts/group-done.part.tsx";
import { GroupLine } from "../../parts/group-line.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { RoomSyncLine } from "../../parts/room-sync.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { BUILT_IN_GROUPS, type BuiltInGroup, countMask } from "../../points/group-mask.ts";
import { type Group, type GroupsStanding, useGroups } from "../../state/create-groups.ts";
import { createNow } from "../../state/create-now.ts";
import { useGroupNames } from "../../state/name-groups.ts";
import { useOffice } from "../../state/office.ts";
import { GroupEditing, GroupSheet, type Sheet } from "./group-sheets.tsx";
import "./groups.css";

const CHANGE = { area: "group-management", right: "write" } as const;
const MAKE_ROUND = { area: "reading-management", right: "write" } as const;

/** All groups with how many points each has now: made, changed, deleted, and gone on with. */
export function GroupsScreen(): JSX.Element {
  const words = useWords();
  const { points, session } = useOffice();
  const groups = useGroups();
  const [sheet, setSheet] = createSignal<Sheet>();
  groups.reach();
  groups.company.attend({});
  onCleanup(() => groups.company.attend(undefined));
  onMount(() => {
    const { kind } = points.loading();
    if (kind === "idle" || kind === "failed") void points.load();
  });
  const mayChange = (): boolean => session.may(CHANGE);
  onUndoKey(() => {
    if (mayChange() && sheet() === undefined) groups.undo();
  });
  const failure = (): string | undefined => {
    const loading = points.loading();
    return loading.kind === "failed" ? loading.error.code : undefined;
  };
  const isHere = (): boolean => points.loading().kind === "ready" && groups.list() !== undefined;
  return (
    <div class="groups">
      <header class="groups-head">
        <div>
          <h1 class="groups-title">{words.t("nav.groups")}</h1>
          <p class="groups-intro">{words.t("groups.intro")}</p>
        </div>
        <Show when={mayChange() && isHere() && !groups.standing().closedBy}>
          <Button
            tone="accent"
            icon={<Plus size={15} aria-hidden="true" />}
            label={words.t("groups.make.button")}
            onPress={() => setSheet({ kind: "make" })}
          />
        </Show>
      </header>
      <Switch fallback={<SkeletonRows count={6} label={words.t("groups.loading")} />}>
        <Match when={groups.standing().isNobody}>
          <Notice
            icon={<Lock size={20} />}
            title={words.t("groups.nobody")}
            hint={words.t("groups.nobodyHint")}
          />
        </Match>
        <Match when={groups.standing().closedBy}>
          <Notice
            icon={<Lock size={20} />}
            title={words.t("groups.closed")}
            hint={words.t("groups.closedHint")}
          />
        </Match>
        <Match when={failure()}>
          {(code) => (
            <LoadFailed title={words.t("points.failed")} code={code()} onRetry={() => void points.load()} />
          )}
        </Match>
        <Match when={isHere()}>
          <div class="groups-standing">
            <Show when={!isAllWell(groups.standing().sync)}>
              <RoomSyncLine sync={groups.standing().sync} syncedAtMs={groups.standing().syncedAtMs} />
            </Show>
            <CompanyLine companions={groups.company.companions()} />
            <GroupDoneLine done={groups.lastStep()} progress={groups.progress()} onUndo={groups.undo} />
          </div>
          <Show when={!mayChange()}>
            <FormNote text={words.t("groups.notYours")} />
          </Show>
          <BuiltIn />
          <Own mayChange={mayChange()} onSheet={setSheet} />
        </Match>
      </Switch>
      <Show when={sheet()} keyed={true}>
        {(open) => <GroupSheet sheet={open} onClose={() => setSheet(undefined)} />}
      </Show>
    </div>
  );
}

/** Nothing is told then: the frame says already that one is connected. */
const isAllWell = (sync: GroupsStanding["sync"]): boolean =>
  sync?.standing === "online" && sync.drafts === 0 && sync.waiting === 0;

function BuiltIn(): JSX.Element {
  const words = useWords();
  const groups = useGroups();
  const about = (group: BuiltInGroup): string => {
    if (group !== "imported") return words.t(`groups.builtIn.${group}Hint`);
    const last = groups.lastImport();
    if (last.kind === "known") {
      const time = words.formats().dateTime(last.atMs);
      return words.t("groups.builtIn.importedHint", { source: last.source, time, by: last.byName });
    }
    if (last.kind === "failed")
      return words.t("groups.builtIn.importedFailed", { why: words.error(last.code) });
    return words.t(last.kind === "none" ? "groups.builtIn.importedNone" : "groups.builtIn.importedLoading");
  };
  return (
    <section class="groups-section" aria-labelledby="groups-built-in">
      <h2 class="groups-subtitle" id="groups-built-in">
        {words.t("groups.builtIn.title")}
      </h2>
      <ul class="groups-list">
        <For each={BUILT_IN_GROUPS}>
          {(group) => (
            <CountedLine
              id={group}
              about={about(group)}
              icon={<Layers size={16} aria-hidden="true" />}
              isUncounted={group === "imported" && groups.lastImport().kind === "failed"}
            />
          )}
        </For>
      </ul>
    </section>
  );
}

function Own(props: { readonly mayChange: boolean; readonly onSheet: (sheet: Sheet) => void }): JSX.Element {
  const words = useWords();
  const groups = useGroups();
  const names = useGroupNames();
  const list = (): readonly Group[] => groups.list() ?? [];
  return (
    <section class="groups-section" aria-labelledby="groups-own">
      <h2 class="groups-subtitle" id="groups-own">
        {words.t("groups.own.title")}
      </h2>
      <Show
        when={list().length > 0}
        fallback={
          <Notice
            icon={<Boxes size={20} />}
            title={words.t("groups.own.none")}
            hint={words.t("groups.own.noneHint")}
          >
            <a class="button" href="/points">
              {words.t("groups.own.toList")}
            </a>
          </Notice>
        }
      >
        <ul class="groups-list">
          <For each={list().map(({ id }) => id)}>
            {(id) => (
              <Show when={groups.find(id)}>
                {(group) => (
                  <CountedLine
                    id={id}
                    about={names.sayGroup(group())}
                    comment={group().comment || undefined}
                    icon={
                      <Show when={group().kind === "query"} fallback={<Boxes size={16} aria-hidden="true" />}>
                        <Bookmark size={16} aria-hidden="true" />
                      </Show>
                    }
                    {...(props.mayChange
                      ? {
                          onEdit: () => props.onSheet({ kind: "edit", id }),
                          onRemove: () => props.onSheet({ kind: "remove", id }),
                        }
                      : {})}
                  />
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

/** Counts by itself: points that come, go and change are counted anew, readings when the minute turns. */
function CountedLine(props: {
  readonly id: string;
  readonly about: string;
  readonly comment?: string | undefined;
  readonly icon: JSX.Element;
  readonly isUncounted?: boolean;
  readonly onEdit?: () => void;
  readonly onRemove?: () => void;
}): JSX.Element {
  const { points, place, session } = useOffice();
  const groups = useGroups();
  const names = useGroupNames();
  const now = createNow();
  const count = createMemo(() => {
    now();
    if (props.isUncounted || !groups.isHere(props.id)) return undefined;
    const mask = groups.mask(points.all(), props.id);
    return mask && countMask(mask);
  });
  return (
    <GroupLine
      name={names.nameOf(props.id)}
      about={props.about}
      comment={props.comment}
      editing={<GroupEditing id={props.id} />}
      icon={props.icon}
      count={count()}
      query={props.id === "all" ? "" : `?group=${encodeURIComponent(props.id)}`}
      mayMakeRound={session.may(MAKE_ROUND)}
      onList={() => place.layout() === "map" && place.setLayout("split")}
      onMap={() => place.setLayout("map")}
      onEdit={props.onEdit}
      onRemove={props.onRemove}
    />
  );
}

/** Ctrl+Z, except while somebody types: then it is the field's own. */
function onUndoKey(undo: () => void): void {
  const onKey = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isTyping) return;
    event.preventDefault();
    undo();
  };
  onMount(() => {
    document.addEventListener("keydown", onKey);
    onCleanup(() => document.removeEventListener("keydown", onKey));
  });
}
