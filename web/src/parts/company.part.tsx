import { type JSX, Show } from "solid-js";
import type { Companion } from "../../../shared/rooms/company.ts";
import { useWords } from "../locales/words.ts";
import "./company.css";

/** Who else looks at the same thing; nothing while nobody does. */
export function CompanyLine(props: { readonly companions: readonly Companion[] }): JSX.Element {
  const words = useWords();
  const names = (): readonly string[] => [
    ...new Set(props.companions.map(({ name }) => name || words.t("edits.somebody"))),
  ];
  return (
    <Show when={names().length > 0}>
      <p class="company" role="status">
        {words.t("edits.here", names().join(", "), names().length)}
      </p>
    </Show>
  );
}

/** Who is in a field, or edits a thing; nothing while nobody does. */
export function EditingLine(props: {
  readonly companions: readonly Companion[];
  /** Absent: whichever. */
  readonly field?: string;
}): JSX.Element {
  const words = useWords();
  const editor = (): Companion | undefined =>
    props.companions.find(({ field }) => field !== undefined && (props.field ?? field) === field);
  return (
    <span class="company-editing" role="status">
      <Show when={editor()}>
        {(one) => words.t("edits.editing", { name: one().name || words.t("edits.somebody") })}
      </Show>
    </span>
  );
}
