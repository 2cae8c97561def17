import { createSignal, type JSX, Show } from "solid-js";
import type { SpareMeter } from "../../../../shared/model/meter-exchange.ts";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { readDecimal } from "../../format/read-decimal.ts";
import { readMoment, writeMoment } from "../../format/wall-moment.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { BilledNote } from "../../parts/billed-note.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { MomentField } from "../../parts/day-field.part.tsx";
import { FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { type RegisterBox, RegisterBoxes, SureBox } from "../../parts/register-boxes.part.tsx";
import { sayMisread } from "../../parts/say-misread.ts";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SpareMeterField } from "../../parts/spare-meter.part.tsx";
import type { ExchangeLine } from "../../rounds/office-exchange.ts";
import { createBilledUntil } from "../../state/create-billed-until.ts";
import { createOfficeExchange, type OfficeExchange } from "../../state/create-office-exchange.ts";
import type { PointPlace } from "../../state/create-point-room.ts";

const MINUTE_MS = 60_000;

/** Says at a desk that a meter was exchanged, or the first one put up: which one went and came, and what they showed. */
export function PointExchange(props: {
  readonly point: WirePoint;
  readonly place: PointPlace | undefined;
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
  const exchange = createOfficeExchange({
    ...{ point: () => point, place: () => props.place, atMs },
    languageTag: () => words.formats().languageTag,
  });
  return (
    <SideSheet
      title={words.t(exchange.isFirst() ? "swap.mount.title" : "swap.title", {
        name: point.address || point.number,
      })}
      onClose={props.onClose}
    >
      <Show
        when={exchange.done()}
        fallback={
          <ExchangeForm
            point={point}
            exchange={exchange}
            moment={moment()}
            atMs={atMs()}
            onMoment={setMoment}
          />
        }
      >
        <Exchanged exchange={exchange} onClose={props.onClose} />
      </Show>
    </SideSheet>
  );
}

/** Of a register that may be read in two ways: which to type. */
function sayTwofold({ register }: ExchangeLine, exchange: OfficeExchange, words: Words): string | undefined {
  const { end, start } = exchange.draft();
  for (const text of [end[register] ?? "", start[register] ?? ""]) {
    const read = readDecimal(text, words.formats().languageTag);
    if (read.kind === "twofold") return sayMisread(read, text, words);
  }
  return undefined;
}

function ExchangeForm(props: {
  readonly point: WirePoint;
  readonly exchange: OfficeExchange;
  readonly moment: string;
  readonly atMs: number | undefined;
  readonly onMoment: (text: string) => void;
}): JSX.Element {
  const words = useWords();
  const [note, setNote] = createSignal("");
  const billedUntil = createBilledUntil(() => props.point.area);
  const isBilled = (): boolean => (props.atMs ?? Number.POSITIVE_INFINITY) < billedUntil();
  const whenHint = (): string => {
    if (props.atMs === undefined) return words.t("swap.badTime");
    return words.t(props.exchange.isFirst() ? "swap.mount.whenHint" : "swap.whenHint");
  };
  const fault = (): string | undefined => {
    const code = props.exchange.fault();
    const half = props.exchange.half();
    const twofold = half && sayTwofold(half, props.exchange, words);
    if (twofold) return twofold;
    if (half)
      return words.t(props.exchange.isFirst() ? "swap.mount.wrong" : "swap.half", {
        register: half.register,
      });
    return code && words.error(code);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void props.exchange.send(note());
      }}
    >
      <Show when={props.point.meter}>
        {(old) => (
          <p>
            {words.t("swap.old")}{" "}
            <strong>
              {old().type} <span class="table-digits">{old().serial}</span>
            </strong>
          </p>
        )}
      </Show>
      <MomentField
        label={words.t("swap.when")}
        value={props.moment}
        hint={whenHint()}
        isWrong={props.atMs === undefined}
        onInput={props.onMoment}
      />
      <BilledNote atMs={props.atMs} untilMs={billedUntil()} />
      <SpareMeterField
        label={words.t("swap.next")}
        spares={props.exchange.spares()}
        like={props.point.meter?.key ?? ""}
        chosen={props.exchange.draft().next}
        onChoose={props.exchange.choose}
      />
      <Show when={props.exchange.lines().length > 0}>
        <Registers exchange={props.exchange} />
      </Show>
      <TextField label={words.t("swap.note")} value={note()} isOptional={true} onInput={setNote} />
      <Doubts exchange={props.exchange} />
      <WillHappen point={props.point} exchange={props.exchange} atMs={props.atMs} />
      <FormFault text={fault()} />
      <SubmitButton
        label={words.t(props.exchange.isFirst() ? "swap.mount.send" : "swap.send")}
        isDisabled={!props.exchange.isReady() || isBilled()}
      />
    </form>
  );
}

function Registers(props: { readonly exchange: OfficeExchange }): JSX.Element {
  const words = useWords();
  const box = (side: "end" | "start"): RegisterBox => ({
    label: words.t(`swap.${side}`),
    nameOf: (register) => words.t(side === "end" ? "swap.endOf" : "swap.startOf", { register }),
    typed: () => props.exchange.draft()[side],
    onType: (register, text) => props.exchange.type(side, register, text),
  });
  const isFirst = props.exchange.isFirst();
  return (
    <RegisterBoxes
      legend={words.t(isFirst ? "swap.mount.registers" : "swap.registers")}
      hint={words.t(isFirst ? "swap.mount.registersHint" : "swap.registersHint")}
      lines={props.exchange.lines()}
      boxes={isFirst ? [box("start")] : [box("end"), box("start")]}
      {...(isFirst ? {} : { sayTold: (line: ExchangeLine) => sayTold(line, words) })}
      sayDoubt={(doubt) => words.t(`swap.doubt.${doubt}`)}
    />
  );
}

function sayTold({ told }: ExchangeLine, words: Words): string {
  if (!told) return words.t("swap.untold");
  const { bounds, value, unit } = told;
  const decimal = (text: string): string => words.formats().decimal(text);
  return bounds
    ? words.t("swap.between", { low: decimal(bounds[0]), high: decimal(bounds[1]), unit })
    : words.t("swap.told", { value: decimal(value), unit });
}

function Doubts(props: { readonly exchange: OfficeExchange }): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.exchange.doubts().length > 0}>
      <SureBox label={words.t("swap.sure")} isSure={props.exchange.isSure()} onSure={props.exchange.sure} />
    </Show>
  );
}

/** What will be so once it is sent. */
function WillHappen(props: {
  readonly point: WirePoint;
  readonly exchange: OfficeExchange;
  readonly atMs: number | undefined;
}): JSX.Element {
  const words = useWords();
  const next = (): SpareMeter | undefined => props.exchange.draft().next;
  return (
    <Show when={props.atMs !== undefined && next()}>
      {(spare) => (
        <FormNote
          text={words.t(props.exchange.isFirst() ? "swap.mount.will" : "swap.will", {
            old: `${props.point.meter?.type ?? ""} ${props.point.meter?.serial ?? ""}`.trim(),
            next: `${spare().type} ${spare().serial}`.trim(),
            time: words.formats().dateTime(props.atMs ?? 0),
          })}
        />
      )}
    </Show>
  );
}

function Exchanged(props: { readonly exchange: OfficeExchange; readonly onClose: () => void }): JSX.Element {
  const words = useWords();
  const serialOf = (key: string | undefined): string => key?.split("-")[1] ?? "";
  const { exchange } = props;
  const names = () => ({
    old: serialOf(exchange.done()?.meter),
    next: serialOf(exchange.done()?.exchange?.meter),
  });
  const said = (): string => {
    const what = exchange.isTakenBack() ? "takenBack" : "done";
    return words.t(exchange.isFirst() ? `swap.mount.${what}` : `swap.${what}`, names());
  };
  return (
    <div class="form">
      <FormNote text={said()} />
      <div class="form-actions">
        <Button tone="accent" label={words.t("people.admin.close")} onPress={props.onClose} />
        <Show when={!props.exchange.isTakenBack()}>
          <Button
            label={words.t(props.exchange.isFirst() ? "swap.mount.takeBack" : "swap.takeBack")}
            isDisabled={!props.exchange.canTakeBack()}
            onPress={props.exchange.takeBack}
          />
        </Show>
      </div>
    </div>
  );
}
