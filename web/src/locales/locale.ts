/** Languages the product speaks, each by its own name. */
export const LOCALES = [
  { id: "en", tag: "en-GB", name: "English" },
  { id: "da", tag: "da-DK", name: "Dansk" },
  { id: "de", tag: "de-DE", name: "Deutsch" },
] as const;

export type Locale = (typeof LOCALES)[number]["id"];

export const tagOf = (locale: Locale): string => LOCALES.find(({ id }) => id === locale)?.tag ?? "en-GB";

/** The first language of the reader's list that we speak; English when there is none. */
export function chooseLocale(wanted: readonly (string | null | undefined)[]): Locale {
  for (const language of wanted) {
    const found = LOCALES.find(({ id }) => language?.toLowerCase().split("-")[0] === id);
    if (found) return found.id;
  }
  return "en";
}
