import Check from "lucide-solid/icons/check";
import ScanBarcode from "lucide-solid/icons/scan-barcode";
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./field-button.css";
import "./meter-number.css";

/** A number still being typed, or not all of it. */
const FEW_DIGITS = /^\s*\d{1,3}\s*$/;

/** A meter's number off its label: scanned or typed, said back, doubted where it is not what was expected. */
export function MeterNumber(props: {
  readonly value: string;
  /** Why it cannot be this one. */
  readonly fault: string | undefined;
  /** Why it may not be. */
  readonly doubt: string | undefined;
  /** Who it is, once that is known. */
  readonly right: string | undefined;
  readonly isSure: boolean;
  /** Meters with such a number. */
  readonly offered: readonly { readonly serial: string; readonly type: string }[];
  readonly onType: (text: string) => void;
  readonly onSure: (isSure: boolean) => void;
  readonly onScan: () => void;
}): JSX.Element {
  const { t } = useWords();
  const id = createUniqueId();
  return (
    <div class="meter-number">
      <button type="button" class="field-button" data-tone="accent" onClick={() => props.onScan()}>
        <ScanBarcode size={22} aria-hidden="true" />
        <span>{t("exchange.scan")}</span>
      </button>
      <label class="manual-label" for={id}>
        {t("exchange.number")}
      </label>
      <input
        id={id}
        class="manual-input meter-number-input"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        enterkeyhint="next"
        value={props.value}
        aria-invalid={props.fault !== undefined}
        aria-describedby={`${id}-said`}
        onInput={(event) => props.onType(event.currentTarget.value)}
      />
      <div id={`${id}-said`} aria-live="polite">
        <Show when={props.right}>
          {(text) => (
            <p class="meter-number-right">
              <Check size={20} aria-hidden="true" />
              {text()}
            </p>
          )}
        </Show>
        <Show when={FEW_DIGITS.test(props.value)}>
          <p class="muted">{t("exchange.few")}</p>
        </Show>
        <Show when={props.fault}>{(text) => <p class="field-warning">{text()}</p>}</Show>
        <Show when={props.doubt}>
          {(text) => (
            <div class="entry-doubt">
              <p>{text()}</p>
              <label class="entry-sure">
                <input
                  type="checkbox"
                  checked={props.isSure}
                  onChange={(event) => props.onSure(event.currentTarget.checked)}
                />
                <span>{t("exchange.sure")}</span>
              </label>
            </div>
          )}
        </Show>
      </div>
      <Show when={props.offered.length > 0}>
        <p class="manual-label">{t("exchange.stock")}</p>
        <ul class="meter-number-offered">
          <For each={props.offered}>
            {({ serial, type }) => (
              <li>
                <button type="button" class="field-button" onClick={() => props.onType(serial)}>
                  <span class="number">{serial}</span>
                  <span class="muted one-line">{type}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
