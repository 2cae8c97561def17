import { createSignal, type JSX, Show, Suspense } from "solid-js";

/** What the closed button of a menu needs. */
export interface Door {
  readonly type: "button";
  readonly "aria-haspopup": "menu";
  readonly "aria-expanded": "false";
  readonly onClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
}

/** A button whose menu is fetched when somebody reaches for it: most pages are left without one opened. */
export function MenuDoor(props: {
  /** Somebody may press in a moment. */
  readonly onReach: () => void;
  /** Open, with the button it hangs on. */
  readonly menu: JSX.Element;
  readonly children: (door: Door) => JSX.Element;
}): JSX.Element {
  const [isWanted, setWanted] = createSignal(false);
  const closed = (): JSX.Element =>
    props.children({
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onClick: () => setWanted(true),
      onKeyDown: (event) => {
        if (event.key === "ArrowDown") setWanted(true);
      },
      onPointerEnter: () => props.onReach(),
      onFocus: () => props.onReach(),
    });
  return (
    <Show when={isWanted()} fallback={closed()}>
      <Suspense fallback={closed()}>{props.menu}</Suspense>
    </Show>
  );
}
