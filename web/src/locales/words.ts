import type { Flatten, Translator } from "@solid-primitives/i18n";
import { createContext, useContext } from "solid-js";
import type { Formats } from "../format/make-formats.ts";
import type { Catalogue } from "./en.ts";
import type { Locale } from "./locale.ts";
import type { OfficeCatalogue } from "./office-en.ts";
import type { ScreensCatalogue } from "./screens-en.ts";

export type Dictionary = Flatten<Catalogue> & Flatten<OfficeCatalogue> & Flatten<ScreensCatalogue>;
export type Translate = Translator<Dictionary>;

/** What a screen needs to speak: sentences, numbers and times in the reader's language. */
export interface Words {
  readonly t: Translate;
  /** The words of a key that the catalogues may not have, such as one built from a server's code. */
  find(key: string): string | undefined;
  readonly locale: () => Locale;
  readonly formats: () => Formats;
  /** 12 s, 4 min, 3 h, 5 d. */
  age(ageMs: number): string;
  /** The sentence for an error code; codes without one are named. */
  error(code: string): string;
  /** An info code in words; ids without words are shown as they are. */
  status(statusId: string): string;
}

export const WordsContext = createContext<Words>();

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("no words: this part stands outside the app");
  return words;
}
