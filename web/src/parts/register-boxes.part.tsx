import { createUniqueId, For, type JSX, Show } from "solid-js";
import type { Register } from "../../../shared/model/register.ts";
import { readDecimal } from "../format/read-decimal.ts";
import { useWords } from "../locales/words.ts";
import type { ExchangeLine } from "../rounds/office-exchange.ts";
import "./register-boxes.css";

/** One box beside a register's name. */
export interface RegisterBox {
  /** Above the box; absent: the register's name alone says what it is. */
  readonly label?: string;
  /** What it is called where the label alone would not say it. */
  readonly nameOf?: (register: Register) => string;
  readonly typed: () => Readonly<Partial<Record<Register, string>>>;
  readonly onType: (register: Register, text: string) => void;
}

/** Counters typed at a desk, each beside what its meter said around the moment, and why it is to be looked at again. */
export function RegisterBoxes(props: {
  readonly legend: string;
  readonly hint: string;
  readonly lines: readonly ExchangeLine[];
  readonly boxes: readonly RegisterBox[];
  /** Absent: nothing was said of a meter that is new. */
  readonly sayTold?: (line: ExchangeLine) => string;
  readonly sayDoubt: (doubt: NonNullable<ExchangeLine["doubt"]>) => string;
}): JSX.Element {
  return (
    <fieldset class="register-boxes">
      <legend class="field-label">{props.legend}</legend>
      <p class="field-hint">{props.hint}</p>
      <For each={props.lines.map(({ register }) => register)}>
        {(register) => (
          <Show when={props.lines.find((line) => line.register === register)}>
            {(line) => (
              <RegisterLine
                line={line()}
                boxes={props.boxes}
                told={props.sayTold?.(line())}
                sayDoubt={props.sayDoubt}
              />
            )}
          </Show>
        )}
      </For>
    </fieldset>
  );
}

function RegisterLine(props: {
  readonly line: ExchangeLine;
  readonly boxes: readonly RegisterBox[];
  readonly told: string | undefined;
  readonly sayDoubt: (doubt: NonNullable<ExchangeLine["doubt"]>) => string;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const isMisread = (typed = ""): boolean =>
    typed.trim() !== "" && readDecimal(typed, words.formats().languageTag).kind !== "number";
  /** What is said of the line, as far as something is. */
  const describedBy = (): string | undefined => {
    const told = props.told === undefined ? [] : [`${id}-told`];
    return [...told, ...(props.line.doubt ? [`${id}-doubt`] : [])].join(" ") || undefined;
  };
  const isAlone = (): boolean => props.boxes.every(({ label }) => label === undefined);
  return (
    <div class="register-line">
      <label class="register-line-name" for={isAlone() ? id : undefined}>
        {words.t(`register.${props.line.register}`)} <span class="faint">{props.line.register}</span>
      </label>
      <For each={props.boxes}>
        {(box, index) => (
          <label class="register-box">
            <Show when={box.label}>{(label) => <span class="field-hint">{label()}</span>}</Show>
            <span class="register-box-place">
              <input
                id={index() === 0 ? id : undefined}
                class="field-input number"
                inputmode="decimal"
                autocomplete="off"
                aria-label={box.nameOf?.(props.line.register)}
                aria-invalid={isMisread(box.typed()[props.line.register])}
                aria-describedby={describedBy()}
                value={box.typed()[props.line.register] ?? ""}
                onInput={(event) => box.onType(props.line.register, event.currentTarget.value)}
              />
              <span class="unit">{props.line.unit}</span>
            </span>
          </label>
        )}
      </For>
      <Show when={props.told !== undefined}>
        <p class="field-hint register-line-told" id={`${id}-told`}>
          {props.told}
        </p>
      </Show>
      <Show when={props.line.doubt}>
        {(doubt) => (
          <p class="register-line-doubt" id={`${id}-doubt`} role="status">
            {props.sayDoubt(doubt())}
          </p>
        )}
      </Show>
    </div>
  );
}

/** Asks again where something cannot be. */
export function SureBox(props: {
  readonly label: string;
  readonly isSure: boolean;
  readonly onSure: (isSure: boolean) => void;
}): JSX.Element {
  return (
    <label class="sure-box">
      <input
        type="checkbox"
        checked={props.isSure}
        onChange={(event) => props.onSure(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}
