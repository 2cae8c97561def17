import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { type Accessor, createMemo, createSignal, type JSX, Show } from "solid-js";
import type { RoundCard } from "../../../../shared/rooms/round-view.ts";
import { useWords } from "../../locales/words.ts";
import type { Reading } from "../../state/create-reading.ts";
import "./field-filter.css";

/** Which points of a round somebody wants to see. */
export interface FieldFilter {
  readonly text: Accessor<string>;
  readonly setText: (text: string) => void;
  /** Only those that something keeps from being read. */
  readonly isStuck: Accessor<boolean>;
  readonly setStuck: (isStuck: boolean) => void;
  /** `undefined`: all of them. */
  readonly shown: Accessor<ReadonlySet<string> | undefined>;
  isShown(pointId: string): boolean;
  /** What is left, as far as it is shown. */
  readonly rows: Reading["rows"];
}

export function createFieldFilter(reading: Pick<Reading, "cards" | "rows" | "whyOf" | "beat">): FieldFilter {
  const [text, setText] = createSignal("");
  const [isStuck, setStuck] = createSignal(false);
  const shown = createMemo(() => {
    const wanted = text().toLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length === 0 && !isStuck()) return undefined;
    if (isStuck()) reading.beat();
    const found = reading
      .cards()
      .filter((card) => matches(card, wanted) && (!isStuck() || reading.whyOf(card.pointId)));
    return new Set(found.map(({ pointId }) => pointId));
  });
  const isShown = (pointId: string): boolean => shown()?.has(pointId) ?? true;
  return {
    text,
    setText,
    isStuck,
    setStuck,
    shown,
    isShown,
    rows: createMemo(() =>
      shown() ? reading.rows().filter(({ card }) => isShown(card.pointId)) : reading.rows(),
    ),
  };
}

function matches(card: RoundCard, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const said = `${card.address} ${card.number} ${card.customer} ${card.meter?.serial ?? ""}`.toLowerCase();
  return wanted.every((word) => said.includes(word));
}

/** Finds a house or a number among what is left, or what needs help. */
export function FieldFilterRow(props: { readonly filter: FieldFilter }): JSX.Element {
  const words = useWords();
  return (
    <search class="field-filter">
      <span class="field-find">
        <Search size={18} aria-hidden="true" />
        <input
          type="search"
          enterkeyhint="search"
          autocomplete="off"
          aria-label={words.t("road.find.label")}
          placeholder={words.t("road.find.label")}
          value={props.filter.text()}
          onInput={(event) => props.filter.setText(event.currentTarget.value)}
        />
        <Show when={props.filter.text() !== ""}>
          <button
            type="button"
            class="field-icon"
            aria-label={words.t("road.find.clear")}
            onClick={() => props.filter.setText("")}
          >
            <X size={20} aria-hidden="true" />
          </button>
        </Show>
      </span>
      <label class="field-whole">
        <input
          type="checkbox"
          checked={props.filter.isStuck()}
          onChange={(event) => props.filter.setStuck(event.currentTarget.checked)}
        />
        <span>{words.t("road.find.stuck")}</span>
      </label>
      <Show when={props.filter.shown()?.size === 0}>
        <p class="field-find-none" role="status">
          {words.t("road.find.none")}
        </p>
      </Show>
    </search>
  );
}
