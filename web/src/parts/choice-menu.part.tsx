import { type Component, type JSX, lazy, Show } from "solid-js";
import type { ChoiceMenuProps } from "./choice-list.part.tsx";
import { MenuDoor } from "./menu-door.part.tsx";
import "./menu.css";

const List = lazy(() => import("./choice-list.part.tsx").then((m) => ({ default: m.ChoiceList })));

/** One of several, behind a button. */
export function ChoiceMenu<T extends string>(props: ChoiceMenuProps<T>): JSX.Element {
  // A component made by `lazy` has no type parameter; the choices it gives back are the ones it got.
  const Choices = List as unknown as Component<ChoiceMenuProps<T>>;
  return (
    <MenuDoor onReach={() => void List.preload()} menu={<Choices {...props} />}>
      {(door) => (
        <Show
          when={props.face}
          fallback={
            <button {...door} class="icon-button" aria-label={props.label} data-tip={props.label}>
              {props.icon}
            </button>
          }
        >
          <button {...door} class="face-button" data-tip={props.label}>
            {props.face}
          </button>
        </Show>
      )}
    </MenuDoor>
  );
}
