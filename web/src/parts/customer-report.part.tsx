import FileText from "lucide-solid/icons/file-text";
import Globe from "lucide-solid/icons/globe";
import Mail from "lucide-solid/icons/mail";
import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import type { WireCustomerReport } from "../../../shared/model/wire-reports.ts";
import type { ReportFault } from "../../../shared/reports/report.ts";
import { daySpan } from "../../../shared/reports/report-span.ts";
import { useWords } from "../locales/words.ts";
import { PRESETS, presetDays } from "../reports/report-params.ts";
import { sayFault } from "../reports/say-fault.ts";
import { Button } from "./button.part.tsx";
import { FormFault, FormNote } from "./form.part.tsx";
import { SideSheet } from "./side-sheet.part.tsx";
import "./form.css";
import "./report-form.css";

const LANGUAGES = [
  ["da", "Dansk"],
  ["de", "Deutsch"],
  ["en", "English"],
] as const;

interface Wish {
  readonly from: string;
  readonly to: string;
  readonly language: string;
}

/** One customer's own report: which days, which language, then as a file or by mail. */
export function CustomerReportPanel(props: {
  readonly timeZone: string;
  readonly language: string;
  readonly maySend: boolean;
  readonly isBusy: boolean;
  readonly fault: string | undefined;
  readonly made: WireCustomerReport | undefined;
  readonly sentTo: string | undefined;
  readonly onMake: (wish: Wish) => void;
  readonly onSave: (kind: "pdf" | "page") => void;
  readonly onSend: (wish: Wish, address: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [days, setDays] = createSignal(presetDays("lastMonth", Date.now(), props.timeZone));
  const [language, setLanguage] = createSignal(props.language);
  const [address, setAddress] = createSignal("");
  const wish = (): Wish => ({ ...days(), language: language() });
  const dayFault = (): ReportFault | undefined => {
    const span = daySpan(days(), { timeZone: props.timeZone, nowMs: Date.now() });
    return span.ok ? undefined : span.error;
  };
  /** What was made of other days is not what would be saved or sent. */
  const made = (): WireCustomerReport | undefined => (dayFault() ? undefined : props.made);
  const fault = (): string | undefined =>
    sayFault(dayFault(), words) ?? (props.fault === undefined ? undefined : words.error(props.fault));
  // Made anew when something else is wished for, and not when the point is heard meanwhile.
  createEffect(on(wish, (wanted) => !dayFault() && props.onMake(wanted)));
  createEffect(() => setAddress(props.made?.email ?? ""));
  return (
    <SideSheet title={words.t("report.customer.title")} onClose={props.onClose}>
      <p class="muted">{words.t("report.customer.intro")}</p>
      <div class="report-fields">
        <For each={["from", "to"] as const}>
          {(field) => (
            <label class="report-field">
              <span class="field-label">{words.t(`report.field.${field}`)}</span>
              <input
                type="date"
                class="report-input"
                value={days()[field]}
                aria-invalid={dayFault()?.field === field}
                onChange={(event) => setDays({ ...days(), [field]: event.currentTarget.value })}
              />
            </label>
          )}
        </For>
        <label class="report-field">
          <span class="field-label">{words.t("report.customer.language")}</span>
          <select class="report-input" onChange={(event) => setLanguage(event.currentTarget.value)}>
            <For each={LANGUAGES}>
              {([value, name]) => (
                <option value={value} lang={value} selected={value === language()}>
                  {name}
                </option>
              )}
            </For>
          </select>
        </label>
        <div class="report-presets">
          <For each={PRESETS}>
            {(preset) => (
              <Button
                tone="quiet"
                label={words.t(`report.preset.${preset}`)}
                onPress={() => setDays(presetDays(preset, Date.now(), props.timeZone))}
              />
            )}
          </For>
        </div>
      </div>
      <Show when={made()}>
        {(made) => (
          <p role="status">
            {words.t("report.customer.for", {
              customer: [made().customer, made().customerNumber].filter((text) => text !== "").join(", "),
            })}
            <br />
            <span class="faint">{words.t("report.customer.key", { print: made().fingerprint })}</span>
          </p>
        )}
      </Show>
      <SaveButtons isMade={made() !== undefined} onSave={props.onSave} />
      <Show when={props.maySend}>
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            props.onSend(wish(), address());
          }}
        >
          <div class="field">
            <label class="field-label" for={id}>
              {words.t("report.customer.address")}
            </label>
            <input
              id={id}
              class="field-input"
              type="email"
              autocomplete="off"
              value={address()}
              aria-describedby={`${id}-hint`}
              onInput={(event) => setAddress(event.currentTarget.value)}
            />
            <Show when={made()?.email === ""}>
              <p class="field-hint" id={`${id}-hint`}>
                {words.error("customer.no-email")}
              </p>
            </Show>
          </div>
          <div class="form-actions">
            <button
              type="submit"
              class="button"
              data-tone="accent"
              disabled={props.isBusy || !made() || address() === ""}
            >
              <Mail size={14} aria-hidden="true" />
              {words.t(props.isBusy ? "report.customer.busy" : "report.customer.send")}
            </button>
          </div>
        </form>
      </Show>
      <FormFault text={fault()} />
      <Show when={props.sentTo}>
        {(to) => <FormNote text={words.t("report.customer.sent", { address: to() })} />}
      </Show>
    </SideSheet>
  );
}

function SaveButtons(props: {
  readonly isMade: boolean;
  readonly onSave: (kind: "pdf" | "page") => void;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="form-actions">
      <Button
        icon={<FileText size={14} aria-hidden="true" />}
        label={words.t("report.customer.pdf")}
        isDisabled={!props.isMade}
        onPress={() => props.onSave("pdf")}
      />
      <Button
        icon={<Globe size={14} aria-hidden="true" />}
        label={words.t("report.customer.page")}
        tip={words.t("report.customer.pageHint")}
        isDisabled={!props.isMade}
        onPress={() => props.onSave("page")}
      />
    </div>
  );
}
