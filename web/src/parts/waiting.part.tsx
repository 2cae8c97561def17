import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import { Notice } from "./notice.part.tsx";

/** Sooner a word would only flicker. */
const SAY_MS = 1500;
const LONG_MS = 10_000;

/** Stands where something is waited for: what that is, once it takes a while, and then a way on. */
export function Waiting(props: { readonly title: string }): JSX.Element {
  const words = useWords();
  const [isSaid, setSaid] = createSignal(false);
  const [isLong, setLong] = createSignal(false);
  const timers = [setTimeout(setSaid, SAY_MS, true), setTimeout(setLong, LONG_MS, true)];
  onCleanup(() => {
    for (const timer of timers) clearTimeout(timer);
  });
  return (
    <Show when={isSaid()}>
      <Notice title={props.title} hint={isLong() ? words.t("app.waitLong") : undefined}>
        {isLong() ? <Button label={words.t("app.reload")} onPress={() => location.reload()} /> : undefined}
      </Notice>
    </Show>
  );
}
