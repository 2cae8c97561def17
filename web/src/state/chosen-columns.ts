import { type Accessor, createSignal } from "solid-js";
import { columnNamed, type ListColumn } from "../points/point-criteria.ts";
import { makeStoredChoice } from "./stored-choice.ts";

/** What a person wants to see of each point, in their order. Kept on this browser, for each person apart. */
export interface ChosenColumns {
  /** `undefined`: they have not chosen, and get what there is room for. */
  readonly columns: Accessor<readonly ListColumn[] | undefined>;
  choose(columns: readonly ListColumn[] | undefined): void;
}

export function createChosenColumns(personId: string): ChosenColumns {
  const stored = makeStoredChoice(`points.columns.${personId}`);
  const [columns, setColumns] = createSignal(readColumns(stored.read()));
  return {
    columns,
    choose(next) {
      setColumns(next);
      stored.write(next ? next.join(",") : null);
    },
  };
}

/** A column of an older or newer app is left out; with none left nobody has chosen. */
function readColumns(text: string | null): readonly ListColumn[] | undefined {
  const names = (text ?? "").split(",");
  const columns = names.flatMap((name) => columnNamed(name) ?? []);
  return columns.length === 0 ? undefined : [...new Set(columns)];
}
