/** What a list needs to be walked by keys alone. */
export interface GridWalk {
  readonly count: () => number;
  readonly pageRows: () => number;
  /** Where we are; −1 for nowhere. */
  readonly place: () => number;
  readonly go: (place: number) => void;
}

/** Arrows, page keys, Home and End move along the links of a list; Enter follows one, as it does anywhere. */
export function createGridKeys(walk: GridWalk): (event: KeyboardEvent) => void {
  return (event) => {
    const isOnLink = event.target instanceof HTMLElement && event.target.matches("a");
    if (event.ctrlKey || event.metaKey || event.altKey || !isOnLink) return;
    const place = nextPlace(event.key, walk);
    if (place === undefined) return;
    event.preventDefault();
    if (walk.count() > 0) walk.go(Math.max(0, Math.min(walk.count() - 1, place)));
  };
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
