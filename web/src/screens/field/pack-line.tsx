import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import { type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";

/** One thing that is fetched in the morning and kept: whether it is here, how far it is, and one tap for the rest. */
export function PackLine(props: {
  /** What it is, for whoever does not see the line. */
  readonly label: string;
  readonly text: string;
  readonly isGood: boolean;
  /** What the tap does; absent where there is nothing to fetch. */
  readonly action: string | undefined;
  readonly fetching: { readonly done: number; readonly total: number } | undefined;
  readonly onFetch: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <li class="check" data-good={props.isGood}>
      <Show when={props.isGood} fallback={<CircleAlert size={18} aria-hidden="true" />}>
        <CircleCheck size={18} aria-hidden="true" />
      </Show>
      <span role="status">{props.text}</span>
      <Show when={!props.fetching && props.action}>
        {(action) => (
          <button
            type="button"
            class="field-button"
            aria-label={`${action()}: ${props.label}`}
            onClick={() => props.onFetch()}
          >
            {action()}
          </button>
        )}
      </Show>
      <Show when={props.fetching}>
        {(now) => (
          <>
            <progress class="check-progress" max={now().total} value={now().done} aria-label={props.label} />
            <button
              type="button"
              class="field-button"
              aria-label={`${words.t("road.pack.cancel")}: ${props.label}`}
              onClick={() => props.onCancel()}
            >
              {words.t("road.pack.cancel")}
            </button>
          </>
        )}
      </Show>
    </li>
  );
}
