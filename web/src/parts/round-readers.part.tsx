import X from "lucide-solid/icons/x";
import { createSignal, For, type JSX, Show } from "solid-js";
import type { WireReader } from "../../../shared/model/wire-rounds.ts";
import type { Company } from "../../../shared/rooms/company.ts";
import { useWords } from "../locales/words.ts";
import type { ReaderShare } from "../rounds/sum-streets.ts";
import { Button, IconButton } from "./button.part.tsx";
import { EditingLine } from "./company.part.tsx";
import "./round-bar.css";
import "./round-fields.css";
import "./round-readers.css";

/** Who reads how much of a round, with their cars; and who else could. */
export function RoundReaders(props: {
  readonly shares: readonly ReaderShare[];
  readonly people: readonly WireReader[];
  readonly isFixed: boolean;
  readonly company: Company;
  readonly onAdd: (reader: WireReader) => void;
  readonly onCar: (readerId: string, car: string) => void;
  readonly onRemove: (readerId: string) => void;
  readonly onSplit: () => void;
}): JSX.Element {
  const words = useWords();
  const [next, setNext] = createSignal("");
  const others = (): readonly WireReader[] =>
    props.people.filter(({ id }) => !props.shares.some((share) => share.id === id));
  const add = (): void => {
    const reader = others().find(({ id }) => id === next());
    setNext("");
    if (reader) props.onAdd(reader);
  };
  return (
    <section class="round-readers" aria-label={words.t("road.rounds.readers")}>
      <ul>
        <For each={props.shares}>
          {(share) => (
            <ReaderLine
              share={share}
              isFixed={props.isFixed}
              company={props.company}
              onCar={props.onCar}
              onRemove={props.onRemove}
            />
          )}
        </For>
      </ul>
      <Show when={!props.isFixed}>
        <div class="round-readers-tools">
          <select
            class="round-input round-readers-choice"
            aria-label={words.t("road.rounds.addReader")}
            value={next()}
            onChange={(event) => {
              setNext(event.currentTarget.value);
              add();
              event.currentTarget.value = "";
            }}
          >
            <option value="">{words.t("road.rounds.addReader")}</option>
            <For each={others()}>{(one) => <option value={one.id}>{one.name}</option>}</For>
          </select>
          <Button
            label={words.t("road.rounds.split")}
            tip={words.t("road.rounds.splitHint")}
            isDisabled={props.shares.filter(({ id }) => id !== undefined).length === 0}
            onPress={props.onSplit}
          />
        </div>
      </Show>
    </section>
  );
}

function ReaderLine(props: {
  readonly share: ReaderShare;
  readonly isFixed: boolean;
  readonly company: Company;
  readonly onCar: (readerId: string, car: string) => void;
  readonly onRemove: (readerId: string) => void;
}): JSX.Element {
  const words = useWords();
  const number = (n: number): string => words.formats().decimal(String(n));
  const name = (): string =>
    props.share.id === undefined ? words.t("road.rounds.anybody") : props.share.name;
  return (
    <li class="round-reader">
      <span class="round-reader-name">
        <span class="one-line">{name()}</span>
        <Show when={props.share.id}>
          {(id) => <EditingLine companions={props.company.companions()} field={`car/${id()}`} />}
        </Show>
      </span>
      <Show when={props.share.id} fallback={<span />}>
        {(id) => (
          <input
            class="round-input round-reader-car"
            aria-label={words.t("road.rounds.carOf", { name: name() })}
            placeholder={words.t("road.rounds.car")}
            maxLength={20}
            readOnly={props.isFixed}
            value={props.share.car}
            onFocus={() => props.company.attend({ field: `car/${id()}` })}
            onBlur={() => props.company.attend({})}
            onChange={(event) => props.onCar(id(), event.currentTarget.value.trim())}
          />
        )}
      </Show>
      <progress
        class="round-bar"
        max={Math.max(1, props.share.points)}
        value={props.share.read}
        aria-label={name()}
      />
      <span class="round-reader-count number">
        {words.t("road.rounds.progress", {
          read: number(props.share.read),
          total: number(props.share.points),
        })}
      </span>
      <Show when={!props.isFixed && props.share.id} fallback={<span />}>
        {(id) => (
          <IconButton
            label={words.t("road.rounds.removeReader", { name: name() })}
            icon={<X size={15} aria-hidden="true" />}
            onPress={() => props.onRemove(id())}
          />
        )}
      </Show>
    </li>
  );
}
