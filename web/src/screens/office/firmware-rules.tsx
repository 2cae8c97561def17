import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { createEffect, createSignal, For, type JSX, on, Show } from "solid-js";
import { type FirmwareRule, readFirmwareRules } from "../../../../shared/model/firmware.ts";
import { useWords } from "../../locales/words.ts";
import { Button, IconButton } from "../../parts/button.part.tsx";
import { FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import type { Firmware } from "../../state/create-firmware.ts";
import { useOffice } from "../../state/office.ts";

const CHANGE = { area: "device-and-customer-management", right: "write" } as const;

/** Which versions of which type shall be updated, and why: the office's own rules. */
export function FirmwareRules(props: { readonly firmware: Firmware }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const [drafts, setDrafts] = createSignal<readonly FirmwareRule[]>([]);
  const [wrong, setWrong] = createSignal<string>();
  createEffect(on(props.firmware.rules, (rules) => void setDrafts(rules)));
  const isFixed = (): boolean => !session.may(CHANGE);
  const isChanged = (): boolean => JSON.stringify(drafts()) !== JSON.stringify(props.firmware.rules());
  const change = (id: string, wanted: Partial<FirmwareRule>): void =>
    void setDrafts((all) => all.map((one) => (one.id === id ? { ...one, ...wanted } : one)));
  const add = (): void =>
    void setDrafts((all) => [...all, { id: crypto.randomUUID(), type: "", from: "", until: "", reason: "" }]);
  const save = async (): Promise<void> => {
    const rules = readFirmwareRules(drafts());
    if (!rules.ok) {
      const { at, part } = rules.error;
      return void setWrong(
        words.t("firmware.rule.wrong", { n: String(at + 1), what: words.t(`firmware.wrong.${part}`) }),
      );
    }
    setWrong(undefined);
    await props.firmware.save(rules.value);
  };
  const fault = (): string | undefined => {
    const code = props.firmware.fault();
    return wrong() ?? (code === undefined ? undefined : words.error(code));
  };
  return (
    <form
      class="firmware-rules"
      aria-label={words.t("firmware.rules")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 class="firmware-subtitle">{words.t("firmware.rules")}</h2>
      <p class="muted">{words.t(drafts().length === 0 ? "firmware.noRules" : "firmware.rulesHint")}</p>
      <For each={drafts().map(({ id }) => id)}>
        {(id, n) => (
          <Show when={drafts().find((one) => one.id === id)}>
            {(draft) => (
              <RuleLine
                rule={draft()}
                number={String(n() + 1)}
                isFixed={isFixed()}
                onChange={(wanted) => change(id, wanted)}
                onRemove={() => setDrafts((all) => all.filter((one) => one.id !== id))}
              />
            )}
          </Show>
        )}
      </For>
      <FormFault text={fault()} />
      <Show when={props.firmware.isSaved() && fault() === undefined}>
        <FormNote text={words.t("firmware.rule.saved")} />
      </Show>
      <Show when={!isFixed()}>
        <div class="firmware-actions">
          <Button
            label={words.t("firmware.rule.add")}
            icon={<Plus size={15} aria-hidden="true" />}
            onPress={add}
          />
          <SubmitButton
            label={words.t("firmware.rule.save")}
            isDisabled={props.firmware.isBusy() || !isChanged()}
          />
        </div>
      </Show>
    </form>
  );
}

function RuleLine(props: {
  readonly rule: FirmwareRule;
  /** Counted from 1. */
  readonly number: string;
  readonly isFixed: boolean;
  readonly onChange: (wanted: Partial<FirmwareRule>) => void;
  readonly onRemove: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <fieldset class="firmware-rule" disabled={props.isFixed}>
      <legend class="hearable">{words.t("firmware.rule.name", { n: props.number })}</legend>
      <TextField
        label={words.t("firmware.rule.type")}
        value={props.rule.type}
        onInput={(type) => props.onChange({ type })}
      />
      <TextField
        label={words.t("firmware.rule.from")}
        value={props.rule.from}
        hint={words.t("firmware.rule.fromHint")}
        isOptional={true}
        onInput={(from) => props.onChange({ from })}
      />
      <TextField
        label={words.t("firmware.rule.until")}
        value={props.rule.until}
        onInput={(until) => props.onChange({ until })}
      />
      <TextField
        label={words.t("firmware.rule.reason")}
        value={props.rule.reason}
        isOptional={true}
        onInput={(reason) => props.onChange({ reason })}
      />
      <Show when={!props.isFixed}>
        <IconButton
          label={words.t("firmware.rule.remove", { n: props.number })}
          icon={<X size={16} aria-hidden="true" />}
          onPress={props.onRemove}
        />
      </Show>
    </fieldset>
  );
}
