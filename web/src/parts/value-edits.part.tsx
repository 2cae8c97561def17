import Undo2 from "lucide-solid/icons/undo-2";
import { createSignal, For, type JSX, Show } from "solid-js";
import { isRegister } from "../../../shared/model/register.ts";
import type { WireEdit } from "../../../shared/model/wire-review.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import { Button } from "./button.part.tsx";
import { FormFault, TextField } from "./form.part.tsx";
import "./value-edits.css";

/** What people decided about values, newest first; what stands may be taken back, with a reason. */
export function ValueEditList(props: {
  readonly edits: readonly WireEdit[];
  readonly mayTakeBack: (edit: WireEdit) => boolean;
  readonly isBusy: boolean;
  /** Sentence of why the last one could not be taken back. */
  readonly fault: string | undefined;
  readonly onOpen: () => void;
  readonly onTakeBack: (edit: WireEdit, reason: string) => Promise<boolean>;
}): JSX.Element {
  const words = useWords();
  const [asked, ask] = createSignal<string>();
  const [note, setNote] = createSignal("");
  const takeBack = async (edit: WireEdit, reason: string): Promise<void> => {
    if (!(await props.onTakeBack(edit, reason))) return;
    ask(undefined);
    setNote(words.t("upkeep.edits.done", { time: words.formats().dateTime(edit.atMs) }));
  };
  return (
    <>
      <p class="value-edits-note" role="status">
        {note()}
      </p>
      <ul class="value-edits">
        <For each={props.edits}>
          {(edit) => (
            <li class="value-edit" data-taken-back={edit.revertedAtMs === undefined ? undefined : ""}>
              <EditLine edit={edit} />
              <Show when={props.mayTakeBack(edit) && asked() !== edit.id}>
                <Button
                  icon={<Undo2 size={14} aria-hidden="true" />}
                  label={words.t("upkeep.edits.takeBack")}
                  onPress={() => {
                    setNote("");
                    props.onOpen();
                    ask(edit.id);
                  }}
                />
              </Show>
              <Show when={asked() === edit.id}>
                <TakeBackForm
                  edit={edit}
                  isBusy={props.isBusy}
                  fault={props.fault}
                  onSure={(reason) => void takeBack(edit, reason)}
                  onKeep={() => ask(undefined)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function EditLine(props: { readonly edit: WireEdit }): JSX.Element {
  const words = useWords();
  const { t } = words;
  const named = (register: string): string => (isRegister(register) ? t(`register.${register}`) : register);
  return (
    <div class="value-edit-said">
      <p class="value-edit-what">
        <strong>{t(`upkeep.edits.kind.${props.edit.kind}`)}</strong>{" "}
        <span>{t("upkeep.edits.of", { time: words.formats().exactTime(props.edit.atMs) })}</span>
      </p>
      <For each={props.edit.values}>
        {({ register, value, unit }) => (
          <p>
            {named(register)} <Amount value={value} unit={unit} />
          </p>
        )}
      </For>
      <p>{props.edit.reason}</p>
      <p class="muted">
        {t("upkeep.edits.by", {
          name: props.edit.by,
          time: words.formats().dateTime(props.edit.decidedAtMs),
        })}
      </p>
      <Show when={props.edit.revertedAtMs}>
        {(atMs) => (
          <p class="value-edit-gone">
            {t("upkeep.edits.takenBack", {
              name: props.edit.revertedBy ?? "",
              time: words.formats().dateTime(atMs()),
            })}
          </p>
        )}
      </Show>
    </div>
  );
}

function TakeBackForm(props: {
  readonly edit: WireEdit;
  readonly isBusy: boolean;
  readonly fault: string | undefined;
  readonly onSure: (reason: string) => void;
  readonly onKeep: () => void;
}): JSX.Element {
  const words = useWords();
  const [reason, setReason] = createSignal("");
  return (
    <form
      class="form value-edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason().trim() !== "") props.onSure(reason().trim());
      }}
    >
      <TextField
        label={words.t("upkeep.reason")}
        value={reason()}
        onInput={setReason}
        hint={words.t(`upkeep.edits.after.${props.edit.kind}`)}
        isFirst
      />
      <FormFault text={props.fault} />
      <div class="form-actions">
        <Button
          tone="accent"
          label={words.t("upkeep.edits.takeBack")}
          isDisabled={props.isBusy || reason().trim() === ""}
          onPress={() => props.onSure(reason().trim())}
        />
        <Button tone="quiet" label={words.t("upkeep.edits.keep")} onPress={props.onKeep} />
      </div>
    </form>
  );
}
