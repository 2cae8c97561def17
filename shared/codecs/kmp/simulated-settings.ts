import type { OrderWish } from "../../model/order.ts";
import { RADIO_CONTENTS, TARIFFS } from "../../model/order.ts";
import { formatScaled, makeScaled, parseScaled } from "../../model/scaled.ts";
import type { SettingKind } from "./simulated-settings-table.ts";

/** A wish that changes a setting. */
export type SettingWish = Extract<OrderWish, { readonly kind: SettingKind }>;
/** Name and value, as an order's event tells what was found. */
export type Found = readonly (readonly [name: string, value: string])[];

const TARIFF_KINDS = Object.keys(TARIFFS);

/** Counts in the order of `SETTINGS`; `undefined` where the simulated meter cannot hold the value exactly. */
export function countsOfWish(wish: SettingWish): readonly number[] | undefined {
  if (wish.kind === "logging-interval") return [wish.minutes];
  if (wish.kind === "radio-content") return [RADIO_CONTENTS.indexOf(wish.content), wish.intervalS];
  if (wish.kind === "tariff")
    return whole([
      TARIFF_KINDS.indexOf(wish.tariff),
      thousandths(wish.limit2 ?? "0"),
      thousandths(wish.limit3 ?? "0"),
    ]);
  const litres = thousandths(wish.startM3);
  return whole([
    wish.input === "A" ? 0 : 1,
    thousandths(wish.litresPerPulse),
    litres === undefined ? undefined : Math.floor(litres / 1000),
    litres === undefined ? undefined : litres % 1000,
    Number(wish.serial || "0"),
  ]);
}

/** What counts mean, in the words of the order. */
export function foundOfCounts(kind: SettingKind, counts: readonly number[]): Found {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = counts;
  switch (kind) {
    case "logging-interval":
      return [["minutes", `${first}`]];
    case "tariff":
      return [
        ["tariff", TARIFF_KINDS[first] ?? `${first}`],
        ["limit2", decimal(second)],
        ["limit3", decimal(third)],
      ];
    case "pulse-input":
      return [
        ["input", first === 0 ? "A" : "B"],
        ["litresPerPulse", decimal(second)],
        ["startM3", decimal(third * 1000 + fourth)],
        ["serial", `${fifth}`],
      ];
    case "radio-content":
      return [
        ["content", RADIO_CONTENTS[first] ?? `${first}`],
        ["intervalS", `${second}`],
      ];
  }
}

const decimal = (count: number): string => formatScaled(makeScaled(count, -3));

function thousandths(text: string): number | undefined {
  const value = parseScaled(text);
  if (!value) return undefined;
  const count = Number(value.digits) * 10 ** (value.exponent + 3);
  return Number.isInteger(count) ? count : undefined;
}

/** What four bytes hold. */
const MOST = 0xffffffff;

function whole(counts: readonly (number | undefined)[]): readonly number[] | undefined {
  const known = counts.filter((one) => one !== undefined);
  if (known.length < counts.length) return undefined;
  // The start's m³ and litres lie apart; every count by itself must fit.
  return known.every((one) => one >= 0 && one <= MOST) ? known : undefined;
}
