import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { isFlags } from "../../../../shared/model/register.ts";
import type { WireReading, WireValue } from "../../../../shared/model/wire.ts";
import type { WireNewEdit } from "../../../../shared/model/wire-review.ts";
import { readDecimal } from "../../format/read-decimal.ts";
import { useWords } from "../../locales/words.ts";
import { BilledNote } from "../../parts/billed-note.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { FieldFrame, FormFault, TextField } from "../../parts/form.part.tsx";
import { SureBox } from "../../parts/register-boxes.part.tsx";
import { sayMisread } from "../../parts/say-misread.ts";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { createBilledUntil } from "../../state/create-billed-until.ts";
import { createReadingDecision, isDoubt } from "../../state/create-reading-decision.ts";

/** Decides about one reading of a point: it is right, it is left out, or another value holds in its place. */
export function PointReadingForm(props: {
  readonly pointId: string;
  readonly area: string;
  readonly reading: WireReading;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const billedUntil = createBilledUntil(() => props.area);
  const values = (): readonly WireValue[] =>
    props.reading.values.filter(({ register }) => !isFlags(register));
  const [register, setRegister] = createSignal(values()[0]?.register);
  const [typed, setTyped] = createSignal("");
  const [reason, setReason] = createSignal("");
  const decision = createReadingDecision(() => props.pointId);
  const [misread, setMisread] = createSignal<string>();
  const fault = (): string | undefined => {
    const code = decision.fault();
    return misread() ?? (code && words.error(code));
  };
  const [isSure, setSure] = createSignal(false);
  const own = (): WireValue | undefined => values().find((one) => one.register === register());
  const isOpen = (): boolean =>
    !decision.isBusy() && reason().trim() !== "" && props.reading.atMs >= billedUntil();
  const decide = async (kind: WireNewEdit["kind"]): Promise<void> => {
    const { meterKey: meter, atMs, source } = props.reading;
    const value = own();
    const number = kind === "correct" ? readDecimal(typed(), words.formats().languageTag) : undefined;
    setMisread(number && sayMisread(number, typed(), words));
    if (misread()) return;
    const said = number?.kind === "number" && value ? { values: [{ ...value, value: number.text }] } : {};
    const edit = { meter, atMs, source, kind, reason: reason().trim(), ...said };
    if (!(await decision.decide({ ...edit, ...(isSure() ? { isSure: true } : {}) }))) return;
    props.onChanged();
    props.onClose();
  };
  return (
    <SideSheet
      title={words.t("upkeep.reading.title", { time: words.formats().exactTime(props.reading.atMs) })}
      onClose={props.onClose}
    >
      <div class="form">
        <p class="muted">{words.t("upkeep.reading.intro")}</p>
        <RegisterField values={values()} value={register()} onChoose={setRegister} />
        <ValueField
          unit={own()?.unit ?? ""}
          value={typed()}
          isWrong={misread() !== undefined}
          onInput={(text) => {
            setSure(false);
            setMisread(undefined);
            setTyped(text);
          }}
        />
        <TextField label={words.t("upkeep.reason")} value={reason()} onInput={setReason} />
        <BilledNote atMs={props.reading.atMs} untilMs={billedUntil()} />
        <FormFault text={fault()} />
        <Show when={isSure() || isDoubt(decision.fault())}>
          <SureBox label={words.t("visit.sure")} isSure={isSure()} onSure={setSure} />
        </Show>
        <div class="form-actions">
          <Button
            label={words.t("upkeep.review.correct")}
            tone="accent"
            isDisabled={!isOpen() || typed().trim() === ""}
            onPress={() => void decide("correct")}
          />
          <Show
            when={props.reading.marks.includes("implausible")}
            fallback={
              <Button
                label={words.t("upkeep.review.exclude")}
                isDisabled={!isOpen()}
                onPress={() => void decide("exclude")}
              />
            }
          >
            <Button
              label={words.t("upkeep.review.accept")}
              isDisabled={!isOpen()}
              onPress={() => void decide("accept")}
            />
          </Show>
        </div>
      </div>
    </SideSheet>
  );
}

function ValueField(props: {
  readonly unit: string;
  readonly value: string;
  readonly isWrong: boolean;
  readonly onInput: (text: string) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <FieldFrame
      label={words.t("upkeep.reading.value", { unit: props.unit })}
      control={(id) => (
        <input
          id={id}
          class="field-input"
          inputmode="decimal"
          autocomplete="off"
          value={props.value}
          aria-invalid={props.isWrong}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}

/** Which of the reading's registers is meant, with what it says. */
function RegisterField(props: {
  readonly values: readonly WireValue[];
  readonly value: WireValue["register"] | undefined;
  readonly onChoose: (register: WireValue["register"]) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {words.t("upkeep.reading.register")}
      </label>
      <select
        id={id}
        class="field-input"
        onChange={(event) => {
          const chosen = props.values[event.currentTarget.selectedIndex];
          if (chosen) props.onChoose(chosen.register);
        }}
      >
        <For each={props.values}>
          {({ register, value, unit }) => (
            <option selected={register === props.value}>
              {words.t(`register.${register}`)} ({register}): {words.formats().decimal(value)} {unit}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
