import { createSignal, type JSX, Show } from "solid-js";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { readMoment, writeMoment } from "../../format/wall-moment.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { BilledNote } from "../../parts/billed-note.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { MomentField } from "../../parts/day-field.part.tsx";
import { FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { PhotoField } from "../../parts/photo-field.part.tsx";
import { RegisterBoxes, SureBox } from "../../parts/register-boxes.part.tsx";
import { sayMisread } from "../../parts/say-misread.ts";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import type { ExchangeLine } from "../../rounds/office-exchange.ts";
import { createBilledUntil } from "../../state/create-billed-until.ts";
import { createTypedReading, type TypedReading } from "../../state/create-typed-reading.ts";

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
      <MomentField
        label={words.t("visit.desk.when")}
        value={props.moment}
        hint={words.t(props.atMs === undefined ? "swap.badTime" : "visit.desk.whenHint")}
        isWrong={props.atMs === undefined}
        onInput={props.onMoment}
      />
      <BilledNote atMs={props.atMs} untilMs={billedUntil()} />
      <RegisterBoxes
        legend={words.t("visit.desk.registers")}
        hint={words.t("visit.desk.registersHint")}
        lines={props.reading.lines()}
        boxes={[{ typed: props.reading.typed, onType: props.reading.type }]}
        sayTold={(line) => sayTold(line, words)}
        sayDoubt={(doubt) => words.t(doubt === "far-above" ? "visit.desk.above" : "visit.desk.below")}
      />
      <PhotoField
        url={props.reading.photo.url()}
        onTake={props.reading.photo.take}
        onDrop={props.reading.photo.drop}
      />
      <TextField label={words.t("visit.note")} value={note()} isOptional={true} onInput={setNote} />
      <Show when={props.reading.doubts().length > 0}>
        <SureBox label={words.t("visit.sure")} isSure={props.reading.isSure()} onSure={props.reading.sure} />
      </Show>
      <FormFault text={fault()} />
      <SubmitButton
        label={words.t(props.reading.isBusy() ? "visit.keeping" : "visit.keep")}
        isDisabled={!props.reading.isReady() || isBilled()}
      />
    </form>
  );
}

function sayTold({ told }: ExchangeLine, words: Words): string {
  if (!told) return words.t("visit.desk.untold");
  const { bounds, value, unit } = told;
  const decimal = (text: string): string => words.formats().decimal(text);
  return bounds
    ? words.t("visit.desk.between", { low: decimal(bounds[0]), high: decimal(bounds[1]), unit })
    : words.t("visit.desk.told", { value: decimal(value), unit });
}
