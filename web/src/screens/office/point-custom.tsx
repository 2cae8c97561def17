import { type Accessor, For, type JSX, Show } from "solid-js";
import { type CustomField, readCustomValue } from "../../../../shared/model/custom-field.ts";
import type { PointView } from "../../../../shared/rooms/overlay.ts";
import { fieldOf } from "../../../../shared/rooms/point-fields.ts";
import type { RoomValue } from "../../../../shared/rooms/same-value.ts";
import { useWords } from "../../locales/words.ts";
import { EditField } from "../../parts/edit-field.part.tsx";
import { sayDay } from "../../period/say-day.ts";
import { customText } from "../../points/custom-text.ts";
import type { People } from "../../state/create-people-names.ts";
import type { PointRoom } from "../../state/create-point-room.ts";

/** How values of the utility's own fields are written in this person's language. */
export function useCustomText(): (field: CustomField, value: string | undefined) => string {
  const words = useWords();
  return (field, value) =>
    customText(field, value, {
      yesNo: (isYes) => words.t(isYes ? "own.yes" : "own.no"),
      decimal: (text) => words.formats().decimal(text),
      day: (iso) => sayDay(iso, words.formats()),
    });
}

/** The fields the utility made itself, edited like any other; nothing where it made none. */
export function PointCustom(props: {
  readonly fields: readonly CustomField[];
  readonly view: PointView;
  readonly room: PointRoom;
  readonly isFixed: boolean;
  readonly people: People;
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.fields.length > 0}>
      <section class="editor-section">
        <h3 class="editor-title">{words.t("own.section")}</h3>
        <div class="editor-fields">
          <For each={props.fields}>{(field) => <OwnField {...props} field={() => field} />}</For>
        </div>
      </section>
    </Show>
  );
}

function OwnField(props: {
  readonly field: Accessor<CustomField>;
  readonly view: PointView;
  readonly room: PointRoom;
  readonly isFixed: boolean;
  readonly people: People;
}): JSX.Element {
  const words = useWords();
  const text = useCustomText();
  const field = props.field();
  const name = `custom:${field.id}`;
  const said = (value: RoomValue): string => text(field, typeof value === "string" ? value : undefined);
  const kept = (): string => {
    const value = fieldOf(props.view.record, name);
    return typeof value === "string" ? value : "";
  };
  const conflict = () => {
    const found = props.view.conflicts.find((one) => one.field === name);
    return (
      found && {
        edited: said(found.edited),
        editedBy: props.people.nameOf(found.by) ?? words.t("edits.somebody"),
        base: said(found.base),
        onKeep: (which: "mine" | "base") => props.room.settle(name, which),
      }
    );
  };
  const companion = (): string | undefined => {
    const found = props.room.companions().find((one) => one.field === name);
    return found && (found.name || words.t("edits.somebody"));
  };
  return (
    <EditField
      label={field.unit === "" ? field.name : `${field.name}, ${field.unit}`}
      value={kept()}
      isFixed={props.isFixed}
      inputMode={field.kind === "number" ? "decimal" : undefined}
      hint={field.kind === "date" ? words.t("own.dateHint") : undefined}
      choices={choicesOf(field, kept(), words)}
      companion={companion()}
      conflict={conflict()}
      onSay={(typed) => {
        const value = readCustomValue(field, typed);
        return value !== undefined && props.room.edit(name, value);
      }}
      onAttend={(isIn) => props.room.attend(isIn ? name : undefined)}
    />
  );
}

/** What can be chosen; a value that is no choice any more stands first, so that it is not lost by looking. */
function choicesOf(
  { kind, choices }: CustomField,
  kept: string,
  words: ReturnType<typeof useWords>,
): readonly { readonly value: string; readonly label: string }[] | undefined {
  if (kind !== "choice" && kind !== "yes-no") return undefined;
  const offered =
    kind === "yes-no"
      ? [
          { value: "yes", label: words.t("own.yes") },
          { value: "no", label: words.t("own.no") },
        ]
      : choices.map((value) => ({ value, label: value }));
  const isKnown = kept === "" || offered.some(({ value }) => value === kept);
  return [
    { value: "", label: words.t("own.none") },
    ...(isKnown ? [] : [{ value: kept, label: kept }]),
    ...offered,
  ];
}
