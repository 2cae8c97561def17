import { type JSX, Match, Show, Switch } from "solid-js";
import type { IntakeState } from "../../intake-protocol.ts";
import { useWords } from "../../locales/words.ts";
import { lazyPart } from "../../parts/lazy-part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { loadOfficeWords } from "../../state/create-words.ts";
import type { Field } from "../../state/field.ts";

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
  return (
    <>
      <Show when={isClockOdd(props.field.state())}>
        <ClockOdd field={props.field} />
      </Show>
      <Show when={props.field.noPlace()}>
        {(why) => (
          <p class="field-warning" role="alert">
            {words.t(why() === "denied" ? "phone.wrong.place" : "phone.wrong.placeLost")}
          </p>
        )}
      </Show>
      <Show when={!props.field.state()?.journal.isFull && props.field.state()?.journal.short}>
        {(short) => <StorageShort field={props.field} short={short()} />}
      </Show>
    </>
  );
}

/** Keys last less than this from when they were made. */
const LEASE_MS = 7 * 86_400_000;

/** The server says another time, or keys were made after what the phone's clock says, or ended before it. */
function isClockOdd(state: IntakeState | undefined): boolean {
  const { kind, expiresAtMs = 0 } = state?.phone ?? {};
  return !!state?.clockOffMs || kind === "expired" || expiresAtMs > Date.now() + LEASE_MS;
}

/** Seldom needed: fetched with their sentences when room gets short, or a clock is wrong. */
const StorageShort = lazyPart(async () => {
  const [{ StorageShort: part }] = await Promise.all([import("./storage-short.tsx"), loadOfficeWords()]);
  return part;
});
const ClockOdd = lazyPart(async () => {
  const [{ ClockOdd: part }] = await Promise.all([import("./clock-odd.tsx"), loadOfficeWords()]);
  return part;
});
