import { createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import type { WireNewRound, WireReader } from "../../../../shared/model/wire-rounds.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import type { RoundSource } from "../../state/create-round-source.ts";
import "../../parts/round-fields.css";
import "./round-form.css";

/** Makes a round: which points, by when, and who drives. */
export function RoundForm(props: {
  readonly source: RoundSource;
  readonly readers: readonly WireReader[];
  readonly onMake: (round: WireNewRound) => Promise<void>;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [name, setName] = createSignal("");
  const [due, setDue] = createSignal("");
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [isBusy, setBusy] = createSignal(false);
  const isReady = (): boolean => props.source.pointIds().length > 0 && name().trim() !== "" && !isBusy();
  const make = async (): Promise<void> => {
    if (!isReady()) return;
    setBusy(true);
    const dueAtMs = due() === "" ? undefined : new Date(`${due()}T23:59:59`).getTime();
    const groupId = props.source.groupId();
    await props.onMake({
      name: name().trim(),
      pointIds: props.source.pointIds(),
      readerIds: chosen(),
      ...(dueAtMs === undefined ? {} : { dueAtMs }),
      ...(groupId === undefined ? {} : { groupId }),
    });
    setBusy(false);
  };
  return (
    <form
      class="round-form"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h1 class="round-form-title">{words.t("road.rounds.make")}</h1>
      <label for={`${id}-name`}>{words.t("road.rounds.name")}</label>
      <input
        id={`${id}-name`}
        class="round-input"
        required={true}
        maxLength={120}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <SourceFields id={id} source={props.source} />
      <fieldset class="round-form-readers">
        <legend>{words.t("road.rounds.readers")}</legend>
        <p class="muted">{words.t("road.rounds.readersHint")}</p>
        <For each={props.readers}>
          {(reader) => (
            <label class="round-check">
              <input
                type="checkbox"
                checked={chosen().includes(reader.id)}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen((now) => (checked ? [...now, reader.id] : now.filter((one) => one !== reader.id)))
                }
              />
              <span>{reader.name}</span>
            </label>
          )}
        </For>
      </fieldset>
      <label for={`${id}-due`}>{words.t("road.rounds.due")}</label>
      <input
        id={`${id}-due`}
        class="round-input round-date"
        type="date"
        value={due()}
        onInput={(event) => setDue(event.currentTarget.value)}
      />
      <Button
        label={words.t(isBusy() ? "road.rounds.creating" : "road.rounds.create")}
        tone="accent"
        isDisabled={!isReady()}
        onPress={() => void make()}
      />
    </form>
  );
}

function SourceFields(props: { readonly id: string; readonly source: RoundSource }): JSX.Element {
  const words = useWords();
  return (
    <>
      <span>{words.t("road.rounds.source")}</span>
      <Segmented
        name={`${props.id}-source`}
        label={words.t("road.rounds.source")}
        segments={[
          { value: "picked", label: words.t("desk.pick.picked") },
          { value: "filter", label: words.t("road.rounds.fromFilter") },
          { value: "group", label: words.t("road.rounds.fromGroup") },
          { value: "pasted", label: words.t("road.rounds.fromPasted") },
        ]}
        value={props.source.kind()}
        onChoose={props.source.choose}
      />
      <Switch>
        <Match when={props.source.kind() === "pasted"}>
          <PastedNumbers id={props.id} source={props.source} />
        </Match>
        <Match when={props.source.kind() === "group"}>
          <GroupChoice id={props.id} source={props.source} />
        </Match>
        <Match when={true}>
          <p class="round-form-from">
            {props.source.kind() === "picked"
              ? words.t("desk.pick.count", props.source.pointIds().length)
              : words.t("road.rounds.filterCount", props.source.pointIds().length)}{" "}
            ·{" "}
            <a class="round-form-link" href={props.source.listHref()}>
              {props.source.kind() === "picked" ? words.t("desk.pick.change") : words.t("road.rounds.filter")}
            </a>
          </p>
        </Match>
      </Switch>
    </>
  );
}

function PastedNumbers(props: { readonly id: string; readonly source: RoundSource }): JSX.Element {
  const words = useWords();
  return (
    <>
      <label for={`${props.id}-pasted`}>{words.t("road.rounds.pasted")}</label>
      <textarea
        id={`${props.id}-pasted`}
        class="round-input round-pasted"
        rows={6}
        value={props.source.pasted()}
        onInput={(event) => props.source.paste(event.currentTarget.value)}
      />
      <p class="round-form-from" role="status">
        {words.t("road.rounds.pastedCount", props.source.found().points.length)}
        <Show when={props.source.found().unknown.length > 0}>
          {" · "}
          <span class="round-form-unknown">
            {words.t("road.rounds.pastedUnknown", props.source.found().unknown.length)}{" "}
            {props.source.found().unknown.slice(0, 8).join(", ")}
          </span>
        </Show>
      </p>
    </>
  );
}

/** A round keeps the points its group has when it is made: who comes in later is not in it. */
function GroupChoice(props: { readonly id: string; readonly source: RoundSource }): JSX.Element {
  const words = useWords();
  return (
    <>
      <label for={`${props.id}-group`}>{words.t("road.rounds.group")}</label>
      <select
        id={`${props.id}-group`}
        class="round-input"
        onChange={(event) => props.source.chooseGroup(event.currentTarget.value)}
      >
        <Show when={props.source.group() === undefined}>
          <option value="" selected={true} />
        </Show>
        <For each={props.source.groups()}>
          {({ id, name }) => (
            <option value={id} selected={props.source.group() === id}>
              {name}
            </option>
          )}
        </For>
      </select>
      <p class="round-form-from" role="status">
        <Show when={props.source.isHere()} fallback={words.t("groups.loading")}>
          {words.t("road.rounds.groupCount", props.source.pointIds().length)}
          {" · "}
          {words.t("road.rounds.groupHint")}
        </Show>
      </p>
    </>
  );
}
