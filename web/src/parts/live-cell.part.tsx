import BelowIcon from "lucide-solid/icons/arrow-down-to-line";
import AboveIcon from "lucide-solid/icons/arrow-up-to-line";
import { type JSX, Show } from "solid-js";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type { LiveValue } from "../live/live-rows.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import { ProofButton } from "./proof-button.part.tsx";

/** Older than its row by more than this, a value says its own age. */
const BEHIND_MS = 60_000;

/** One value as its channel shows it: beside a limit with a sign of its own, and with its age where it is older than its row. */
export function LiveCell(props: {
  readonly value: LiveValue | undefined;
  readonly rowMs: number | undefined;
  readonly nowMs: number;
  readonly onProve: () => void;
}): JSX.Element {
  const words = useWords();
  const tip = (value: LiveValue): string =>
    [value.name, value.mark ? words.t(`live.mark.${value.mark}`) : "", words.formats().exactTime(value.atMs)]
      .filter((text) => text !== "")
      .join(" · ");
  const isBehind = (value: LiveValue): boolean => (props.rowMs ?? 0) - value.atMs > BEHIND_MS;
  return (
    <Show when={props.value} fallback={<span class="faint">–</span>}>
      {(value) => (
        <span class="live-value" data-mark={value().mark} data-behind={isBehind(value())}>
          <Show when={value().mark}>
            {(mark) => (
              <Show when={mark() === "high"} fallback={<BelowIcon size={14} aria-hidden="true" />}>
                <AboveIcon size={14} aria-hidden="true" />
              </Show>
            )}
          </Show>
          <ProofButton
            label={words.t("charts.proof.open")}
            exact={tip(value())}
            tabIndex={-1}
            onPress={props.onProve}
          >
            <Amount value={formatScaled(value().value)} unit={value().unit} />
          </ProofButton>
          <Show when={isBehind(value())}>
            <span class="faint live-behind">{words.age(props.nowMs - value().atMs)}</span>
          </Show>
        </span>
      )}
    </Show>
  );
}
