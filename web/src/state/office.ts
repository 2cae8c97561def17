import { createContext, useContext } from "solid-js";
import { type Changes, createChanges } from "./create-changes.ts";
import { createPoints, type Points } from "./create-points.ts";
import { createTheme, type ThemeChoice } from "./create-theme.ts";
import type { WordsChoice } from "./create-words.ts";
import { createListPlace, type ListPlace } from "./list-place.ts";

/** What outlives a screen: the feed, the list of points and where one was in it, how things are said. */
export interface Office {
  readonly words: WordsChoice;
  readonly theme: ThemeChoice;
  readonly changes: Changes;
  readonly points: Points;
  readonly place: ListPlace;
}

export function createOffice(words: WordsChoice): Office {
  const changes = createChanges();
  return { words, theme: createTheme(), changes, points: createPoints(changes), place: createListPlace() };
}

export const OfficeContext = createContext<Office>();

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error("no office: this screen stands outside the app");
  return office;
}
