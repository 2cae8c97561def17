import Redo2 from "lucide-solid/icons/redo-2";
import Undo2 from "lucide-solid/icons/undo-2";
import { createSignal, For, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import type { CustomField } from "../../../../shared/model/custom-field.ts";
import type { PointView } from "../../../../shared/rooms/overlay.ts";
import { fieldOf } from "../../../../shared/rooms/point-fields.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { CompanyLine } from "../../parts/company.part.tsx";
import { EditField } from "../../parts/edit-field.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { RoomSyncLine } from "../../parts/room-sync.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { fieldWord, textOfField, valueOfText } from "../../points/field-text.ts";
import { createCustomFields } from "../../state/create-custom-fields.ts";
import type { People } from "../../state/create-people-names.ts";
import { createPointRoom, type PointPlace, type PointRoom } from "../../state/create-point-room.ts";
import { PointChannels } from "./point-channels.tsx";
import { PointCustom } from "./point-custom.tsx";
import { PointCustomers } from "./point-customers.tsx";
import { PointRemoval } from "./point-removal.tsx";
import "./point-editor.css";

const SECTIONS = [
  {
    title: "edits.place",
    fields: ["number", "address", "postalCode", "city", "position", "intervalMinutes"],
  },
  { title: "edits.access", fields: ["accessNote"] },
  {
    title: "edits.customer",
    fields: ["customerName", "customerNumber", "customerPhone", "customerEmail"],
  },
] as const;

type Field = (typeof SECTIONS)[number]["fields"][number];

const WIDE: readonly Field[] = ["address", "position", "accessNote", "customerName", "customerEmail"];

const INPUT_MODE: Partial<Record<Field, "decimal" | "numeric" | "tel" | "email">> = {
  intervalMinutes: "numeric",
  customerPhone: "tel",
  customerEmail: "email",
};

/** Everything people say of a point, edited together with whoever else is there, with or without a network. */
export function PointEditor(props: {
  readonly place: PointPlace;
  readonly name: string;
  readonly mayEdit: boolean;
  readonly timeZone: string;
  readonly people: People;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const room = createPointRoom(() => props.place);
  return (
    <SideSheet title={words.t("edits.title", { name: props.name })} onClose={props.onClose}>
      <Switch fallback={<SkeletonRows count={6} label={words.t("edits.loading")} />}>
        <Match when={room.view()}>
          {(view) => (
            <OpenPoint
              view={view()}
              room={room}
              mayEdit={props.mayEdit}
              pointId={props.place.pointId}
              timeZone={props.timeZone}
              people={props.people}
            />
          )}
        </Match>
        <Match when={room.undoable().length > 0}>
          <Notice title={words.t("edits.remove.done")}>
            <Button label={words.t("edits.undo")} onPress={room.undo} />
          </Notice>
        </Match>
        <Match when={room.closedBy()}>
          <Notice title={words.t("edits.closed")} hint={words.t("edits.closedHint")} />
        </Match>
      </Switch>
    </SideSheet>
  );
}

function OpenPoint(props: {
  readonly view: PointView;
  readonly room: PointRoom;
  readonly mayEdit: boolean;
  readonly pointId: string;
  readonly timeZone: string;
  readonly people: People;
}): JSX.Element {
  const words = useWords();
  const ownFields = createCustomFields();
  onUndoKeys(props.room);
  return (
    <div class="editor">
      <div class="editor-state">
        <RoomSyncLine sync={props.room.sync()} syncedAtMs={props.room.syncedAtMs()} />
        <CompanyLine companions={props.room.companions()} />
      </div>
      <Show when={!props.mayEdit}>
        <FormNote text={words.t("edits.readOnly")} />
      </Show>
      <For each={SECTIONS}>
        {(section) => (
          <section class="editor-section">
            <h3 class="editor-title">{words.t(section.title)}</h3>
            <div class="editor-fields">
              <For each={section.fields as readonly Field[]}>
                {(field) => (
                  <PointField
                    field={field}
                    view={props.view}
                    room={props.room}
                    isFixed={!props.mayEdit}
                    people={props.people}
                  />
                )}
              </For>
            </div>
          </section>
        )}
      </For>
      <PointCustom
        fields={ownFields()}
        view={props.view}
        room={props.room}
        isFixed={!props.mayEdit}
        people={props.people}
      />
      <PointChannels view={props.view} room={props.room} isFixed={!props.mayEdit} people={props.people} />
      <PointCustomers
        record={props.view.record}
        room={props.room}
        mayEdit={props.mayEdit}
        timeZone={props.timeZone}
      />
      <Show when={props.mayEdit}>
        <PointRemoval record={props.view.record} onRemove={props.room.remove} />
      </Show>
      <UndoBar room={props.room} ownFields={ownFields()} />
    </div>
  );
}

function PointField(props: {
  readonly field: Field;
  readonly view: PointView;
  readonly room: PointRoom;
  readonly isFixed: boolean;
  readonly people: People;
}): JSX.Element {
  const words = useWords();
  const date = (atMs: number): string => words.formats().date(atMs);
  const companion = (): string | undefined => {
    const found = props.room.companions().find(({ field }) => field === props.field);
    return found && (found.name || words.t("edits.somebody"));
  };
  const conflict = () => {
    const found = props.view.conflicts.find(({ field }) => field === props.field);
    return (
      found && {
        edited: textOfField(props.field, found.edited, date),
        editedBy: props.people.nameOf(found.by) ?? words.t("edits.somebody"),
        base: textOfField(props.field, found.base, date),
        onKeep: (which: "mine" | "base") => props.room.settle(props.field, which),
      }
    );
  };
  const hint = (): string | undefined => {
    if (props.field === "position") return words.t("edits.positionHint");
    return props.field === "intervalMinutes" ? words.t("edits.intervalHint") : undefined;
  };
  const refusal = (): string | undefined => {
    if (props.field === "position") return words.t("edits.noPosition");
    if (props.field === "intervalMinutes") return words.t("edits.noInterval");
    return props.field === "customerEmail" ? words.t("edits.noMail") : undefined;
  };
  return (
    <EditField
      label={words.t(`edits.field.${props.field}`)}
      value={textOfField(props.field, fieldOf(props.view.record, props.field), date)}
      isFixed={props.isFixed}
      isLong={props.field === "accessNote"}
      isWide={WIDE.includes(props.field)}
      hint={hint()}
      inputMode={INPUT_MODE[props.field]}
      refusal={refusal()}
      companion={companion()}
      conflict={conflict()}
      onSay={(text) => {
        const value = valueOfText(props.field, text);
        return value !== undefined && props.room.edit(props.field, value);
      }}
      onAttend={(isIn) => props.room.attend(isIn ? props.field : undefined)}
    />
  );
}

function UndoBar(props: {
  readonly room: PointRoom;
  readonly ownFields: readonly CustomField[];
}): JSX.Element {
  const words = useWords();
  const nameOf = (field: string): string =>
    props.ownFields.find(({ id }) => field === `custom:${id}`)?.name ??
    words.find(`edits.field.${fieldWord(field)}`) ??
    field;
  const last = (steps: readonly string[]): string | undefined => {
    const field = steps.at(-1);
    return field === undefined ? undefined : nameOf(field);
  };
  return (
    <div class="editor-undo" role="status">
      <Show when={last(props.room.undoable())}>
        {(what) => (
          <Button
            tone="quiet"
            icon={<Undo2 size={15} aria-hidden="true" />}
            label={words.t("edits.undoWhat", { what: what() })}
            onPress={props.room.undo}
          />
        )}
      </Show>
      <Show when={last(props.room.redoable())}>
        {(what) => (
          <Button
            tone="quiet"
            icon={<Redo2 size={15} aria-hidden="true" />}
            label={words.t("edits.redoWhat", { what: what() })}
            onPress={props.room.redo}
          />
        )}
      </Show>
    </div>
  );
}

/** Ctrl+Z and Ctrl+Shift+Z, except while somebody types: then they are the field's own. */
function onUndoKeys(room: PointRoom): void {
  const [isTyping, setTyping] = createSignal(false);
  const onInput = (): void => void setTyping(true);
  const onFocusOut = (): void => void setTyping(false);
  const onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isTyping()) return;
    event.preventDefault();
    if (event.shiftKey) room.redo();
    else room.undo();
  };
  onMount(() => {
    document.addEventListener("input", onInput);
    document.addEventListener("focusout", onFocusOut);
    document.addEventListener("keydown", onKey);
    onCleanup(() => {
      document.removeEventListener("input", onInput);
      document.removeEventListener("focusout", onFocusOut);
      document.removeEventListener("keydown", onKey);
    });
  });
}
