import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import type { InspectedTelegram } from "../telegram/inspect-telegrams.ts";
import "./inspected-list.css";

/** Telegrams of a pasted text, one of them chosen. */
export function InspectedList(props: {
  readonly telegrams: readonly InspectedTelegram[];
  readonly chosen: number | undefined;
  readonly left: number;
  readonly onChoose: (line: number) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <nav class="inspected" aria-label={words.t("inspector.list")}>
      <ul>
        <For each={props.telegrams}>
          {(telegram) => (
            <li>
              <button
                type="button"
                class="inspected-one"
                aria-current={telegram.line === props.chosen}
                onClick={() => props.onChoose(telegram.line)}
              >
                <Face telegram={telegram} />
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.left > 0}>
        <p class="inspected-left">{words.t("inspector.left", props.left)}</p>
      </Show>
    </nav>
  );
}

function Face(props: { readonly telegram: InspectedTelegram }): JSX.Element {
  const words = useWords();
  const seen = () => {
    const { result } = props.telegram;
    return result.ok ? result.value : result.error.partial;
  };
  const outcome = (): string => {
    const { result } = props.telegram;
    return result.ok
      ? (words.find(`verdict.${result.value.security.verdict}`) ?? "")
      : (words.find(`outcome.${result.error.kind}`) ?? result.error.kind);
  };
  const isBad = (): boolean => {
    const { result } = props.telegram;
    return !result.ok || ["wrong-key", "no-key", "unsupported"].includes(result.value.security.verdict);
  };
  return (
    <>
      <span class="faint">{words.t("inspector.line", { n: props.telegram.line })}</span>
      <span class="inspected-meter one-line">
        <Show when={seen()?.meter} fallback="–">
          {(meter) => `${meter().manufacturer} ${meter().id}`}
        </Show>
      </span>
      <span class="inspected-outcome one-line" data-bad={isBad()}>
        {outcome()}
      </span>
    </>
  );
}
