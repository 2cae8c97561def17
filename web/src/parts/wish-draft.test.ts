import { expect, it } from "vitest";
import { makeFormats } from "../format/make-formats.ts";
import type { Words } from "../locales/words.ts";
import { FIRST_WISH, sayWishFault, type WishDraft, wishOf } from "./wish-draft.ts";

/** 1.25 litres a pulse, and a register that begins as it is typed. */
const pulses = (startM3: string, litresPerPulse = "1"): WishDraft => ({
  ...FIRST_WISH,
  kind: "pulse-input",
  litresPerPulse,
  startM3,
});
const startOf = (typed: string, language: string): unknown => {
  const wish = wishOf(pulses(typed), language);
  return wish.ok
    ? "startM3" in wish.value && wish.value.startM3
    : wish.error.map(({ field }) => field).join();
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

/** A range as it is written, other limits as their key. */
const words = {
  t: (_: string, { least, most, unit }: Readonly<Record<string, string>>) => `${least} to ${most} ${unit}`,
  find: (key: string) => key,
  formats: () => makeFormats("en-GB", "UTC"),
} as unknown as Words;

it("says of every field what it should be once the form was sent off, and before only of what was typed", () => {
  const draft: WishDraft = { ...pulses(""), litresPerPulse: "99999", serial: "A1" };
  const said = (isSent: boolean) =>
    ["litresPerPulse", "startM3", "serial"].map((name) => sayWishFault(draft, name, { words, isSent }));
  expect(said(false)).toEqual(["0.001 to 10,000 l", undefined, "orders.limit.serial"]);
  expect(said(true)).toEqual(["0.001 to 10,000 l", "0 to 99,999,999 m³", "orders.limit.serial"]);
});
