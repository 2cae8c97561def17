import { createSignal, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { EditingLine } from "../../parts/company.part.tsx";
import { FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { GroupForm, type GroupSource } from "../../parts/group-form.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { countMask } from "../../points/group-mask.ts";
import { criteriaOf } from "../../points/point-criteria.ts";
import { type Group, useGroups } from "../../state/create-groups.ts";
import { useGroupNames } from "../../state/name-groups.ts";
import { useOffice } from "../../state/office.ts";

export type Sheet =
  | { readonly kind: "make"; readonly source?: GroupSource }
  | { readonly kind: "edit" | "remove"; readonly id: string };

/** One thing to do with a group, beside the list of them. */
export function GroupSheet(props: { readonly sheet: Sheet; readonly onClose: () => void }): JSX.Element {
  const groups = useGroups();
  const of = (kind: "edit" | "remove"): Group | undefined =>
    props.sheet.kind === kind ? groups.find(props.sheet.id) : undefined;
  return (
    <Switch>
      <Match when={props.sheet.kind === "make" && props.sheet}>
        {(sheet) => <MakeGroup source={sheet().source} onClose={props.onClose} />}
      </Match>
      <Match when={of("edit")}>{(group) => <EditGroup group={group()} onClose={props.onClose} />}</Match>
      <Match when={of("remove")}>{(group) => <RemoveGroup group={group()} onClose={props.onClose} />}</Match>
    </Switch>
  );
}

function MakeGroup(props: {
  readonly source: GroupSource | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const { selection } = useOffice();
  const groups = useGroups();
  const names = useGroupNames();
  const filter = (): string | undefined => {
    const query = names.listFilter();
    return query === undefined ? undefined : names.sayFilter(query);
  };
  const source = (): GroupSource => {
    if (props.source) return props.source;
    if (selection.count() > 0) return "picked";
    return filter() === undefined ? "empty" : "filter";
  };
  return (
    <SideSheet title={words.t("groups.make.title")} onClose={props.onClose}>
      <GroupForm
        source={source()}
        pickedCount={selection.count()}
        filter={filter()}
        names={(groups.list() ?? []).map(({ name }) => name)}
        onMake={(wish) => {
          if (wish.source === "filter") groups.saveQuery(wish.name, names.listFilter() ?? "");
          else groups.make(wish.name, wish.source === "picked" ? [...selection.ids()] : []);
          props.onClose();
        }}
      />
    </SideSheet>
  );
}

function EditGroup(props: { readonly group: Group; readonly onClose: () => void }): JSX.Element {
  const words = useWords();
  const groups = useGroups();
  const names = useGroupNames();
  onMount(() => groups.company.attend({ about: first.id, field: "head" }));
  onCleanup(() => groups.company.attend({}));
  // What others say meanwhile does not change what one is writing.
  const first = props.group;
  const [name, setName] = createSignal(first.name);
  const [comment, setComment] = createSignal(first.comment);
  const [isTaken, setTaken] = createSignal(false);
  const query = (): string => (typeof props.group.query === "string" ? props.group.query : "");
  const other = (): string | undefined => {
    const filter = names.listFilter();
    return props.group.kind === "query" && filter !== query() ? filter : undefined;
  };
  const save = (): void => {
    const taken = isTaken() ? other() : undefined;
    const said = {
      ...(name().trim() === first.name ? {} : { name: name().trim() }),
      ...(comment().trim() === first.comment ? {} : { comment: comment().trim() }),
      ...(taken === undefined ? {} : { query: taken }),
    };
    if (Object.keys(said).length > 0) groups.change(props.group.id, said);
    props.onClose();
  };
  return (
    <SideSheet title={words.t("groups.edit.title", { name: first.name })} onClose={props.onClose}>
      <GroupEditing id={first.id} />
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name().trim() !== "") save();
        }}
      >
        <TextField label={words.t("groups.make.name")} value={name()} onInput={setName} isFirst={true} />
        <TextField
          label={words.t("groups.make.comment")}
          value={comment()}
          onInput={setComment}
          isOptional={true}
        />
        <Show when={props.group.kind === "query"}>
          <FormNote text={words.t("groups.edit.filter", { filter: names.sayFilter(query()) })} />
        </Show>
        <Show when={other()}>
          {(filter) => (
            <label class="round-check">
              <input
                type="checkbox"
                checked={isTaken()}
                onChange={(event) => setTaken(event.currentTarget.checked)}
              />
              <span>{words.t("groups.edit.take", { filter: names.sayFilter(filter()) })}</span>
            </label>
          )}
        </Show>
        <div class="form-actions">
          <SubmitButton label={words.t("groups.edit.save")} isDisabled={name().trim() === ""} />
        </div>
      </form>
    </SideSheet>
  );
}

/** Who else has this group open to change it. */
export function GroupEditing(props: { readonly id: string }): JSX.Element {
  const { company } = useGroups();
  return <EditingLine companions={company.companions().filter(({ about }) => about === props.id)} />;
}

function RemoveGroup(props: { readonly group: Group; readonly onClose: () => void }): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const groups = useGroups();
  const count = (): number => {
    const mask = groups.mask(points.all(), props.group.id);
    return mask ? countMask(mask) : 0;
  };
  const inside = (): readonly string[] =>
    (groups.list() ?? []).flatMap(({ name, query }) =>
      typeof query === "string" && criteriaOf(query).group === props.group.id ? [name] : [],
    );
  return (
    <SideSheet title={words.t("groups.remove.title", { name: props.group.name })} onClose={props.onClose}>
      <GroupEditing id={props.group.id} />
      <p>{words.t("groups.remove.happens")}</p>
      <p class="muted">{words.t("groups.remove.points", count())}</p>
      <Show when={inside().length > 0}>
        <FormNote tone="warning" text={words.t("groups.remove.inside", { names: inside().join(", ") })} />
      </Show>
      <div class="form-actions">
        <Button label={words.t("groups.remove.keep")} onPress={props.onClose} />
        <Button
          tone="accent"
          label={words.t("groups.remove.sure")}
          onPress={() => {
            groups.remove(props.group.id);
            props.onClose();
          }}
        />
      </div>
    </SideSheet>
  );
}
