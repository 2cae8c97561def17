import { createUniqueId, type JSX, Show } from "solid-js";
import {
  ORDER_KINDS,
  ORDER_LOGS,
  type OrderWish,
  RADIO_CONTENTS,
  RADIO_INTERVALS_S,
  TARIFFS,
  type TariffKind,
} from "../../../shared/model/order.ts";
import { useWords } from "../locales/words.ts";
import { ChoiceField } from "./form.part.tsx";
import { sayWishFault, type WishDraft } from "./wish-draft.ts";
import "./form.css";

/** The fields of one order, each with its limits beside it. */
export function WishFields(props: {
  readonly draft: WishDraft;
  /** It was tried to send them off: what is empty and must not be is marked too. */
  readonly isSent: boolean;
  readonly onChange: (draft: WishDraft) => void;
}): JSX.Element {
  const words = useWords();
  const set = (name: string) => (value: string) => props.onChange({ ...props.draft, [name]: value });
  const kind = (): OrderWish["kind"] => props.draft.kind;
  const tariff = (): TariffKind => (props.draft["tariff"] ?? "none") as TariffKind;
  const field = (name: keyof typeof FIELD_WORDS): JSX.Element => (
    <Field
      label={`${words.t(FIELD_WORDS[name])}${name.startsWith("limit") ? `, ${TARIFFS[tariff()]}` : ""}`}
      value={props.draft[name] ?? ""}
      fault={sayWishFault(props.draft, name, { words, isSent: props.isSent })}
      onInput={set(name)}
    />
  );
  return (
    <>
      <ChoiceField
        label={words.t("orders.form.kind")}
        value={kind()}
        choices={ORDER_KINDS.map((one) => ({ value: one, label: words.t(`orders.kind.${one}`) }))}
        onChoose={set("kind")}
      />
      <Show when={kind() === "clock"}>
        <ChoiceField
          label={words.t("orders.field.time")}
          value={props.draft["time"] ?? ""}
          choices={(["standard", "local"] as const).map((one) => ({
            value: one,
            label: words.t(`orders.time.${one}`),
          }))}
          onChoose={set("time")}
        />
      </Show>
      <Show when={kind() === "logging-interval"}>{field("minutes")}</Show>
      <Show when={kind() === "tariff"}>
        <ChoiceField
          label={words.t("orders.field.tariff")}
          value={tariff()}
          choices={(Object.keys(TARIFFS) as TariffKind[]).map((one) => ({
            value: one,
            label: words.t(`orders.tariff.${one}`),
          }))}
          onChoose={set("tariff")}
        />
        <Show when={tariff() !== "none"}>
          {field("limit2")}
          {field("limit3")}
        </Show>
      </Show>
      <Show when={kind() === "pulse-input"}>
        <ChoiceField
          label={words.t("orders.field.input")}
          value={props.draft["input"] ?? ""}
          choices={["A", "B"].map((one) => ({ value: one, label: one }))}
          onChoose={set("input")}
        />
        {field("litresPerPulse")}
        {field("startM3")}
        {field("serial")}
      </Show>
      <Show when={kind() === "radio-content"}>
        <ChoiceField
          label={words.t("orders.field.content")}
          value={props.draft["content"] ?? ""}
          choices={RADIO_CONTENTS.map((one) => ({ value: one, label: words.t(`orders.content.${one}`) }))}
          onChoose={set("content")}
        />
        <ChoiceField
          label={words.t("orders.field.intervalS")}
          value={props.draft["intervalS"] ?? ""}
          choices={RADIO_INTERVALS_S.map((one) => ({
            value: `${one}`,
            label: words.t(`orders.interval.${one}`),
          }))}
          onChoose={set("intervalS")}
        />
      </Show>
      <Show when={kind() === "log-reading"}>
        <ChoiceField
          label={words.t("orders.field.log")}
          value={props.draft["log"] ?? ""}
          choices={ORDER_LOGS.map((one) => ({ value: one, label: words.t(`orders.log.${one}`) }))}
          onChoose={set("log")}
        />
        {field("rows")}
      </Show>
    </>
  );
}

const FIELD_WORDS = {
  minutes: "orders.field.minutes",
  limit2: "orders.field.limit2",
  limit3: "orders.field.limit3",
  litresPerPulse: "orders.field.litresPerPulse",
  startM3: "orders.field.startM3",
  serial: "orders.field.serial",
  rows: "orders.field.rows",
} as const;

function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onInput: (value: string) => void;
}): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="field-input"
        inputmode="decimal"
        autocomplete="off"
        maxLength={20}
        value={props.value}
        aria-invalid={props.fault !== undefined}
        aria-describedby={`${id}-fault`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <p class="field-hint" data-fault={props.fault !== undefined} id={`${id}-fault`} aria-live="polite">
        {props.fault}
      </p>
    </div>
  );
}
