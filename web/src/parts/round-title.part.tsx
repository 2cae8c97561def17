import Pencil from "lucide-solid/icons/pencil";
import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import type { Company } from "../../../shared/rooms/company.ts";
import type { RoundView } from "../../../shared/rooms/round-view.ts";
import { useWords } from "../locales/words.ts";
import { Button, IconButton } from "./button.part.tsx";
import { CompanyLine, EditingLine } from "./company.part.tsx";
import { type RoomSync, RoomSyncLine } from "./room-sync.part.tsx";
import "./round-bar.css";
import "./round-fields.css";

/** A round's name, how far it is in all, and whether what is on screen is what everybody has. */
export function RoundTitle(props: {
  readonly view: RoundView;
  readonly sync: RoomSync | undefined;
  readonly syncedAtMs: number;
  readonly mayEdit: boolean;
  readonly onRename: (name: string) => void;
  readonly onState: (state: RoundView["state"]) => void;
  readonly company: Company;
}): JSX.Element {
  const words = useWords();
  const number = (n: number): string => words.formats().decimal(String(n));
  const left = (): number => props.view.cards.length - props.view.reads.length;
  const isClosed = (): boolean => props.view.state === "closed";
  return (
    <header class="round-title">
      <div class="round-title-line">
        <RoundName
          name={props.view.name}
          mayEdit={props.mayEdit}
          onRename={props.onRename}
          onAttend={(isIn) => props.company.attend(isIn ? { field: "name" } : {})}
        />
        <EditingLine companions={props.company.companions()} field="name" />
        <RoomSyncLine sync={props.sync} syncedAtMs={props.syncedAtMs} />
        <Show when={props.mayEdit}>
          <Button
            label={words.t(isClosed() ? "road.rounds.open" : "road.rounds.close")}
            onPress={() => props.onState(isClosed() ? "open" : "closed")}
          />
        </Show>
      </div>
      <CompanyLine companions={props.company.companions()} />
      <Show when={isClosed()}>
        <p class="muted">{words.t("road.rounds.isClosed")}</p>
      </Show>
      <div class="round-title-figures">
        <span class="round-title-count number">{number(left())}</span>
        <span class="muted">
          {words.t("road.read.leftShort")} ·{" "}
          {words.t("road.read.of", props.view.reads.length, props.view.cards.length)}
          <Show when={props.view.dueAtMs}>
            {(dueAtMs) => ` · ${words.t("road.rounds.due")} ${words.formats().date(dueAtMs())}`}
          </Show>
        </span>
        <progress
          class="round-bar round-title-bar"
          max={Math.max(1, props.view.cards.length)}
          value={props.view.reads.length}
          aria-label={props.view.name}
        />
      </div>
    </header>
  );
}

function RoundName(props: {
  readonly name: string;
  readonly mayEdit: boolean;
  readonly onRename: (name: string) => void;
  readonly onAttend: (isIn: boolean) => void;
}): JSX.Element {
  const words = useWords();
  const [draft, setDraft] = createSignal<string>();
  createEffect(on(() => draft() !== undefined, props.onAttend, { defer: true }));
  const save = (): void => {
    const name = draft()?.trim() ?? "";
    if (name !== "" && name !== props.name) props.onRename(name);
    setDraft(undefined);
  };
  return (
    <Show
      when={draft() !== undefined}
      fallback={
        <h1 class="round-name">
          <span class="one-line">{props.name}</span>
          <Show when={props.mayEdit}>
            <IconButton
              label={words.t("road.rounds.rename")}
              icon={<Pencil size={14} aria-hidden="true" />}
              onPress={() => setDraft(props.name)}
            />
          </Show>
        </h1>
      }
    >
      <form
        class="round-name"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input
          class="round-input"
          aria-label={words.t("road.rounds.name")}
          maxLength={120}
          ref={(input) => queueMicrotask(() => input.select())}
          value={draft() ?? ""}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && setDraft(undefined)}
        />
        <Button tone="accent" label={words.t("road.rounds.save")} onPress={save} />
        <Button tone="quiet" label={words.t("road.rounds.cancel")} onPress={() => setDraft(undefined)} />
      </form>
    </Show>
  );
}
