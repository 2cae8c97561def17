import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import { createResource, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { countFormats } from "../../state/count-formats.ts";
import type { Field } from "../../state/field.ts";

/** Frame formats in the morning's list. */
export function FormatsLine(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  // They come with the rounds.
  const [found] = createResource(
    () => ({ rounds: props.field.rounds() }),
    async () => ({ count: await countFormats().catch(() => undefined) }),
  );
  const isGood = (): boolean => found.latest?.count !== undefined;
  return (
    <Show when={found.latest}>
      {(now) => (
        <li class="check" data-good={isGood()}>
          <Show when={isGood()} fallback={<CircleAlert size={18} aria-hidden="true" />}>
            <CircleCheck size={18} aria-hidden="true" />
          </Show>
          <span>
            {now().count === undefined
              ? words.t("door.past.noFormats")
              : words.t("door.past.formats", now().count ?? 0)}
          </span>
          <Show when={!isGood()}>
            <button type="button" class="field-button" onClick={() => void props.field.exchange()}>
              {words.t("road.sync.run")}
            </button>
          </Show>
        </li>
      )}
    </Show>
  );
}
