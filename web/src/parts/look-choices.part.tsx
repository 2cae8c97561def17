import Languages from "lucide-solid/icons/languages";
import Moon from "lucide-solid/icons/moon";
import Sun from "lucide-solid/icons/sun";
import SunMedium from "lucide-solid/icons/sun-medium";
import SunMoon from "lucide-solid/icons/sun-moon";
import type { Component, JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { LOCALES, type Locale } from "../locales/locale.ts";
import { useWords } from "../locales/words.ts";
import { ChoiceMenu } from "./choice-menu.part.tsx";

const ICONS: Readonly<Record<string, Component<{ size: number; "aria-hidden": "true" }>>> = {
  light: Sun,
  dark: Moon,
  sunlight: SunMedium,
};

/** Language and light or dark: a person's own, signed in or not. */
export function LookChoices<Theme extends string>(props: {
  readonly themes: readonly Theme[];
  readonly theme: Theme;
  readonly onLocale: (locale: Locale) => void;
  readonly onTheme: (theme: Theme) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <>
      <ChoiceMenu
        label={words.t("language")}
        icon={<Languages size={16} aria-hidden="true" />}
        choices={LOCALES.map(({ id, name }) => ({ value: id, label: name, lang: id }))}
        value={words.locale()}
        onChoose={props.onLocale}
      />
      <ChoiceMenu
        label={words.t("theme.label")}
        icon={<Dynamic component={ICONS[props.theme] ?? SunMoon} size={16} aria-hidden="true" />}
        choices={props.themes.map((value) => ({ value, label: words.find(`theme.${value}`) ?? value }))}
        value={props.theme}
        onChoose={props.onTheme}
      />
    </>
  );
}
