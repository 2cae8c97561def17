import Columns3 from "lucide-solid/icons/columns-3";
import { type JSX, lazy } from "solid-js";
import { useWords } from "../locales/words.ts";
import type { ColumnListProps } from "./column-list.part.tsx";
import { MenuDoor } from "./menu-door.part.tsx";

const List = lazy(() => import("./column-list.part.tsx").then((m) => ({ default: m.ColumnList })));

/** Which columns the list has, and in which order; fetched when somebody reaches for it. */
export function ColumnMenu(props: ColumnListProps): JSX.Element {
  const words = useWords();
  return (
    <MenuDoor onReach={() => void List.preload()} menu={<List {...props} />}>
      {(door) => (
        <button
          {...door}
          aria-haspopup="dialog"
          class="icon-button"
          aria-label={words.t("desk.columns.label")}
          data-tip={words.t("desk.columns.label")}
        >
          <Columns3 size={16} aria-hidden="true" />
        </button>
      )}
    </MenuDoor>
  );
}
