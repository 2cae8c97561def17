import { type JSX, Show } from "solid-js";
import { useWords, type Words } from "../../locales/words.ts";
import { createMapPack, type PackState } from "../../state/create-map-pack.ts";
import type { Field } from "../../state/field.ts";
import { PackLine } from "./pack-line.tsx";

/** The map of the rounds' area in the morning's list: whether it is here, how old, and one tap that fetches it. */
export function MapPackLine(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const pack = createMapPack(props.field);
  const isGood = (): boolean => ["no-map", "whole"].includes(pack.state().kind);
  const canFetch = (): boolean => {
    const state = pack.state();
    return state.kind === "missing" || (state.kind === "whole" && state.isOld);
  };
  const fetching = () => {
    const state = pack.state();
    return state.kind === "fetching" ? state.now : undefined;
  };
  return (
    <Show when={!["looking", "no-places"].includes(pack.state().kind)}>
      <PackLine
        label={words.t("road.pack.label")}
        text={sayPack(words, pack.state())}
        isGood={isGood()}
        action={
          canFetch()
            ? words.t(pack.state().kind === "missing" ? "road.pack.fetch" : "road.pack.again")
            : undefined
        }
        fetching={fetching()}
        onFetch={pack.fetch}
        onCancel={pack.cancel}
      />
    </Show>
  );
}

const MEGA = 1_000_000;

function sayPack(words: Words, state: PackState): string {
  const megabytes = (bytes: number): string => words.formats().decimal((bytes / MEGA).toFixed(1));
  const count = (n: number): string => words.formats().number(n);
  switch (state.kind) {
    case "no-map":
      return words.t("road.pack.none");
    case "forbidden":
      return words.t("road.pack.forbidden");
    case "whole":
      return words.t("road.pack.whole", {
        date: words.formats().dateTime(state.atMs),
        mb: megabytes(state.bytes),
      });
    case "fetching":
      return words.t("road.pack.fetching", {
        done: count(state.now.done),
        total: count(state.now.total),
        mb: megabytes(state.now.bytes),
      });
    case "missing":
      return state.why === undefined || state.why === "done" || state.why === "cancelled"
        ? words.t("road.pack.missing", { missing: count(state.missing), total: count(state.total) })
        : words.t(`road.pack.stopped.${state.why}`);
    default:
      return "";
  }
}
