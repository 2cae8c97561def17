import ChevronDown from "lucide-solid/icons/chevron-down";
import { type JSX, Show } from "solid-js";

export interface FilterMenuProps {
  readonly label: string;
  readonly chosen: readonly string[];
  /** Only one at a time. */
  readonly isSingle?: boolean | undefined;
  /** How many rows each choice would show: counted only while the menu is open. */
  readonly count: () => ReadonlyMap<string, number>;
  readonly valuesOf: (counts: ReadonlyMap<string, number>) => readonly string[];
  readonly labelOf: (value: string) => string;
  readonly iconOf?: ((value: string) => JSX.Element) | undefined;
  /** A line below this choice sets it apart from those behind. */
  readonly apartAfter?: string | undefined;
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** What a filter is called, and what is chosen of it. */
export function FilterName(props: Pick<FilterMenuProps, "label" | "chosen" | "labelOf">): JSX.Element {
  return (
    <>
      <span>{props.label}</span>
      <Show when={props.chosen.length > 0}>
        <span class="filter-summary one-line">{props.chosen.map(props.labelOf).join(", ")}</span>
      </Show>
      <ChevronDown size={14} aria-hidden="true" />
    </>
  );
}
