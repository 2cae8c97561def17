import { A } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import Undo2 from "lucide-solid/icons/undo-2";
import { For, type JSX, Show } from "solid-js";
import type { WireNewVisit } from "../../../shared/model/wire-visits.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import "./field-button.css";
import "./kept-visit.css";

/** What this phone has said of a point: taken back while it is here only, said again later. */
export function KeptVisit(props: {
  readonly visit: WireNewVisit & { readonly isSent: 0 | 1; readonly refused?: string };
  readonly fault: string | undefined;
  readonly backTo: string;
  readonly onUndo: () => void;
  readonly onAgain: () => void;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  const isSent = (): boolean => props.visit.isSent === 1;
  const title = (): string =>
    props.visit.outcome === "read" ? t("visit.kept.read") : t(`visit.outcome.${props.visit.outcome}`);
  return (
    <section class="kept-visit" aria-live="polite">
      <p class="kept-visit-line">
        <Check size={22} aria-hidden="true" />
        {title()}
      </p>
      <Show when={props.visit.values.length > 0}>
        <ul>
          <For each={props.visit.values}>
            {({ register, value, unit }) => (
              <li>
                {words.find(`register.${register}`) ?? register}:{" "}
                <strong class="number">
                  <Amount value={value} unit={unit} />
                </strong>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.visit.note}>
        <p>{props.visit.note}</p>
      </Show>
      <Show
        when={props.visit.refused}
        fallback={
          <p class="muted">
            {t(isSent() ? "visit.kept.sent" : "visit.kept.waiting", {
              time: words.formats().dateTime(props.visit.atMs),
            })}
          </p>
        }
      >
        {(code) => (
          <p class="field-warning" role="alert">
            {t("visit.kept.refused")} {words.error(code())}
          </p>
        )}
      </Show>
      <Show when={props.fault}>
        {(code) => (
          <p class="field-warning" role="alert">
            {words.error(code())}
          </p>
        )}
      </Show>
      <Show when={!isSent()}>
        <button type="button" class="field-button" onClick={() => props.onUndo()}>
          <Undo2 size={18} aria-hidden="true" />
          <span>{t("visit.undo")}</span>
        </button>
      </Show>
      <Show when={isSent()}>
        <button type="button" class="field-button" onClick={() => props.onAgain()}>
          <span>{t("visit.again")}</span>
        </button>
      </Show>
      <A class="field-button" data-tone="accent" href={props.backTo}>
        {t("door.back")}
      </A>
    </section>
  );
}
