import { createResource, type JSX, Show } from "solid-js";
import { loadOfficeWords } from "../../state/create-words.ts";
import type { Field } from "../../state/field.ts";
import { FormatsLine } from "./formats-line.tsx";
import { MapPackLine } from "./map-pack-line.tsx";
import { ReceiverCheck } from "./receiver-check.tsx";
import { UsePackLine } from "./use-pack-line.tsx";

/** Lines of the morning's list that are fetched when there is a round. */
export function MorningLines(props: {
  readonly field: Field;
  readonly testedAtMs: number | undefined;
}): JSX.Element {
  // They say more than the start page's own sentences.
  const [isWorded] = createResource(() =>
    loadOfficeWords().then(
      () => true,
      () => false,
    ),
  );
  return (
    <Show when={isWorded()}>
      <ReceiverCheck field={props.field} testedAtMs={props.testedAtMs} />
      <FormatsLine field={props.field} />
      <UsePackLine field={props.field} />
      <MapPackLine field={props.field} />
    </Show>
  );
}
