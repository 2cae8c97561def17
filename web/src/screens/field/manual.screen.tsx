import { useParams } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import type { RoundCard } from "../../../../shared/rooms/round-view.ts";
import { useWords } from "../../locales/words.ts";
import { EntryFields } from "../../parts/entry-fields.part.tsx";
import { KeptVisit } from "../../parts/kept-visit.part.tsx";
import { PhotoField } from "../../parts/photo-field.part.tsx";
import { ReasonChoice } from "../../parts/reason-choice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { createVisit, type VisitForm } from "../../state/create-visit.ts";
import { type Field, useField } from "../../state/field.ts";
import { AtPoint } from "./at-point.tsx";
import "./field.css";
import "./door.css";
import "./manual.css";

/** What is read off a display, or why it cannot be: typed at the door, with a photo, without network. */
export function ManualScreen(): JSX.Element {
  const words = useWords();
  const params = useParams();
  const field = useField();
  const roundId = (): string => params["id"] ?? "";
  const pointId = (): string => params["pointId"] ?? "";
  const form = createVisit(field, { roundId, pointId }, () => words.formats().languageTag);
  return (
    <AtPoint
      field={field}
      roundId={roundId()}
      card={form.card()}
      title={words.t("visit.title")}
      noMeter={words.t("visit.noMeter")}
      way="type"
    >
      {(card) => <AtTheDoor form={form} card={card()} field={field} roundId={roundId()} />}
    </AtPoint>
  );
}

function AtTheDoor(props: {
  readonly form: VisitForm;
  readonly card: RoundCard;
  readonly field: Field;
  readonly roundId: string;
}): JSX.Element {
  const [isAgain, setAgain] = createSignal(false);
  return (
    <Show
      when={!isAgain() && props.form.own()}
      fallback={<VisitFields form={props.form} onKept={() => setAgain(false)} />}
    >
      {(own) => (
        <KeptVisit
          visit={own()}
          fault={props.form.fault()}
          isTraining={props.field.isTraining}
          backTo={`${props.field.road}/${props.roundId}`}
          onUndo={() => void props.form.undo(own().id)}
          onSettle={() => void props.form.settle(own().id)}
          onAgain={() => setAgain(true)}
        />
      )}
    </Show>
  );
}

function VisitFields(props: { readonly form: VisitForm; readonly onKept: () => void }): JSX.Element {
  const words = useWords();
  const { form } = props;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (form.isReady() && (await form.keep())) props.onKept();
  };
  return (
    <form class="manual" onSubmit={(event) => void submit(event)}>
      <Segmented
        name="visit-mode"
        label={words.t("visit.title")}
        segments={[
          { value: "read", label: words.t("visit.mode.read") },
          { value: "none", label: words.t("visit.mode.none") },
        ]}
        value={form.draft().mode}
        onChoose={form.setMode}
      />
      <Show
        when={form.draft().mode === "read"}
        fallback={<ReasonChoice value={form.draft().reason} onChoose={form.setReason} />}
      >
        <EntryFields
          entries={form.entries()}
          others={form.others()}
          isConfirmed={form.isConfirmed()}
          onType={form.type}
          onAdd={form.add}
          onConfirm={form.confirm}
        />
      </Show>
      <PhotoField url={form.photoUrl()} onTake={form.takePhoto} onDrop={form.dropPhoto} />
      <label class="manual-field">
        <span class="manual-label">{words.t("visit.note")}</span>
        <textarea
          class="manual-note"
          rows={2}
          maxLength={500}
          value={form.draft().note}
          onInput={(event) => form.setNote(event.currentTarget.value)}
        />
      </label>
      <div role="alert">
        <Show when={form.fault()}>{(code) => <p class="field-warning">{words.error(code())}</p>}</Show>
      </div>
      <button type="submit" class="field-button" data-tone="accent" disabled={!form.isReady()}>
        {words.t(form.isBusy() ? "visit.keeping" : "visit.keep")}
      </button>
    </form>
  );
}
