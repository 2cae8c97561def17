import X from "lucide-solid/icons/x";
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./self-test.css";

export interface SelfTestView {
  readonly isDone: boolean;
  readonly leftMs: number;
  readonly parts: readonly { readonly mode: string; readonly frames: number }[];
  readonly damaged: number;
  readonly told: { readonly c: number; readonly t: number };
  readonly strongestDbm: number | undefined;
}

/** What was heard in each radio mode within half a minute, and what it means. */
export function SelfTestPanel(props: {
  readonly now: SelfTestView | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.now}>
      {(now) => (
        <section class="self-test" aria-label={words.t("phone.test.title")}>
          <p class="self-test-head" role="status">
            <span>
              {now().isDone
                ? verdict(now(), words.t("phone.test.good"), words.t("phone.test.nothing"))
                : words.t("phone.test.left", { seconds: Math.ceil(now().leftMs / 1000) })}
            </span>
          </p>
          <button
            type="button"
            class="field-icon"
            aria-label={words.t("phone.test.close")}
            onClick={() => props.onClose()}
          >
            <X size={20} aria-hidden="true" />
          </button>
          <dl class="self-test-parts">
            <For each={now().parts}>
              {(part) => (
                <Count label={words.find(`phone.test.mode-${part.mode}`) ?? part.mode} value={part.frames} />
              )}
            </For>
            <Show when={now().told.c + now().told.t > 0}>
              <Count label={words.t("phone.test.toldC")} value={now().told.c} />
              <Count label={words.t("phone.test.toldT")} value={now().told.t} />
            </Show>
            <Show when={now().damaged > 0}>
              <Count label={words.t("road.read.damaged")} value={now().damaged} />
            </Show>
            <Show when={now().strongestDbm !== undefined}>
              <Count
                label={words.t("phone.test.strongest")}
                value={Math.round(now().strongestDbm ?? 0)}
                unit="dBm"
              />
            </Show>
          </dl>
        </section>
      )}
    </Show>
  );
}

const verdict = ({ parts }: SelfTestView, good: string, nothing: string): string =>
  parts.some(({ frames }) => frames > 0) ? good : nothing;

function Count(props: {
  readonly label: string;
  readonly value: number;
  readonly unit?: string;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="self-test-part">
      <dt>{props.label}</dt>
      <dd class="number">
        {words.formats().decimal(String(props.value))}{" "}
        <Show when={props.unit}>
          <span class="unit">{props.unit}</span>
        </Show>
      </dd>
    </div>
  );
}
