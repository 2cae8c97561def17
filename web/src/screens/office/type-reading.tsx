import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { readMoment, writeMoment } from "../../format/wall-moment.ts";
import { useWords } from "../../locales/words.ts";
import { BilledNote } from "../../parts/billed-note.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { PhotoField } from "../../parts/photo-field.part.tsx";
import { sayMisread } from "../../parts/say-misread.ts";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import type { ExchangeLine } from "../../rounds/office-exchange.ts";
import { createBilledUntil } from "../../state/create-billed-until.ts";
import { createTypedReading, type TypedReading } from "../../state/create-typed-reading.ts";
import "./point-exchange.css";

const MINUTE_MS = 60_000;

/** A reading that somebody told or sent a photo of, typed at a desk. */
export function TypeReading(props: {
  readonly point: WirePoint;
  readonly timeZone: string;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  // What is said here is said of the meter that hung here when the form was opened.
  const { point } = props;
  const [moment, setMoment] = createSignal(
    writeMoment(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS, props.timeZone),
  );
  const atMs = (): number | undefined => readMoment(moment(), props.timeZone);
  const reading = createTypedReading({
    point: () => point,
    atMs,
    languageTag: () => words.formats().languageTag,
  });
  return (
    <SideSheet
      title={words.t("visit.desk.title", { name: point.address || point.number })}
      onClose={props.onClose}
    >
      <Show
        when={reading.isDone()}
        fallback={
          <ReadingForm point={point} reading={reading} moment={moment()} atMs={atMs()} onMoment={setMoment} />
        }
      >
        <div class="form">
          <FormNote text={words.t("visit.desk.done")} />
          <div class="form-actions">
            <Button tone="accent" label={words.t("people.admin.close")} onPress={props.onClose} />
          </div>
        </div>
      </Show>
    </SideSheet>
  );
}

function ReadingForm(props: {
  readonly point: WirePoint;
  readonly reading: TypedReading;
  readonly moment: string;
  readonly atMs: number | undefined;
  readonly onMoment: (text: string) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [note, setNote] = createSignal("");
  const billedUntil = createBilledUntil(() => props.point.area);
  const isBilled = (): boolean => (props.atMs ?? Number.POSITIVE_INFINITY) < billedUntil();
  const fault = (): string | undefined => {
    const [misread, code] = [props.reading.misread(), props.reading.fault()];
    return misread ? sayMisread(misread.read, misread.text, words) : code && words.error(code);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void props.reading.send(note());
      }}
    >
      <p>
        {words.t("visit.desk.meter")}{" "}
        <strong>
          {props.point.meter?.type} <span class="table-digits">{props.point.meter?.serial}</span>
        </strong>
      </p>
      <div class="field">
        <label class="field-label" for={id}>
          {words.t("visit.desk.when")}
        </label>
        <input
          id={id}
          class="field-input"
          type="datetime-local"
          required={true}
          value={props.moment}
          onInput={(event) => props.onMoment(event.currentTarget.value)}
        />
        <p class="field-hint">{words.t(props.atMs === undefined ? "swap.badTime" : "visit.desk.whenHint")}</p>
      </div>
      <BilledNote atMs={props.atMs} untilMs={billedUntil()} />
      <fieldset class="swap-registers">
        <legend class="field-label">{words.t("visit.desk.registers")}</legend>
        <p class="field-hint">{words.t("visit.desk.registersHint")}</p>
        <For each={props.reading.lines().map(({ register }) => register)}>
          {(register) => (
            <Show when={props.reading.lines().find((line) => line.register === register)}>
              {(line) => <RegisterLine line={line()} reading={props.reading} />}
            </Show>
          )}
        </For>
      </fieldset>
      <PhotoField
        url={props.reading.photo.url()}
        onTake={props.reading.photo.take}
        onDrop={props.reading.photo.drop}
      />
      <TextField label={words.t("visit.note")} value={note()} isOptional={true} onInput={setNote} />
      <Show when={props.reading.doubts().length > 0}>
        <label class="swap-sure">
          <input
            type="checkbox"
            checked={props.reading.isSure()}
            onChange={(event) => props.reading.sure(event.currentTarget.checked)}
          />
          {words.t("visit.sure")}
        </label>
      </Show>
      <FormFault text={fault()} />
      <SubmitButton
        label={words.t(props.reading.isBusy() ? "visit.keeping" : "visit.keep")}
        isDisabled={!props.reading.isReady() || isBilled()}
      />
    </form>
  );
}

function RegisterLine(props: { readonly line: ExchangeLine; readonly reading: TypedReading }): JSX.Element {
  const words = useWords();
  const decimal = (text: string): string => words.formats().decimal(text);
  const told = (): string => {
    const known = props.line.told;
    if (!known) return words.t("visit.desk.untold");
    const { bounds, value, unit } = known;
    return bounds
      ? words.t("visit.desk.between", { low: decimal(bounds[0]), high: decimal(bounds[1]), unit })
      : words.t("visit.desk.told", { value: decimal(value), unit });
  };
  const id = createUniqueId();
  return (
    <div class="swap-line">
      <label class="swap-name" for={id}>
        {words.t(`register.${props.line.register}`)} <span class="faint">{props.line.register}</span>
      </label>
      <span class="swap-place">
        <input
          id={id}
          class="field-input number"
          inputmode="decimal"
          autocomplete="off"
          aria-describedby={`${id}-told`}
          value={props.reading.typed()[props.line.register] ?? ""}
          onInput={(event) => props.reading.type(props.line.register, event.currentTarget.value)}
        />
        <span class="unit">{props.line.unit}</span>
      </span>
      <p class="field-hint swap-told" id={`${id}-told`}>
        {told()}
      </p>
      <Show when={props.line.doubt}>
        {(doubt) => (
          <p class="swap-doubt" role="status">
            {words.t(doubt() === "far-above" ? "visit.desk.above" : "visit.desk.below")}
          </p>
        )}
      </Show>
    </div>
  );
}
