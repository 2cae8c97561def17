import { flatten, resolveTemplate, translator } from "@solid-primitives/i18n";
import { createMemo, createSignal } from "solid-js";
import { formatAge } from "../format/format-age.ts";
import { makeFormats } from "../format/make-formats.ts";
import type { Catalogue } from "../locales/en.ts";
import { chooseLocale, type Locale, tagOf } from "../locales/locale.ts";
import type { OfficeCatalogue } from "../locales/office-en.ts";
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

let isOfficeSpoken = false;
let speakOffice: () => Promise<void> = () => Promise.resolve();

/** The sentences that a phone's start page can do without; every screen but the field's waits for them. */
export async function loadOfficeWords(): Promise<void> {
  if (isOfficeSpoken) return;
  isOfficeSpoken = true;
  await speakOffice();
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
  speakOffice = async () => {
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
  const [field, office] = await Promise.all([
    CATALOGUES[locale](),
    isOfficeSpoken ? OFFICE_CATALOGUES[locale]() : undefined,
  ]);
  // Whoever asks for a sentence of the office's stands behind a screen that has waited for it.
  return { locale, dictionary: { ...flatten(field), ...(office && flatten(office)) } as Dictionary };
}
