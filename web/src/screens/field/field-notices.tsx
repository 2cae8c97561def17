import { type JSX, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { useWords, type Words } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import { loadOfficeWords } from "../../state/create-words.ts";
import type { Field } from "../../state/field.ts";

const HOUR_MS = 3_600_000;

/** Stands in place of a field screen where this tab cannot hear: what is so, and the way on. */
export function FieldGate(props: { readonly field: Field; readonly children: JSX.Element }): JSX.Element {
  const words = useWords();
  return (
    <Switch fallback={props.children}>
      <Match when={props.field.fault()}>
        <Notice tone="failed" title={words.t("phone.trouble.storage")} hint={words.error("storage.failed")}>
          <button type="button" class="field-button" onClick={() => location.reload()}>
            {words.t("app.reload")}
          </button>
        </Notice>
      </Match>
      <Match when={props.field.isElsewhere()}>
        <Notice title={words.t("phone.trouble.elsewhere")} hint={words.t("phone.trouble.elsewhereHint")}>
          <button
            type="button"
            class="field-button"
            data-tone="accent"
            onClick={() => void props.field.takeDesk()}
          >
            {words.t("phone.trouble.takeOver")}
          </button>
        </Notice>
      </Match>
    </Switch>
  );
}

/** What is wrong while the screen goes on working, one sentence each. */
export function FieldWarnings(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const offMs = (): number => props.field.state()?.clockOffMs ?? 0;
  return (
    <>
      <Show when={offMs() !== 0}>
        <p class="field-warning" role="alert">
          {sayClock(words, offMs())}
        </p>
      </Show>
      <Show when={props.field.noPlace()}>
        {(why) => (
          <p class="field-warning" role="alert">
            {words.t(why() === "denied" ? "phone.wrong.place" : "phone.wrong.placeLost")}
          </p>
        )}
      </Show>
      <Show when={!props.field.state()?.journal.isFull && props.field.state()?.journal.short}>
        {(short) => (
          <Suspense>
            <StorageShort field={props.field} short={short()} />
          </Suspense>
        )}
      </Show>
    </>
  );
}

/** Seldom needed: fetched with its sentences when room gets short. */
const StorageShort = lazy(async () => {
  const [{ StorageShort: part }] = await Promise.all([import("./storage-short.tsx"), loadOfficeWords()]);
  return { default: part };
});

function sayClock({ t }: Words, offMs: number): string {
  const hours = Math.round(Math.abs(offMs) / HOUR_MS);
  const how =
    hours < 48
      ? t("phone.trouble.hours", Math.max(1, hours))
      : t("phone.trouble.days", Math.round(hours / 24));
  return t(offMs > 0 ? "phone.trouble.clockBehind" : "phone.trouble.clockAhead", { how });
}
