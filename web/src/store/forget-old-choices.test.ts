import { expect, it } from "vitest";
import { forgetOldChoices } from "./forget-old-choices.ts";

it("takes away what was kept of weather and firmware, of any utility, and nothing else", () => {
  const kept = [
    "rounds.weather.town",
    "rounds.theme",
    "rounds.firmware.town.id-ada",
    "rounds.weather.first",
    "weather.of.another.app",
    "rounds.session",
  ];
  forgetOldChoices({
    get length() {
      return kept.length;
    },
    key: (n) => kept[n] ?? null,
    removeItem: (name) => void kept.splice(kept.indexOf(name), 1),
  });
  expect(kept).toEqual(["rounds.theme", "weather.of.another.app", "rounds.session"]);
});
