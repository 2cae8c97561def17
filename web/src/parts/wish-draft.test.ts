import { expect, it } from "vitest";
import { FIRST_WISH, type WishDraft, wishOf } from "./wish-draft.ts";

/** 1.25 litres a pulse, and a register that begins as it is typed. */
const pulses = (startM3: string, litresPerPulse = "1"): WishDraft => ({
  ...FIRST_WISH,
  kind: "pulse-input",
  litresPerPulse,
  startM3,
});
const startOf = (typed: string, language: string): unknown => {
  const wish = wishOf(pulses(typed), language);
  return wish.ok ? "startM3" in wish.value && wish.value.startM3 : wish.error.field;
};

it("takes a register's start as the language writes it", () => {
  expect(startOf("1250", "de-DE")).toBe("1250");
  expect(startOf("1.250,5", "de-DE")).toBe("1250.5");
  expect(startOf("1,250.5", "en-GB")).toBe("1250.5");
});

it("makes no order of a start that may be a thousandth: it would stand in the meter", () => {
  expect(startOf("1.250", "de-DE")).toBe("startM3");
  expect(startOf("1,250", "en-GB")).toBe("startM3");
  expect(startOf("1.250", "da-DK")).toBe("startM3");
});

it("leaves a serial number as it is", () => {
  const wish = wishOf({ ...pulses("0"), serial: "01234567" }, "de-DE");
  expect(wish).toMatchObject({ ok: true, value: { serial: "01234567" } });
});
