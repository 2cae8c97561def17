import { A } from "@solidjs/router";
import { createEffect, For, type JSX, Match, on, Show, Switch } from "solid-js";
import { formatScaled } from "../../../../shared/model/scaled.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { EntryFields } from "../../parts/entry-fields.part.tsx";
import { MeterNumber } from "../../parts/meter-number.part.tsx";
import { PhotoField } from "../../parts/photo-field.part.tsx";
import { StepLine } from "../../parts/step-line.part.tsx";
import { EXCHANGE_STEPS, type ExchangeForm, type ExchangeStep } from "../../state/create-exchange.ts";

/** The steps of an exchange: old meter, its last values, new meter, its first values. */
export function ExchangeSteps(props: {
  readonly form: ExchangeForm;
  /** Number of the meter the round says hangs here. */
  readonly expected: string;
  /** Absent: no optical head here. */
  readonly headHref: string | undefined;
  readonly onScan: (which: "old" | "new") => void;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const { form } = props;
  let title: HTMLHeadingElement | undefined;
  const now = (): ExchangeStep => form.draft().step;
  const at = (): number => EXCHANGE_STEPS.indexOf(now());
  const go = (step: ExchangeStep | undefined): void => {
    if (step) form.change({ step });
  };
  createEffect(on(now, () => title?.focus(), { defer: true }));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (now() === "start") void form.keep();
    else if (form.isDone(now())) go(EXCHANGE_STEPS[at() + 1]);
  };
  const steps = () =>
    EXCHANGE_STEPS.map((id) => {
      const [name, isDone] = [t(`exchange.step.${id}`), form.isDone(id)];
      return { id, name, isDone, said: isDone ? t("exchange.done", { step: name }) : name };
    });
  return (
    <form class="manual exchange" onSubmit={submit}>
      <StepLine label={t("exchange.steps")} steps={steps()} now={now()} onGo={go} />
      <div class="exchange-step">
        <h2 class="field-subtitle" ref={title} tabIndex={-1}>
          {t(`exchange.step.${now()}`)}
        </h2>
        <Switch>
          <Match when={now() === "old"}>
            <OldMeter form={form} expected={props.expected} onScan={() => props.onScan("old")} />
          </Match>
          <Match when={now() === "end"}>
            <LastValues form={form} headHref={props.headHref} />
          </Match>
          <Match when={now() === "new"}>
            <NewMeter form={form} onScan={() => props.onScan("new")} />
          </Match>
          <Match when={now() === "start"}>
            <FirstValues form={form} />
          </Match>
        </Switch>
      </div>
      <div class="exchange-go">
        <button
          type="button"
          class="field-button"
          disabled={at() === 0}
          onClick={() => go(EXCHANGE_STEPS[at() - 1])}
        >
          {t("exchange.back")}
        </button>
        <Show
          when={now() === "start"}
          fallback={
            <button type="submit" class="field-button" data-tone="accent" disabled={!form.isDone(now())}>
              {t("exchange.next")}
            </button>
          }
        >
          <button type="submit" class="field-button" data-tone="accent" disabled={!form.isReady()}>
            {t(form.isBusy() ? "exchange.keeping" : "exchange.keep")}
          </button>
        </Show>
      </div>
    </form>
  );
}

const faultText = (words: Words, named: ReturnType<ExchangeForm["old"]>): string | undefined => {
  if (named.fault === "elsewhere")
    return words.t("exchange.fault.elsewhere", { address: named.address ?? "" });
  return named.fault && words.t(`exchange.fault.${named.fault}`);
};

function OldMeter(props: {
  readonly form: ExchangeForm;
  readonly expected: string;
  readonly onScan: () => void;
}): JSX.Element {
  const words = useWords();
  const { form } = props;
  const isRight = (): boolean => form.old().key !== undefined && form.old().doubt === undefined;
  return (
    <>
      <p class="door-hint">{words.t("exchange.oldHint")}</p>
      <MeterNumber
        value={form.draft().oldText}
        fault={faultText(words, form.old())}
        doubt={
          form.old().doubt === "other"
            ? words.t("exchange.doubt.other", { serial: props.expected })
            : undefined
        }
        right={isRight() ? words.t("exchange.right", { serial: form.old().serial ?? "" }) : undefined}
        isSure={form.draft().isOldSure}
        offered={[]}
        onType={(oldText) => form.change({ oldText, isOldSure: false })}
        onSure={(isOldSure) => form.change({ isOldSure })}
        onScan={props.onScan}
      />
    </>
  );
}

function LastValues(props: {
  readonly form: ExchangeForm;
  readonly headHref: string | undefined;
}): JSX.Element {
  const words = useWords();
  const { form } = props;
  return (
    <>
      <p class="door-hint">{words.t("exchange.endHint")}</p>
      <div class="exchange-told">
        <For each={form.told()}>
          {(told) => (
            <button type="button" class="field-button" onClick={() => form.takeTold(told)}>
              {words.t(`exchange.told.${told.via}`, { time: words.formats().time(told.atMs) })}
            </button>
          )}
        </For>
        <Show when={props.headHref}>
          {(href) => (
            <A class="field-link" href={href()}>
              {words.t("exchange.headLink")}
            </A>
          )}
        </Show>
      </div>
      <EntryFields
        entries={form.end.entries()}
        others={form.end.others()}
        isConfirmed={form.end.isConfirmed()}
        onType={form.end.type}
        onAdd={form.end.add}
        onConfirm={form.end.confirm}
      />
      <PhotoField url={form.photoUrl()} onTake={form.takePhoto} onDrop={form.dropPhoto} />
    </>
  );
}

function NewMeter(props: { readonly form: ExchangeForm; readonly onScan: () => void }): JSX.Element {
  const words = useWords();
  const { form } = props;
  const isRight = (): boolean => form.next().key !== undefined && form.next().doubt === undefined;
  return (
    <>
      <p class="door-hint">{words.t("exchange.newHint")}</p>
      <MeterNumber
        value={form.draft().newText}
        fault={faultText(words, form.next())}
        doubt={form.next().doubt === "unknown-meter" ? words.t("exchange.doubt.unknown-meter") : undefined}
        right={
          isRight()
            ? words.t("exchange.inStock", { serial: form.next().serial ?? "", type: form.next().type })
            : undefined
        }
        isSure={form.draft().isNewSure}
        offered={form.offered()}
        onType={(newText) => form.change({ newText, isNewSure: false })}
        onSure={(isNewSure) => form.change({ isNewSure })}
        onScan={props.onScan}
      />
      <Show when={form.stock() === 0}>
        <p class="door-hint">{words.t("exchange.noStock")}</p>
      </Show>
    </>
  );
}

function FirstValues(props: { readonly form: ExchangeForm }): JSX.Element {
  const words = useWords();
  const { form } = props;
  const missing = (): string =>
    EXCHANGE_STEPS.filter((step) => !form.isDone(step))
      .map((step) => words.t(`exchange.step.${step}`))
      .join(", ");
  const endOf = ({ past, unit }: ReturnType<typeof form.start.entries>[number]): string =>
    past.last
      ? words.t("exchange.endedAt", { value: words.formats().decimal(formatScaled(past.last.value)), unit })
      : "";
  return (
    <>
      <p class="door-hint">{words.t("exchange.startHint")}</p>
      <button type="button" class="field-button" onClick={() => form.start.zero()}>
        {words.t("exchange.allZero")}
      </button>
      <EntryFields
        entries={form.start.entries()}
        pastOf={endOf}
        isConfirmed={form.start.isConfirmed()}
        onType={form.start.type}
        onConfirm={form.start.confirm}
      />
      <label class="manual-field">
        <span class="manual-label">{words.t("visit.note")}</span>
        <textarea
          class="manual-note"
          rows={2}
          maxLength={500}
          value={form.draft().note}
          onInput={(event) => form.change({ note: event.currentTarget.value })}
        />
      </label>
      <p class="exchange-check" role="status">
        {missing() === ""
          ? words.t("exchange.checkLine", {
              old: form.old().serial ?? "",
              next: [form.next().type, form.next().serial].filter(Boolean).join(" "),
            })
          : words.t("exchange.incomplete", { steps: missing() })}
      </p>
      <div role="alert">
        <Show when={form.fault()}>{(code) => <p class="field-warning">{words.error(code())}</p>}</Show>
      </div>
    </>
  );
}
