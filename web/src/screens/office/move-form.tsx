import { createSignal, For, type JSX, Show } from "solid-js";
import type { WireRegistersAt } from "../../../../shared/model/wire.ts";
import type { Move, MoveFault } from "../../../../shared/rooms/move-customer.ts";
import { writeTyped } from "../../format/read-decimal.ts";
import { useWords } from "../../locales/words.ts";
import { BilledNote } from "../../parts/billed-note.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { DayField } from "../../parts/day-field.part.tsx";
import { FieldFrame, FormFault, SubmitButton } from "../../parts/form.part.tsx";
import { SureBox } from "../../parts/register-boxes.part.tsx";
import { sayMisread } from "../../parts/say-misread.ts";
import { Segmented } from "../../parts/segmented.part.tsx";
import { readDate, writeDate } from "../../period/period.ts";
import { doubtedRegisters, readRegisters } from "../../rounds/typed-registers.ts";
import { createBilledUntil } from "../../state/create-billed-until.ts";
import { createSure, createTold } from "../../state/create-told.ts";

const EMPTY = { customerName: "", customerNumber: "", phone: "", email: "" };
const NEXT_FIELDS = [
  ["customerName", "edits.field.customerName"],
  ["customerNumber", "edits.field.customerNumber"],
  ["phone", "edits.field.customerPhone"],
  ["email", "edits.field.customerEmail"],
] as const;

type Shown = WireRegistersAt["values"][number];

/** Somebody leaves or comes: the day, the interim reading that parts the bills, and who is next. */
export function MoveForm(props: {
  readonly pointId: string;
  readonly area: string;
  /** Product name of the meter that hangs there. */
  readonly meterType: string;
  readonly timeZone: string;
  readonly onMove: (move: Move) => MoveFault | undefined;
  readonly onDone: () => void;
}): JSX.Element {
  const words = useWords();
  const [day, setDay] = createSignal(writeDate(Date.now(), props.timeZone));
  const [isEmpty, setEmpty] = createSignal(false);
  const [next, setNext] = createSignal(EMPTY);
  const [fault, setFault] = createSignal<string>();
  const atMs = (): number | undefined => readDate(day(), props.timeZone);
  const told = createTold(() => props.pointId, atMs);
  const billedUntil = createBilledUntil(() => props.area);
  const shown = (): readonly Shown[] => told.values();
  const { typed, type, read, doubted, isSure, setSure } = createTyping(shown, atMs, () => props.meterType);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const at = atMs();
    const values = read();
    if (at === undefined) return;
    if (at < billedUntil()) return void setFault(words.error("period.locked"));
    if (!values.ok) {
      const { read, text } = values.error;
      setFault(read.kind === "twofold" ? sayMisread(read, text, words) : words.t("edits.move.badNumber"));
      return;
    }
    const moved = props.onMove({
      atMs: at,
      values: values.value,
      ...(isEmpty() ? {} : { next: { ...next(), email: next().email.trim() } }),
      ids: { next: crypto.randomUUID(), last: crypto.randomUUID() },
    });
    if (moved) setFault(words.t(`edits.move.fault.${moved}`));
    else props.onDone();
  };
  return (
    <form class="form editor-move" onSubmit={submit}>
      <DayField
        label={words.t("edits.move.date")}
        hint={words.t("edits.move.dateHint")}
        isRequired
        value={day()}
        onInput={setDay}
      />
      <BilledNote atMs={atMs()} untilMs={billedUntil()} />
      <InterimValues
        shown={shown()}
        fault={told.error()?.code}
        typed={typed()}
        doubted={doubted()}
        onType={type}
      />
      <Segmented
        name="move-who"
        label={words.t("edits.move.who")}
        value={isEmpty() ? "nobody" : "somebody"}
        onChoose={(value) => setEmpty(value === "nobody")}
        segments={[
          { value: "somebody", label: words.t("edits.move.somebodyComes") },
          { value: "nobody", label: words.t("edits.move.nobodyComes") },
        ]}
      />
      <Show when={!isEmpty()}>
        <For each={NEXT_FIELDS}>
          {([name, word]) => (
            <PlainField
              label={words.t(word)}
              value={next()[name]}
              onInput={(value) => setNext((known) => ({ ...known, [name]: value }))}
            />
          )}
        </For>
      </Show>
      <Show when={doubted().length > 0}>
        <SureBox label={words.t("visit.sure")} isSure={isSure()} onSure={setSure} />
      </Show>
      <FormFault text={fault()} />
      <div class="form-actions">
        <SubmitButton
          label={words.t("edits.move.write")}
          isDisabled={told.isAsking() || (doubted().length > 0 && !isSure())}
        />
        <Button tone="quiet" label={words.t("edits.comments.cancel")} onPress={props.onDone} />
      </div>
    </form>
  );
}

/** The interim reading as it is typed over what was proposed. */
function createTyping(
  shown: () => readonly Shown[],
  atMs: () => number | undefined,
  meterType: () => string,
) {
  const words = useWords();
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({});
  const [isSure, setSure] = createSure(atMs);
  const read = () => readRegisters(shown(), typed(), words.formats().languageTag);
  return {
    typed,
    type(register: string, text: string): void {
      setSure(false);
      setTyped((all) => ({ ...all, [register]: text }));
    },
    read,
    doubted(): readonly string[] {
      const values = read();
      return values.ok ? doubtedRegisters(shown(), values.value, meterType()) : [];
    },
    isSure,
    setSure,
  };
}

function InterimValues(props: {
  readonly shown: readonly Shown[];
  /** Why nothing is shown. */
  readonly fault: string | undefined;
  readonly typed: Readonly<Record<string, string>>;
  readonly doubted: readonly string[];
  readonly onType: (register: string, text: string) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <fieldset class="editor-interim">
      <legend class="field-label">{words.t("edits.move.registers")}</legend>
      <Show
        when={props.shown.length > 0}
        fallback={
          <p class="field-hint">
            {props.fault ? words.error(props.fault) : words.t("edits.move.noRegisters")}
          </p>
        }
      >
        <p class="field-hint">{words.t("edits.move.registersHint")}</p>
        <For each={props.shown}>
          {(value) => (
            <InterimValue
              value={value}
              typed={props.typed[value.register]}
              isDoubted={props.doubted.includes(value.register)}
              onType={(text) => props.onType(value.register, text)}
            />
          )}
        </For>
      </Show>
    </fieldset>
  );
}

function InterimValue(props: {
  readonly value: Shown;
  readonly typed: string | undefined;
  readonly isDoubted: boolean;
  readonly onType: (text: string) => void;
}): JSX.Element {
  const words = useWords();
  const decimal = (text: string): string => words.formats().decimal(text);
  const proposed = (): string => writeTyped(props.value.value, words.formats().languageTag);
  const how = (): string => {
    const { bounds } = props.value;
    if (!bounds) return words.t("edits.move.measured");
    return words.t("edits.move.estimated", { low: decimal(bounds[0]), high: decimal(bounds[1]) });
  };
  return (
    <label class="editor-interim-value">
      <span>
        {words.t(`register.${props.value.register}`)} <span class="faint">{props.value.register}</span>
      </span>
      <span class="editor-interim-place">
        <input
          class="field-input number"
          inputmode="decimal"
          value={props.typed ?? proposed()}
          onInput={(event) => props.onType(event.currentTarget.value)}
        />
        <span class="unit">{props.value.unit}</span>
      </span>
      <span class="field-hint">{how()}</span>
      <Show when={props.isDoubted}>
        <span class="register-line-doubt" role="status">
          {words.t("edits.move.doubted")}
        </span>
      </Show>
    </label>
  );
}

function PlainField(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}): JSX.Element {
  return (
    <FieldFrame
      label={props.label}
      control={(id) => (
        <input
          id={id}
          class="field-input"
          maxLength={200}
          autocomplete="off"
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}
