import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import { createSignal, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./fresh-link.css";

/** A one-time link that was just made, to be copied now. */
export function FreshLinkCard(props: {
  readonly url: string;
  readonly expiresAtMs: number;
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onDone: () => void;
}): JSX.Element {
  const words = useWords();
  const [isCopied, setCopied] = createSignal(false);
  const copy = async (): Promise<void> => {
    setCopied(await props.onCopy(props.url));
  };
  return (
    <div class="fresh-link">
      <p class="muted">
        {words.t("people.users.linkHint", { time: words.formats().dateTime(props.expiresAtMs) })}
      </p>
      <p class="fresh-link-url">{props.url}</p>
      <div class="form-actions">
        <Button
          label={words.t(isCopied() ? "people.users.copied" : "people.users.copy")}
          tone="accent"
          icon={
            <Show when={isCopied()} fallback={<Copy size={14} aria-hidden="true" />}>
              <Check size={14} aria-hidden="true" />
            </Show>
          }
          onPress={() => void copy()}
        />
        <Button label={words.t("people.users.done")} onPress={() => props.onDone()} />
      </div>
    </div>
  );
}
