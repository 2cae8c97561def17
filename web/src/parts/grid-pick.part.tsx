import { createEffect, type JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./grid-pick.css";

/** The box of one row. With Shift it picks what lies between as well. */
export function GridPick(props: {
  readonly isPicked: boolean;
  /** What the row is called. */
  readonly name: string;
  readonly onToggle: () => void;
  readonly onExtend: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <td class="grid-cell is-pick">
      <label class="grid-pick-place">
        <input
          type="checkbox"
          class="grid-pick"
          tabIndex={-1}
          aria-label={words.t("desk.pick.one", { name: props.name })}
          checked={props.isPicked}
          on:click={(event) => {
            if (event.shiftKey) props.onExtend();
            else props.onToggle();
            // The box shows what is picked, also where a range left it as it was.
            event.currentTarget.checked = props.isPicked;
          }}
        />
      </label>
    </td>
  );
}

/** The box over all rows that are shown. */
export function GridPickAll(props: {
  readonly standing: "none" | "some" | "all";
  readonly onAll: () => void;
  readonly onNone: () => void;
}): JSX.Element {
  const words = useWords();
  let box: HTMLInputElement | undefined;
  createEffect(() => {
    if (!box) return;
    box.checked = props.standing === "all";
    box.indeterminate = props.standing === "some";
  });
  return (
    <th scope="col" class="grid-cell is-pick">
      <label class="grid-pick-place" data-tip={words.t("desk.pick.allHint")}>
        <input
          ref={box}
          type="checkbox"
          class="grid-pick"
          aria-label={words.t("desk.pick.all")}
          on:change={() => (props.standing === "all" ? props.onNone() : props.onAll())}
        />
      </label>
    </th>
  );
}
