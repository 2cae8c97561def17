/** What a list needs to be walked by keys alone. */
export interface GridWalk {
  readonly count: () => number;
  readonly pageRows: () => number;
  /** Where we are; −1 for nowhere. */
  readonly place: () => number;
  /** `isExtending`: Shift is held, and what lies between is to be picked too. */
  readonly go: (place: number, isExtending: boolean) => void;
}

/** What a list needs so that its rows are picked by keys alone. */
export interface GridPicking {
  /** Picks the row where we are, or gives it back. */
  readonly toggle: () => void;
  readonly all: () => void;
  /** Gives all back; false when nothing was picked. */
  readonly none: () => boolean;
}

/** Arrows, page keys, Home and End move along the links of a list; Enter follows one, as it does anywhere. */
export function createGridKeys(walk: GridWalk): (event: KeyboardEvent) => void {
  return (event) => {
    const isOnCell = event.target instanceof HTMLElement && event.target.matches(CELL);
    if (event.ctrlKey || event.metaKey || event.altKey || !isOnCell) return;
    if (goesSideways(event)) return;
    const place = nextPlace(event.key, walk);
    if (place === undefined) return;
    event.preventDefault();
    if (walk.count() > 0) walk.go(Math.max(0, Math.min(walk.count() - 1, place)), event.shiftKey);
  };
}

/** What in a row takes the focus: its link, and numbers that lead to where they come from. */
const CELL = "a, .proof-button";

export const cellsOf = (row: Element | null | undefined): readonly HTMLElement[] => [
  ...(row?.querySelectorAll<HTMLElement>(CELL) ?? []),
];

/** Left and right hand the focus on along the row. */
function goesSideways(event: KeyboardEvent): boolean {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement)) return false;
  const cells = cellsOf(event.target.closest("tr"));
  const next = cells[cells.indexOf(event.target) + step];
  if (next) event.preventDefault();
  next?.focus();
  return next !== undefined;
}

function nextPlace(key: string, walk: GridWalk): number | undefined {
  const place = walk.place();
  switch (key) {
    case "ArrowDown":
      return place + 1;
    case "ArrowUp":
      return place < 0 ? 0 : place - 1;
    case "PageDown":
      return place + walk.pageRows();
    case "PageUp":
      return place - walk.pageRows();
    case "Home":
      return 0;
    case "End":
      return walk.count() - 1;
    default:
      return undefined;
  }
}

/** Space picks, Control and A picks all that are shown, Escape gives them back. */
export function createPickKeys(picking: GridPicking): (event: KeyboardEvent) => void {
  return (event) => {
    const isInList = event.target instanceof HTMLElement && event.target.matches("a, .grid-pick");
    if (event.altKey || !isInList) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === "a") picking.all();
    else if (!isCommand && event.key === " " && event.target.matches("a")) picking.toggle();
    else if (!(event.key === "Escape" && picking.none())) return;
    event.preventDefault();
  };
}
