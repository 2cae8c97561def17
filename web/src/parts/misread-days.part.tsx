import { useSearchParams } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { misreadDays } from "../period/period.ts";

/** Says that the page's address names days that are none, and that others are shown. */
export function MisreadDays(props: { readonly timeZone: string }): JSX.Element {
  const words = useWords();
  const [query] = useSearchParams();
  const misread = (): string | undefined => misreadDays(query, props.timeZone);
  return (
    <Show when={misread()}>
      {(text) => (
        <p class="field-hint misread-days" role="status">
          {words.t("charts.fault.address", { text: text() })}
        </p>
      )}
    </Show>
  );
}
