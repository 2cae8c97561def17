import Share2 from "lucide-solid/icons/share-2";
import { type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { createKeptUse } from "../../state/create-kept-use.ts";
import type { PointPlace } from "../../state/point-card.ts";
import { UsePanel } from "./use-panel.tsx";

/** What the customer used, by what the office knew in the morning: no head, no network. */
export function KeptUsePanel(props: { readonly place: PointPlace }): JSX.Element {
  const words = useWords();
  const kept = createKeptUse(props.place);
  const none = (): string => words.t(kept.found() === null ? "door.past.notHere" : "door.past.nothing");
  return (
    <Show when={kept.found() !== undefined}>
      <UsePanel byDay={kept.byDay()} byMonth={kept.byMonth()} none={none()}>
        <Show when={kept.found()}>
          {(use) => (
            <>
              <Show when={use().series.length > 0}>
                <p class="door-hint">
                  {words.t("door.past.asOf", { date: words.formats().date(use().untilMs - 1) })}
                </p>
              </Show>
              <Show when={kept.customer()}>
                {(name) => <p class="door-hint">{words.t("door.past.of", { name: name() })}</p>}
              </Show>
              <Show when={use().page}>
                <button type="button" class="field-button" onClick={() => void kept.give()}>
                  <Share2 size={18} aria-hidden="true" />
                  {words.t("door.past.give")}
                </button>
                <p class="door-hint">{words.t("door.past.giveHint")}</p>
              </Show>
            </>
          )}
        </Show>
      </UsePanel>
    </Show>
  );
}
