import { type Accessor, createSignal } from "solid-js";
import { makeStoredChoice } from "./stored-choice.ts";

export const THEMES = ["system", "light", "dark", "sunlight"] as const;
export type Theme = (typeof THEMES)[number];

export interface ThemeChoice {
  readonly theme: Accessor<Theme>;
  choose(theme: Theme): void;
  /** Counts up when colours change, by choice or by the system: what is drawn on canvas draws again. */
  readonly repaint: Accessor<number>;
}

export function createTheme(): ThemeChoice {
  const stored = makeStoredChoice("theme");
  const [theme, setTheme] = createSignal<Theme>(THEMES.find((known) => known === stored.read()) ?? "system");
  const [repaint, setRepaint] = createSignal(0);
  const countUp = (): number => setRepaint((count) => count + 1);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", countUp);
  return {
    theme,
    repaint,
    choose(wanted) {
      stored.write(wanted === "system" ? null : wanted);
      if (wanted === "system") delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = wanted;
      setTheme(wanted);
      countUp();
    },
  };
}
