import { type JSX, lazy } from "solid-js";
import { type FilterMenuProps, FilterName } from "./filter-name.part.tsx";
import { MenuDoor } from "./menu-door.part.tsx";
import "./menu.css";

const List = lazy(() => import("./filter-list.part.tsx").then((m) => ({ default: m.FilterList })));

/** A filter of a list: any number of choices, each with what it would show; fetched when somebody reaches for it. */
export function FilterMenu(props: FilterMenuProps): JSX.Element {
  return (
    <MenuDoor onReach={() => void List.preload()} menu={<List {...props} />}>
      {(door) => (
        <button {...door} class="filter-button" classList={{ "is-on": props.chosen.length > 0 }}>
          <FilterName {...props} />
        </button>
      )}
    </MenuDoor>
  );
}
