import { type Accessor, createSignal, onCleanup } from "solid-js";
import { pxOfRem } from "./root-px.ts";

/** Rows from `from` up to `to`, exclusive. */
export interface RowSpan {
  readonly from: number;
  readonly to: number;
}

/** Drawn beyond both edges, so that a flick of the thumb does not show an empty list. */
const BEYOND = 6;

/** Which of so many equally high rows are to be drawn. */
export function spanInSight(
  { topPx, heightPx, rowPx }: { readonly topPx: number; readonly heightPx: number; readonly rowPx: number },
  count: number,
): RowSpan {
  const from = Math.min(count, Math.max(0, Math.floor(topPx / rowPx) - BEYOND));
  return { from, to: Math.min(count, Math.ceil((topPx + heightPx) / rowPx) + BEYOND) };
}

/**
 * The window on a list whose rows are all equally high: what is in sight is arithmetic. A list that loses
 * twenty rows a second is not measured anew for each of them.
 */
export function createRowWindow(rowRem: number, count: Accessor<number>) {
  const [place, setPlace] = createSignal(
    { topPx: 0, heightPx: 0, rowPx: rowRem * 16 },
    { equals: (a, b) => a.topPx === b.topPx && a.heightPx === b.heightPx && a.rowPx === b.rowPx },
  );
  return {
    span: (): RowSpan => spanInSight(place(), count()),
    /** From now on this element scrolls. */
    watch(element: HTMLElement): void {
      const look = (): void => {
        setPlace({ topPx: element.scrollTop, heightPx: element.clientHeight, rowPx: pxOfRem(rowRem) });
      };
      // What scrolls can be scrolled by keys too.
      element.tabIndex = 0;
      element.addEventListener("scroll", look, { passive: true });
      const resized = new ResizeObserver(look);
      resized.observe(element);
      onCleanup(() => resized.disconnect());
    },
  };
}
