import type { OwnFilter } from "./own-criteria.ts";

interface Saying {
  nameOf(field: string): string;
  say(field: string, text: string): string;
}

/** Between these ends, one of them left out where there is none. */
const rangeText = (from: string, to: string): string =>
  from === "" ? `≤ ${to}` : to === "" ? `≥ ${from}` : from === to ? from : `${from} – ${to}`;

/** What is asked of a field, without its name: `steel, –`, `10 – 20`, `“west”`. */
export function sayAsked({ field, texts, from, to, part }: OwnFilter, { say }: Saying): string {
  if (texts) return texts.map((text) => (text === "" ? "–" : say(field, text))).join(", ");
  if (part !== undefined) return `“${part}”`;
  return rangeText(from === undefined ? "" : say(field, from), to === undefined ? "" : say(field, to));
}

/** `Pipe: steel, copper` */
export const sayOwnFilter = (filter: OwnFilter, saying: Saying): string =>
  `${saying.nameOf(filter.field)}: ${sayAsked(filter, saying)}`;
