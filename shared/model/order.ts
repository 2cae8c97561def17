/**
 * Orders: what the office wants changed in a meter, or read from it, at the door or from the street.
 * An order is a command with an author; what became of it are facts that are only added (`OrderEvent`).
 */
import { err, ok, type Result } from "./result.ts";
import { compareScaled, parseScaled, type Scaled } from "./scaled.ts";

export const ORDER_KINDS = [
  "clock",
  "logging-interval",
  "tariff",
  "pulse-input",
  "radio-content",
  "log-reading",
] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** What a tariff goes by; its limits are in the unit beside it. */
export const TARIFFS = {
  none: "",
  power: "kW",
  flow: "l/h",
  cooling: "K",
  inlet: "°C",
  outlet: "°C",
} as const;
export type TariffKind = keyof typeof TARIFFS;

export const RADIO_CONTENTS = ["billing", "temperatures", "everything"] as const;
export const RADIO_INTERVALS_S = [16, 96, 900] as const;
export const ORDER_LOGS = ["hour", "day", "month", "year", "events"] as const;

/** Limits are decimal text, so that they stay exact on every road. */
export type OrderWish =
  /** Sets the meter's clock to the phone's, in the meter's standard time or with summer time. */
  | { readonly kind: "clock"; readonly time: "standard" | "local" }
  | { readonly kind: "logging-interval"; readonly minutes: number }
  | {
      readonly kind: "tariff";
      readonly tariff: TariffKind;
      /** Where tariff registers 2 and 3 begin to count. */
      readonly limit2?: string;
      readonly limit3?: string;
    }
  | {
      readonly kind: "pulse-input";
      readonly input: "A" | "B";
      readonly litresPerPulse: string;
      /** m³ the counter starts at. */
      readonly startM3: string;
      /** Serial number of the meter that gives the pulses; up to eight digits. */
      readonly serial: string;
    }
  | {
      readonly kind: "radio-content";
      readonly content: (typeof RADIO_CONTENTS)[number];
      readonly intervalS: (typeof RADIO_INTERVALS_S)[number];
    }
  | { readonly kind: "log-reading"; readonly log: (typeof ORDER_LOGS)[number]; readonly rows: number };

export interface Order {
  readonly id: string;
  readonly pointId: string;
  /** Key of the meter it is for: an exchanged meter does not get the old one's order. */
  readonly meter: string;
  readonly wish: OrderWish;
  readonly createdAtMs: number;
  readonly by: string;
}

export const ORDER_EVENTS = ["done", "failed", "refused", "cancelled"] as const;

/** What happened to an order; the last one tells its state. */
export interface OrderEvent {
  readonly id: string;
  readonly kind: (typeof ORDER_EVENTS)[number];
  readonly atMs: number;
  readonly by: string;
  /** Dotted code of why not, or empty. */
  readonly reason: string;
  /** What the meter said afterwards: name and value, read back. */
  readonly found: readonly (readonly [name: string, value: string])[];
}

export type OrderState = "open" | OrderEvent["kind"];

/**
 * What a meter did stands, even where somebody cancelled the order while the phone was offline. A
 * failed order stays open for the next visit.
 */
export function stateOfOrder(events: readonly Pick<OrderEvent, "kind">[]): OrderState {
  const kinds = new Set(events.map(({ kind }) => kind));
  return STRONGEST_FIRST.find((kind) => kinds.has(kind)) ?? "open";
}

const STRONGEST_FIRST = ["done", "cancelled", "refused", "failed"] as const;

export const isOrderOpen = (state: OrderState): boolean => state === "open" || state === "failed";

export interface OrderFault {
  readonly field: string;
  readonly expected: string;
}

const MOST_LOG_ROWS = 1500;
const MOST_LIMIT: Readonly<Record<Exclude<TariffKind, "none">, string>> = {
  power: "100000",
  flow: "3000000",
  cooling: "180",
  inlet: "180",
  outlet: "180",
};

/** Reads a wish from JSON, each field within its limits. */
export function parseWish(value: unknown): Result<OrderWish, OrderFault> {
  if (typeof value !== "object" || value === null) return fault("wish", "an object");
  const fields = new Map<string, unknown>(Object.entries(value));
  const kind = ORDER_KINDS.find((known) => known === fields.get("kind"));
  return kind === undefined ? fault("kind", `one of ${ORDER_KINDS.join(", ")}`) : PARSERS[kind](fields);
}

type Fields = ReadonlyMap<string, unknown>;

const PARSERS: Readonly<Record<OrderKind, (fields: Fields) => Result<OrderWish, OrderFault>>> = {
  clock(fields) {
    const time = fields.get("time");
    return time === "standard" || time === "local"
      ? ok({ kind: "clock", time })
      : fault("time", "standard or local");
  },
  "logging-interval"(fields) {
    const minutes = fields.get("minutes");
    const isGood = typeof minutes === "number" && minutes >= 1 && 1440 % minutes === 0;
    return isGood
      ? ok({ kind: "logging-interval", minutes })
      : fault("minutes", "a number of minutes that divides the day evenly, 1 to 1440");
  },
  tariff: parseTariff,
  "pulse-input"(fields) {
    const [input, serial] = [fields.get("input"), fields.get("serial")];
    if (input !== "A" && input !== "B") return fault("input", "A or B");
    const litresPerPulse = decimalOf(fields, "litresPerPulse", { least: "0.001", most: "10000" });
    if (litresPerPulse === undefined) return fault("litresPerPulse", "0.001 to 10000 litres");
    const startM3 = decimalOf(fields, "startM3", { least: "0", most: "99999999" });
    if (startM3 === undefined) return fault("startM3", "0 to 99999999 m³");
    if (typeof serial !== "string" || !/^\d{0,8}$/.test(serial)) return fault("serial", "up to eight digits");
    return ok({ kind: "pulse-input", input, litresPerPulse, startM3, serial });
  },
  "radio-content"(fields) {
    const content = RADIO_CONTENTS.find((known) => known === fields.get("content"));
    const intervalS = RADIO_INTERVALS_S.find((known) => known === fields.get("intervalS"));
    if (content === undefined) return fault("content", `one of ${RADIO_CONTENTS.join(", ")}`);
    if (intervalS === undefined) return fault("intervalS", `one of ${RADIO_INTERVALS_S.join(", ")}`);
    return ok({ kind: "radio-content", content, intervalS });
  },
  "log-reading"(fields) {
    const log = ORDER_LOGS.find((known) => known === fields.get("log"));
    const rows = fields.get("rows");
    if (log === undefined) return fault("log", `one of ${ORDER_LOGS.join(", ")}`);
    if (typeof rows !== "number" || !Number.isInteger(rows) || rows < 1 || rows > MOST_LOG_ROWS)
      return fault("rows", `1 to ${MOST_LOG_ROWS}`);
    return ok({ kind: "log-reading", log, rows });
  },
};

function parseTariff(fields: Fields): Result<OrderWish, OrderFault> {
  const tariff = Object.keys(TARIFFS).find((known) => known === fields.get("tariff")) as
    | TariffKind
    | undefined;
  if (tariff === undefined) return fault("tariff", `one of ${Object.keys(TARIFFS).join(", ")}`);
  if (tariff === "none") return ok({ kind: "tariff", tariff });
  const range = { least: "0", most: MOST_LIMIT[tariff] };
  const limit2 = decimalOf(fields, "limit2", range);
  if (limit2 === undefined) return fault("limit2", `0 to ${range.most} ${TARIFFS[tariff]}`);
  const limit3 = decimalOf(fields, "limit3", { ...range, least: limit2 });
  if (limit3 === undefined) return fault("limit3", `${limit2} to ${range.most} ${TARIFFS[tariff]}`);
  return ok({ kind: "tariff", tariff, limit2, limit3 });
}

function decimalOf(
  fields: Fields,
  field: string,
  { least, most }: { readonly least: string; readonly most: string },
): string | undefined {
  const text = fields.get(field);
  const value = typeof text === "string" && text.length <= 20 ? parseScaled(text) : undefined;
  if (!value || compareScaled(value, scaledOf(least)) < 0 || compareScaled(value, scaledOf(most)) > 0)
    return undefined;
  return typeof text === "string" ? text.trim() : undefined;
}

const ZERO: Scaled = { digits: 0, exponent: 0 };
const scaledOf = (text: string): Scaled => parseScaled(text) ?? ZERO;

const fault = (field: string, expected: string): Result<never, OrderFault> => err({ field, expected });
