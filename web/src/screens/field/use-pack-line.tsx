import { type JSX, Show } from "solid-js";
import { useWords, type Words } from "../../locales/words.ts";
import { createUsePack, type UsesState } from "../../state/create-use-pack.ts";
import type { Field } from "../../state/field.ts";
import { ownerOf, useOffice } from "../../state/office.ts";
import { PackLine } from "./pack-line.tsx";

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
      <PackLine
        label={words.t("door.past.label")}
        text={sayUses(words, pack.state())}
        isGood={isGood()}
        action={isGood() ? undefined : words.t("road.pack.fetch")}
        fetching={fetching()}
        onFetch={pack.fetch}
        onCancel={pack.cancel}
      />
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
      if (state.code === "full") return words.t("door.past.full");
      if (state.code !== undefined) return `${words.t("door.past.label")}: ${words.error(state.code)}`;
      return state.isSomeHere ? words.t("door.past.missingOf", state.rounds) : words.t("door.past.missing");
    default:
      return "";
  }
}
