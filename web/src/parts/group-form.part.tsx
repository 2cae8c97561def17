import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../locales/words.ts";
import { FormFault, FormNote, SubmitButton, TextField } from "./form.part.tsx";
import { Segmented } from "./segmented.part.tsx";

const SOURCES = ["picked", "filter", "empty"] as const;
export type GroupSource = (typeof SOURCES)[number];

/** A new group: its name, and what it is made of. */
export function GroupForm(props: {
  readonly source: GroupSource;
  readonly pickedCount: number;
  /** The list's filter in words; absent while the list is not filtered. */
  readonly filter: string | undefined;
  readonly names: readonly string[];
  /** Nothing else can be chosen. */
  readonly isOfPicked?: boolean | undefined;
  readonly onMake: (wish: { readonly name: string; readonly source: GroupSource }) => void;
}): JSX.Element {
  const words = useWords();
  const [name, setName] = createSignal("");
  const [source, setSource] = createSignal(props.source);
  const isTaken = (): boolean => props.names.some((one) => one.toLowerCase() === name().trim().toLowerCase());
  const isReady = (): boolean =>
    name().trim() !== "" && !(source() === "filter" && props.filter === undefined);
  const segments = () =>
    SOURCES.filter((one) => one !== "picked" || props.pickedCount > 0).map((value) => ({
      value,
      label: words.t(`groups.make.${value}`),
    }));
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady()) props.onMake({ name: name().trim(), source: source() });
      }}
    >
      <TextField label={words.t("groups.make.name")} value={name()} onInput={setName} isFirst={true} />
      <Show when={!props.isOfPicked}>
        <Segmented
          name="group-source"
          label={words.t("groups.make.of")}
          segments={segments()}
          value={source()}
          onChoose={setSource}
        />
      </Show>
      <Switch>
        <Match when={source() === "picked"}>
          <FormNote text={words.t("groups.make.pickedHint", props.pickedCount)} />
        </Match>
        <Match when={source() === "filter" && props.filter}>
          {(filter) => <FormNote text={words.t("groups.make.filterHint", { filter: filter() })} />}
        </Match>
        <Match when={source() === "filter"}>
          <FormFault text={words.t("groups.make.filterNone")} />
        </Match>
        <Match when={source() === "empty"}>
          <FormNote text={words.t("groups.make.emptyHint")} />
        </Match>
      </Switch>
      <Show when={name().trim() !== "" && isTaken()}>
        <FormNote tone="warning" text={words.t("groups.make.taken")} />
      </Show>
      <div class="form-actions">
        <SubmitButton label={words.t("groups.make.create")} isDisabled={!isReady()} />
      </div>
    </form>
  );
}
