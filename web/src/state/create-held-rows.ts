import { type Accessor, createMemo, createSignal, onCleanup } from "solid-js";
import { type HeldOrder, holdOrder, isOutOfOrder } from "../live/held-rows.ts";

/** So long after a reader's last move the rows may move again, unless they were scrolled to. */
const READING_MS = 30_000;

export interface HeldRows<Row> {
  readonly rows: Accessor<readonly Row[]>;
  /** They would stand otherwise if nobody read them. */
  readonly isWaiting: Accessor<boolean>;
  sortAgain(): void;
  /** The reader moved: `isAway` from the first row, where it holds until they are back. */
  read(isAway: boolean): void;
}

/** Rows that sort by themselves while they are heard, but not under the eyes of somebody who reads them. */
export function createHeldRows<Row extends { readonly id: string }>(wish: {
  /** Those asked for, as they sort now. */
  readonly sorted: Accessor<readonly Row[]>;
  /** All there are, so that one that is not asked for any more stays in sight. */
  readonly all: Accessor<readonly Row[]>;
  readonly way: Accessor<string>;
}): HeldRows<Row> {
  const [isReading, setReading] = createSignal(false);
  const [isAway, setAway] = createSignal(false);
  const [turn, setTurn] = createSignal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const order = createMemo((before: HeldOrder | undefined) =>
    holdOrder(before, wish.sorted(), { way: `${turn()} ${wish.way()}`, isHeld: isReading() || isAway() }),
  );
  return {
    rows: createMemo(() => {
      const byId = new Map(wish.all().map((row) => [row.id, row]));
      return order().ids.flatMap((id) => byId.get(id) ?? []);
    }),
    isWaiting: () => isOutOfOrder(order(), wish.sorted()),
    sortAgain: () => void setTurn((count) => count + 1),
    read(away) {
      setAway(away);
      setReading(true);
      clearTimeout(timer);
      timer = setTimeout(() => setReading(false), READING_MS);
    },
  };
}
