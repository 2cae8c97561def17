import { flatten, resolveTemplate, translator } from "@solid-primitives/i18n";
import { createMemo, createSignal } from "solid-js";
import { formatAge } from "../format/format-age.ts";
import { makeFormats } from "../format/make-formats.ts";
import type { Catalogue } from "../locales/en.ts";
import { chooseLocale, type Locale, tagOf } from "../locales/locale.ts";
import type { OfficeCatalogue } from "../locales/office-en.ts";
import type { ScreensCatalogue } from "../locales/screens-en.ts";
import type { Dictionary, Words } from "../locales/words.ts";
import { makeStoredChoice } from "./stored-choice.ts";

const CATALOGUES: Readonly<Record<Locale, () => Promise<Catalogue>>> = {
  en: () => import("../locales/en.ts").then(({ en }) => en),
  da: () => import("../locales/da.ts").then(({ da }) => da),
  de: () => import("../locales/de.ts").then(({ de }) => de),
};

const OFFICE_CATALOGUES: Readonly<Record<Locale, () => Promise<OfficeCatalogue>>> = {
  en: () => import("../locales/office-en.ts").then(({ enOffice }) => enOffice),
  da: () => import("../locales/office-da.ts").then(({ daOffice }) => daOffice),
  de: () => import("../locales/office-de.ts").then(({ deOffice }) => deOffice),
};

const SCREENS_CATALOGUES: Readonly<Record<Locale, () => Promise<ScreensCatalogue>>> = {
  en: () => import("../locales/screens-en.ts").then(({ enScreens }) => enScreens),
  da: () => import("../locales/screens-da.ts").then(({ daScreens }) => daScreens),
  de: () => import("../locales/screens-de.ts").then(({ deScreens }) => deScreens),
};

/** How much is spoken: a phone's start page alone, the list and what is around it, every screen. */
const REACH = { start: 0, list: 1, all: 2 } as const;
type Reach = keyof typeof REACH;

let reach: Reach = "start";
let speakMore: () => Promise<void> = () => Promise.resolve();
let speaking: Promise<void> = Promise.resolve();

/** The sentences that a phone's start page, or the list, can do without; whoever needs them waits for them. */
export async function loadOfficeWords(wanted: Exclude<Reach, "start"> = "all"): Promise<void> {
  const before = reach;
  if (REACH[before] < REACH[wanted]) {
    reach = wanted;
    const more = (): Promise<void> => speakMore();
    // One after the other: what was asked for first must not take the place of what holds more.
    speaking = speaking.then(more, more).catch((error: unknown) => {
      if (reach === wanted) reach = before;
      throw error;
    });
  }
  await speaking;
}

const stored = makeStoredChoice("locale");

interface Spoken {
  readonly locale: Locale;
  readonly dictionary: Dictionary;
}

export interface WordsChoice extends Words {
  choose(locale: Locale): Promise<void>;
  /** Times are written in the utility's zone once it is known. */
  useTimeZone(timeZone: string): void;
}

/** Loads the reader's language, and only that one. */
export const loadFirstWords = (): Promise<Spoken> =>
  loadSpoken(chooseLocale([stored.read(), ...navigator.languages]));

export function createWords(first: Spoken): WordsChoice {
  const [spoken, setSpoken] = createSignal(first);
  const [timeZone, useTimeZone] = createSignal(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const formats = createMemo(() => makeFormats(tagOf(spoken().locale), timeZone()));
  const ageUnits = createMemo(() => {
    const { dictionary } = spoken();
    return {
      second: dictionary["age.second"],
      minute: dictionary["age.minute"],
      hour: dictionary["age.hour"],
      day: dictionary["age.day"],
    };
  });
  const t = translator(() => spoken().dictionary, resolveTemplate);
  const find = (key: string): string | undefined => {
    const found: unknown = Reflect.get(spoken().dictionary, key);
    return typeof found === "string" ? found : undefined;
  };
  document.documentElement.lang = first.locale;
  speakMore = async () => {
    setSpoken(await loadSpoken(spoken().locale));
  };
  return {
    t,
    find,
    locale: () => spoken().locale,
    formats,
    age: (ageMs) => formatAge(ageMs, ageUnits()),
    error: (code) => find(`error.${code}`) ?? t("error.unknown", { code }),
    status: (statusId) => find(`status.${statusId}`) ?? statusId,
    useTimeZone,
    async choose(locale) {
      const next = await loadSpoken(locale);
      stored.write(locale);
      document.documentElement.lang = locale;
      setSpoken(next);
    },
  };
}

async function loadSpoken(locale: Locale): Promise<Spoken> {
  const [field, office, screens] = await Promise.all([
    CATALOGUES[locale](),
    REACH[reach] >= REACH.list ? OFFICE_CATALOGUES[locale]() : undefined,
    REACH[reach] >= REACH.all ? SCREENS_CATALOGUES[locale]() : undefined,
  ]);
  // Whoever asks for a sentence of the office's stands behind a screen that has waited for it.
  const dictionary = { ...flatten(field), ...(office && flatten(office)), ...(screens && flatten(screens)) };
  return { locale, dictionary: dictionary as Dictionary };
}
