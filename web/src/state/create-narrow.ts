import { type Accessor, createSignal, onCleanup } from "solid-js";

/** Whether the screen is as narrow as a phone; the same width as in the styles. */
export function createNarrow(): Accessor<boolean> {
  const query = matchMedia("(width < 44rem)");
  const [isNarrow, setNarrow] = createSignal(query.matches);
  const follow = (): boolean => setNarrow(query.matches);
  query.addEventListener("change", follow);
  onCleanup(() => query.removeEventListener("change", follow));
  return isNarrow;
}
