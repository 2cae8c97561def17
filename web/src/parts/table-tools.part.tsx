import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import Download from "lucide-solid/icons/download";
import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";

const SAID_MS = 1600;

/** Takes something to the clipboard and says so. */
export function CopyButton(props: {
  readonly label: string;
  readonly tip?: string | undefined;
  readonly onCopy: () => Promise<boolean>;
}): JSX.Element {
  const words = useWords();
  const [isCopied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const copy = async (): Promise<void> => {
    setCopied(await props.onCopy());
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), SAID_MS);
  };
  onCleanup(() => clearTimeout(timer));
  return (
    <Button
      tone="quiet"
      label={isCopied() ? words.t("table.copied") : props.label}
      tip={props.tip}
      icon={
        <Show when={isCopied()} fallback={<Copy size={14} aria-hidden="true" />}>
          <Check size={14} aria-hidden="true" />
        </Show>
      }
      onPress={() => void copy()}
    />
  );
}

/** A table to take along. */
export function TableTools(props: {
  readonly note?: JSX.Element | undefined;
  readonly onCopy: () => Promise<boolean>;
  readonly onCsv: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="table-tools">
      <span class="table-note">{props.note}</span>
      <CopyButton label={words.t("table.copy")} tip={words.t("table.copyHint")} onCopy={props.onCopy} />
      <Button
        tone="quiet"
        label={words.t("table.csv")}
        tip={words.t("table.csvHint")}
        icon={<Download size={14} aria-hidden="true" />}
        onPress={() => props.onCsv()}
      />
    </div>
  );
}
