import { useNavigate } from "@solidjs/router";
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { MEDIA } from "../../../../shared/model/medium.ts";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { BilledNote } from "../../parts/billed-note.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { DayField } from "../../parts/day-field.part.tsx";
import { ChoiceField, FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SpareMeterField } from "../../parts/spare-meter.part.tsx";
import { readDate, writeDate } from "../../period/period.ts";
import { createBilledUntil } from "../../state/create-billed-until.ts";
import { createNewPoint, type NewPoint } from "../../state/create-new-point.ts";
import { useOffice } from "../../state/office.ts";

/** Makes a metering point by hand: where it is, what flows there, and which meter of the stock hangs there. */
export function NewPointSheet(props: {
  /** A point that is looked at: the new one is probably near it. */
  readonly near: WirePoint | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const timeZone = (): string => points.utility()?.timeZone ?? "UTC";
  const { area = "", city = "", medium = MEDIA[0] } = props.near ?? {};
  const point = createNewPoint(
    { area, city, medium, mountedOn: writeDate(Date.now(), timeZone()) },
    timeZone,
  );
  return (
    <SideSheet title={words.t("edits.make.title")} onClose={props.onClose}>
      <Show when={point.made()} fallback={<PointForm point={point} timeZone={timeZone()} />}>
        {(made) => <Made point={point} id={made().id} onClose={props.onClose} />}
      </Show>
    </SideSheet>
  );
}

function PointForm(props: { readonly point: NewPoint; readonly timeZone: string }): JSX.Element {
  const words = useWords();
  const draft = () => props.point.draft();
  const mountedAtMs = (): number | undefined => draft().meter && readDate(draft().mountedOn, props.timeZone);
  const billedUntil = createBilledUntil(() => draft().area.trim());
  const isBilled = (): boolean => (mountedAtMs() ?? Number.POSITIVE_INFINITY) < billedUntil();
  const fault = (): string | undefined => {
    const [wrong, code] = [props.point.wrong(), props.point.fault()];
    return wrong ? words.t(`edits.make.wrong.${wrong}`) : code && words.error(code);
  };
  const text = (field: "address" | "postalCode" | "city" | "number" | "position", isFirst = false) => (
    <TextField
      label={words.t(`edits.field.${field}`)}
      value={draft()[field]}
      isFirst={isFirst}
      isOptional={field !== "address"}
      hint={field === "position" ? words.t("edits.positionHint") : undefined}
      onInput={(value) => props.point.change({ [field]: value })}
    />
  );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void props.point.send();
      }}
    >
      {text("address", true)}
      {text("postalCode")}
      {text("city")}
      {text("number")}
      <AreaField value={draft().area} onInput={(area) => props.point.change({ area })} />
      <ChoiceField
        label={words.t("edits.field.medium")}
        value={draft().medium}
        choices={MEDIA.map((value) => ({ value, label: words.t(`medium.${value}`) }))}
        onChoose={(medium) => props.point.change({ medium })}
      />
      {text("position")}
      <SpareMeterField
        label={words.t("edits.make.meter")}
        spares={props.point.spares()}
        like=""
        chosen={draft().meter}
        onChoose={(meter) => props.point.change({ meter })}
      />
      <Show when={draft().meter}>
        <DayField
          label={words.t("edits.make.mountedOn")}
          hint={words.t("edits.make.mountedHint")}
          isRequired
          value={draft().mountedOn}
          onInput={(mountedOn) => props.point.change({ mountedOn })}
        />
      </Show>
      <BilledNote atMs={mountedAtMs()} untilMs={billedUntil()} />
      <FormFault text={fault()} />
      <SubmitButton label={words.t("edits.make.send")} isDisabled={props.point.isBusy() || isBilled()} />
    </form>
  );
}

/** One of the areas there are, or a new one. */
function AreaField(props: { readonly value: string; readonly onInput: (area: string) => void }): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const id = createUniqueId();
  const areas = (): readonly string[] => {
    const all = points.all();
    const known = new Set(Array.from({ length: all.count }, (_, row) => all.text(row, "area")));
    return [...known].filter(Boolean).sort();
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {words.t("point.area")}
      </label>
      <input
        id={id}
        class="field-input"
        type="text"
        list={`${id}-known`}
        maxLength={200}
        autocomplete="off"
        value={props.value}
        aria-describedby={`${id}-hint`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <datalist id={`${id}-known`}>
        <For each={areas()}>{(area) => <option value={area} />}</For>
      </datalist>
      <p class="field-hint" id={`${id}-hint`}>
        {words.t("edits.make.areaHint")}
      </p>
    </div>
  );
}

/** It is there: what one does next with it. */
function Made(props: {
  readonly point: NewPoint;
  readonly id: string;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const navigate = useNavigate();
  const name = (): string => props.point.draft().address.trim();
  return (
    <div class="form">
      <FormNote
        text={words.t(props.point.isTakenBack() ? "edits.make.takenBack" : "edits.make.done", {
          name: name(),
        })}
      />
      <div class="form-actions">
        <Show when={!props.point.isTakenBack()}>
          <Button
            tone="accent"
            label={words.t("edits.make.open")}
            onPress={() => {
              props.onClose();
              navigate(`/points/${encodeURIComponent(props.id)}`);
            }}
          />
        </Show>
        <Button label={words.t("edits.make.again")} onPress={props.point.again} />
        <Show when={!props.point.isTakenBack()}>
          <Button
            tone="quiet"
            label={words.t("edits.make.takeBack")}
            isDisabled={!props.point.canTakeBack()}
            onPress={props.point.takeBack}
          />
        </Show>
      </div>
    </div>
  );
}
