import { createSignal, type JSX, onCleanup, onMount } from "solid-js";
import "./tip.css";

const DELAY_MS = 350;

/**
 * One tooltip for the whole page, for whatever carries `data-tip`: a table of a hundred thousand rows
 * needs no more. It follows pointer and focus, and Escape puts it away.
 */
export function Tip(): JSX.Element {
  const [text, setText] = createSignal("");
  let element: HTMLDivElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = (): void => {
    clearTimeout(timer);
    setText("");
  };

  const place = (target: Element): void => {
    if (!element || !target.isConnected) return;
    setText(target.getAttribute("data-tip") ?? "");
    const at = target.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    const isBelow = at.top < own.height + 16;
    const left = Math.min(Math.max(8, at.left + at.width / 2 - own.width / 2), innerWidth - own.width - 8);
    element.style.left = `${left}px`;
    element.style.top = `${isBelow ? at.bottom + 6 : at.top - own.height - 6}px`;
  };

  const show = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
    hide();
    if (!target) return;
    const isFocus = event.type === "focusin";
    if (isFocus && !target.matches(":focus-visible")) return;
    timer = setTimeout(() => place(target), isFocus ? 0 : DELAY_MS);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") hide();
  };

  onMount(() => {
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("pointerover", show, { signal });
    document.addEventListener("focusin", show, { signal });
    document.addEventListener("focusout", hide, { signal });
    document.addEventListener("pointerdown", hide, { signal, capture: true });
    document.addEventListener("scroll", hide, { signal, capture: true, passive: true });
    document.addEventListener("keydown", onKey, { signal });
    onCleanup(() => listening.abort());
  });

  return (
    <div class="tip" role="tooltip" classList={{ "is-shown": text() !== "" }} ref={element}>
      {text()}
    </div>
  );
}
