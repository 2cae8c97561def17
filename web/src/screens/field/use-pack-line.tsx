import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import { type JSX, Show } from "solid-js";
import { useWords, type Words } from "../../locales/words.ts";
import { createUsePack, type UsesState } from "../../state/create-use-pack.ts";
import type { Field } from "../../state/field.ts";
import { ownerOf, useOffice } from "../../state/office.ts";

/** Use of thirteen months, for showing at doors, in the morning's list: whether it is here, and one tap that fetches it. */
export function UsePackLine(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const pack = createUsePack(props.field, words.locale, () => ownerOf(session));
  const isGood = (): boolean => {
    const state = pack.state();
    return state.kind === "whole" && !state.isOld;
  };
  const fetching = () => {
    const state = pack.state();
    return state.kind === "fetching" ? state : undefined;
  };
  return (
    <Show when={pack.state().kind !== "looking"}>
      <li class="check" data-good={isGood()}>
        <Show when={isGood()} fallback={<CircleAlert size={18} aria-hidden="true" />}>
          <CircleCheck size={18} aria-hidden="true" />
        </Show>
        <span role="status">{sayUses(words, pack.state())}</span>
        <Show
          when={fetching()}
          fallback={
            <Show when={!isGood()}>
              <button
                type="button"
                class="field-button"
                aria-label={`${words.t("road.pack.fetch")}: ${words.t("door.past.label")}`}
                onClick={() => pack.fetch()}
              >
                {words.t("road.pack.fetch")}
              </button>
            </Show>
          }
        >
          {(now) => (
            <>
              <progress
                class="check-progress"
                max={now().total}
                value={now().done}
                aria-label={words.t("door.past.label")}
              />
              <button type="button" class="field-button" onClick={() => pack.cancel()}>
                {words.t("road.pack.cancel")}
              </button>
            </>
          )}
        </Show>
      </li>
    </Show>
  );
}

function sayUses(words: Words, state: UsesState): string {
  const { date } = words.formats();
  switch (state.kind) {
    case "whole":
      if (state.isOld) return words.t("door.past.old", { date: date(state.untilMs - 1) });
      return words.t("door.past.whole", { points: state.points, date: date(state.untilMs - 1) });
    case "fetching":
      return words.t("door.past.fetching", { done: state.done, total: state.total });
    case "missing":
      if (state.code === undefined) return words.t("door.past.missing");
      return state.code === "full" ? words.t("door.past.full") : words.error(state.code);
    default:
      return "";
  }
}
