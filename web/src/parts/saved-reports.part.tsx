import Trash from "lucide-solid/icons/trash";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import type { WireSavedReport } from "../../../shared/model/wire-reports.ts";
import { useWords } from "../locales/words.ts";
import { Button, IconButton } from "./button.part.tsx";
import { FormFault, SubmitButton, TextField } from "./form.part.tsx";
import { Notice } from "./notice.part.tsx";
import { LoadFailed } from "./points-notice.part.tsx";
import { SideSheet } from "./side-sheet.part.tsx";
import { SkeletonRows } from "./skeleton.part.tsx";
import "./report-form.css";
import "./saved-reports.css";

/** At night, when the last month is whole. */
const HOUR = 3;
const DAYS = Array.from({ length: 28 }, (_, i) => i + 1);

/** What others asked before: take it, save what is asked now, and let it run by itself. */
export function SavedReportsPanel(props: {
  readonly saved: readonly WireSavedReport[] | undefined;
  readonly failure: string | undefined;
  readonly fault: string | undefined;
  readonly mayWrite: boolean;
  readonly onTake: (saved: WireSavedReport) => void;
  readonly onSave: (name: string) => void;
  readonly onSchedule: (saved: WireSavedReport, day: number | undefined, hour: number) => void;
  readonly onRemove: (id: string) => void;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const [name, setName] = createSignal("");
  return (
    <SideSheet title={words.t("report.saved.title")} onClose={props.onClose}>
      <p class="muted">{words.t("report.saved.intro")}</p>
      <Show when={props.mayWrite}>
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            props.onSave(name());
            setName("");
          }}
        >
          <TextField label={words.t("report.saved.name")} value={name()} onInput={setName} />
          <div class="form-actions">
            <SubmitButton label={words.t("report.saved.save")} isDisabled={name().trim() === ""} />
          </div>
        </form>
      </Show>
      <FormFault text={props.fault === undefined ? undefined : words.error(props.fault)} />
      <Switch fallback={<SkeletonRows count={3} label={words.t("report.saved.loading")} />}>
        <Match when={!props.saved && props.failure}>
          {(code) => (
            <LoadFailed title={words.t("report.saved.failed")} code={code()} onRetry={props.onRetry} />
          )}
        </Match>
        <Match when={props.saved?.length === 0}>
          <Notice title={words.t("report.saved.none")} hint={words.t("report.saved.noneHint")} />
        </Match>
        <Match when={props.saved}>
          {(saved) => (
            <ul class="saved-list">
              <For each={saved()}>{(one) => <Saved one={one} panel={props} />}</For>
            </ul>
          )}
        </Match>
      </Switch>
    </SideSheet>
  );
}

function Saved(props: {
  readonly one: WireSavedReport;
  readonly panel: Parameters<typeof SavedReportsPanel>[0];
}): JSX.Element {
  const words = useWords();
  return (
    <li class="saved-one">
      <div class="saved-line">
        <strong class="one-line">{props.one.name}</strong>
        <Button label={words.t("report.saved.use")} onPress={() => props.panel.onTake(props.one)} />
        <Show when={props.panel.mayWrite}>
          <IconButton
            label={`${words.t("report.saved.remove")}: ${props.one.name}`}
            icon={<Trash size={15} aria-hidden="true" />}
            onPress={() => props.panel.onRemove(props.one.id)}
          />
        </Show>
      </div>
      <label class="saved-schedule">
        {words.t("report.saved.schedule")}
        <select
          class="report-input"
          disabled={!props.panel.mayWrite}
          onChange={(event) => {
            const day = Number(event.currentTarget.value);
            props.panel.onSchedule(props.one, day === 0 ? undefined : day, HOUR);
          }}
        >
          <option value="0" selected={!props.one.schedule}>
            {words.t("report.saved.never")}
          </option>
          <For each={DAYS}>
            {(day) => (
              <option value={day} selected={props.one.schedule?.day === day}>
                {words.t("report.saved.monthly", { day: String(day), hour: String(HOUR) })}
              </option>
            )}
          </For>
        </select>
      </label>
      <p class="faint">
        <Show when={props.one.nextAtMs}>
          {(atMs) => words.t("report.saved.next", { time: words.formats().dateTime(atMs()) })}
        </Show>
        <Show when={props.one.last}>
          {(last) => (
            <>
              {" · "}
              {words.t("report.saved.last", {
                time: words.formats().dateTime(last().atMs),
                outcome: outcomeOf(words, last().outcome),
              })}
            </>
          )}
        </Show>
      </p>
    </li>
  );
}

/** A number of rows, or the code of why there were none. */
function outcomeOf(words: ReturnType<typeof useWords>, outcome: string): string {
  const rows = Number(outcome);
  return Number.isInteger(rows)
    ? words.t("report.rows", rows)
    : (words.find(`report.fault.${outcome}`) ?? words.error(`report.${outcome}`));
}
