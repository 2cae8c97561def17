import { createSignal, createUniqueId, For, type JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./round-form.css";

/** Makes a round of the points that are chosen. */
export function RoundForm(props: {
  readonly points: number;
  readonly listHref: string;
  readonly readers: readonly { readonly id: string; readonly name: string }[];
  readonly onMake: (name: string, readerId: string) => Promise<boolean>;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [name, setName] = createSignal("");
  const [reader, setReader] = createSignal("");
  const make = async (): Promise<void> => {
    if (name().trim() !== "" && (await props.onMake(name().trim(), reader()))) setName("");
  };
  return (
    <form
      class="round-form"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2 class="round-form-title">{words.t("road.rounds.make")}</h2>
      <p class="muted round-form-from">
        {words.t("road.rounds.from", props.points)} ·{" "}
        <a class="round-form-link" href={props.listHref}>
          {words.t("road.rounds.filter")}
        </a>
      </p>
      <label for={`${id}-name`}>{words.t("road.rounds.name")}</label>
      <input
        id={`${id}-name`}
        class="round-input"
        required={true}
        maxLength={120}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <label for={`${id}-reader`}>{words.t("road.rounds.reader")}</label>
      <ReaderSelect id={`${id}-reader`} readers={props.readers} value={reader()} onChoose={setReader} />
      <Button
        label={words.t("road.rounds.create")}
        tone="accent"
        isDisabled={props.points === 0 || name().trim() === ""}
        onPress={() => void make()}
      />
    </form>
  );
}

/** One of the people who read, or anybody. */
export function ReaderSelect(props: {
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly readers: readonly { readonly id: string; readonly name: string }[];
  readonly value: string;
  readonly onChoose: (id: string) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <select
      id={props.id}
      aria-label={props.label}
      class="round-input"
      value={props.value}
      onChange={(event) => props.onChoose(event.currentTarget.value)}
    >
      <option value="">{words.t("road.rounds.anybody")}</option>
      <For each={props.readers}>{(one) => <option value={one.id}>{one.name}</option>}</For>
    </select>
  );
}
