import Plus from "lucide-solid/icons/plus";
import { createSignal, For, type JSX, Show } from "solid-js";
import {
  CHANNEL_REGISTERS,
  type ChannelDraft,
  type ChannelFault,
  channelField,
  channelsOf,
  draftOf,
  EMPTY_CHANNEL,
  rawUnitOf,
  readChannel,
  showValue,
  writeChannel,
} from "../../../../shared/model/channel.ts";
import type { Register } from "../../../../shared/model/register.ts";
import { formatScaled, makeScaled } from "../../../../shared/model/scaled.ts";
import type { PointView } from "../../../../shared/rooms/overlay.ts";
import type { RoomValue } from "../../../../shared/rooms/same-value.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { ConflictChoice } from "../../parts/edit-field.part.tsx";
import { ChoiceField, FormFault, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { textOfChannel } from "../../points/field-text.ts";
import type { People } from "../../state/create-people-names.ts";
import type { PointRoom } from "../../state/create-point-room.ts";
import "./point-channels.css";

interface ChannelsProps {
  readonly view: PointView;
  readonly room: PointRoom;
  readonly isFixed: boolean;
  readonly people: People;
}

/** How momentary registers of this point are shown: name, scale, offset, unit and limits. */
export function PointChannels(props: ChannelsProps): JSX.Element {
  const words = useWords();
  const [open, setOpen] = createSignal<Register>();
  const known = () => channelsOf(props.view.record.custom);
  const registers = (): readonly Register[] => {
    const asked = open();
    const listed = [...known().keys()];
    return asked && !known().has(asked) ? [...listed, asked] : listed;
  };
  return (
    <section class="editor-section">
      <h3 class="editor-title">{words.t("channel.title")}</h3>
      <p class="field-hint">{words.t("channel.hint")}</p>
      <For each={registers()}>
        {(register) => (
          <ChannelEntry
            {...props}
            register={register}
            isOpen={open() === register}
            onOpen={(isOpen) => setOpen(isOpen ? register : undefined)}
          />
        )}
      </For>
      <Show when={!(props.isFixed || open())}>
        <AddChannel known={registers()} onAdd={setOpen} />
      </Show>
    </section>
  );
}

/** Registers that are sensors stand first. */
const OFFERED: readonly Register[] = [
  ...(["P1", "P2"] as const),
  ...CHANNEL_REGISTERS.filter((register) => register !== "P1" && register !== "P2"),
];

function AddChannel(props: {
  readonly known: readonly Register[];
  readonly onAdd: (register: Register) => void;
}): JSX.Element {
  const words = useWords();
  const left = (): readonly Register[] => OFFERED.filter((register) => !props.known.includes(register));
  const [chosen, setChosen] = createSignal<Register>();
  const register = (): Register | undefined => {
    const wanted = chosen();
    return wanted && left().includes(wanted) ? wanted : left()[0];
  };
  return (
    <div class="channel-add">
      <ChoiceField
        label={words.t("channel.register")}
        value={register() ?? "P1"}
        choices={left().map((value) => ({ value, label: `${value} · ${words.t(`register.${value}`)}` }))}
        onChoose={(value) => setChosen(value)}
      />
      <Button
        label={words.t("channel.add")}
        icon={<Plus size={15} aria-hidden="true" />}
        onPress={() => {
          const wanted = register();
          if (wanted) props.onAdd(wanted);
        }}
      />
    </div>
  );
}

function ChannelEntry(
  props: ChannelsProps & {
    readonly register: Register;
    readonly isOpen: boolean;
    readonly onOpen: (isOpen: boolean) => void;
  },
): JSX.Element {
  const words = useWords();
  const field = channelField(props.register);
  const channel = () => channelsOf(props.view.record.custom).get(props.register);
  const text = (value: RoomValue): string => textOfChannel(props.register, value);
  const conflict = () => {
    const found = props.view.conflicts.find((one) => one.field === field);
    return (
      found && {
        edited: text(found.edited),
        editedBy: props.people.nameOf(found.by) ?? words.t("edits.somebody"),
        base: text(found.base),
        onKeep: (which: "mine" | "base") => props.room.settle(field, which),
      }
    );
  };
  const companion = (): string | undefined => {
    const found = props.room.companions().find((one) => one.field === field);
    return found && (found.name || words.t("edits.somebody"));
  };
  return (
    <div class="channel" data-open={props.isOpen}>
      <div class="channel-head">
        <span class="channel-name">
          {props.register} <span class="faint">{words.t(`register.${props.register}`)}</span>
        </span>
        <span class="edit-companion" role="status">
          <Show when={companion()}>{(name) => words.t("edits.editing", { name: name() })}</Show>
        </span>
        <Show when={channel() && !props.isOpen && !props.isFixed}>
          <Button
            tone="quiet"
            label={words.t("channel.edit", { register: props.register })}
            onPress={() => props.onOpen(true)}
          />
          <Button
            tone="quiet"
            label={words.t("channel.remove", { register: props.register })}
            onPress={() => props.room.edit(field, null)}
          />
        </Show>
      </div>
      <Show when={conflict()}>{(two) => <ConflictChoice conflict={two()} />}</Show>
      <Show
        when={props.isOpen}
        fallback={<p class="channel-says">{text(props.view.record.custom[field] ?? null)}</p>}
      >
        <ChannelForm
          register={props.register}
          draft={channelDraft(channel())}
          onSave={(value) => {
            props.room.edit(field, value);
            props.onOpen(false);
          }}
          onAttend={(isIn) => props.room.attend(isIn ? field : undefined)}
          onCancel={() => props.onOpen(false)}
        />
      </Show>
    </div>
  );
}

const channelDraft = (channel: Parameters<typeof draftOf>[0] | undefined): ChannelDraft =>
  channel ? draftOf(channel) : EMPTY_CHANNEL;

const PARTS = ["name", "unit", "scale", "offset", "low", "high"] as const;

function ChannelForm(props: {
  readonly register: Register;
  readonly draft: ChannelDraft;
  readonly onSave: (text: string) => void;
  readonly onAttend: (isIn: boolean) => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const words = useWords();
  const [draft, setDraft] = createSignal<ChannelDraft>({ ...props.draft });
  const [fault, setFault] = createSignal<ChannelFault>();
  const read = () => readChannel(props.register, draft());
  const save = (): void => {
    const channel = read();
    if (typeof channel === "string") setFault(channel);
    else props.onSave(writeChannel(channel));
  };
  /** What one of the register's own unit becomes. */
  const example = (): string | undefined => {
    const channel = read();
    if (typeof channel === "string") return undefined;
    const unit = rawUnitOf(props.register);
    const one = { register: props.register, value: makeScaled(1, 0), unit };
    const shown = showValue(one, new Map([[props.register, channel]]));
    return words.t("channel.example", {
      raw: `1 ${unit}`,
      shown: `${words.formats().decimal(formatScaled(shown.value))} ${shown.unit}`,
    });
  };
  return (
    <form
      class="channel-form"
      onFocusIn={() => props.onAttend(true)}
      onFocusOut={() => props.onAttend(false)}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <For each={PARTS}>
        {(part) => (
          <TextField
            label={words.t(`channel.part.${part}`)}
            value={draft()[part]}
            isOptional={part !== "scale" && part !== "offset"}
            hint={
              part === "unit" ? words.t("channel.unitHint", { unit: rawUnitOf(props.register) }) : undefined
            }
            onInput={(text) => {
              setFault(undefined);
              setDraft((now) => ({ ...now, [part]: text }));
            }}
          />
        )}
      </For>
      <p class="field-hint channel-example" aria-live="polite">
        {example()}
      </p>
      <FormFault text={fault() && words.t(`channel.fault.${fault() ?? "scale"}`)} />
      <div class="form-actions">
        <SubmitButton label={words.t("channel.save")} />
        <Button tone="quiet" label={words.t("edits.comments.cancel")} onPress={props.onCancel} />
      </div>
    </form>
  );
}
