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

/** Reads a wish from JSON, each field within its limits; else the first field that is not. */
export function parseWish(value: unknown): Result<OrderWish, OrderFault> {
  const wish = readWish(value);
  return wish.ok ? wish : err(wish.error[0]);
}

/** One or more, in the order of the fields. */
export type OrderFaults = readonly [OrderFault, ...OrderFault[]];

/** The same with every field that is out of its limits. */
export function readWish(value: unknown): Result<OrderWish, OrderFaults> {
  if (typeof value !== "object" || value === null) return err([{ field: "wish", expected: "an object" }]);
  const fields = new Map<string, unknown>(Object.entries(value));
  const kind = ORDER_KINDS.find((known) => known === fields.get("kind"));
  if (kind === undefined) return err([{ field: "kind", expected: `one of ${ORDER_KINDS.join(", ")}` }]);
  const faults: OrderFault[] = [];
  const wish = PARSERS[kind](fields, (field, expected) => void faults.push({ field, expected }));
  const [first, ...others] = faults;
  return wish ? ok(wish) : err([first ?? { field: kind, expected: "" }, ...others]);
}

type Fields = ReadonlyMap<string, unknown>;
/** Tells each field that is out of its limits. */
type Tell = (field: string, expected: string) => void;

const PARSERS: Readonly<Record<OrderKind, (fields: Fields, tell: Tell) => OrderWish | undefined>> = {
  clock(fields, tell) {
    const time = fields.get("time");
    if (time === "standard" || time === "local") return { kind: "clock", time };
    tell("time", "standard or local");
    return undefined;
  },
  "logging-interval"(fields, tell) {
    const minutes = fields.get("minutes");
    if (typeof minutes === "number" && minutes >= 1 && 1440 % minutes === 0)
      return { kind: "logging-interval", minutes };
    tell("minutes", "a number of minutes that divides the day evenly, 1 to 1440");
    return undefined;
  },
  tariff: parseTariff,
  "pulse-input": parsePulses,
  "radio-content"(fields, tell) {
    const content = RADIO_CONTENTS.find((known) => known === fields.get("content"));
    const intervalS = RADIO_INTERVALS_S.find((known) => known === fields.get("intervalS"));
    if (content === undefined) tell("content", `one of ${RADIO_CONTENTS.join(", ")}`);
    if (intervalS === undefined) tell("intervalS", `one of ${RADIO_INTERVALS_S.join(", ")}`);
    return content && intervalS && { kind: "radio-content", content, intervalS };
  },
  "log-reading"(fields, tell) {
    const log = ORDER_LOGS.find((known) => known === fields.get("log"));
    const rows = fields.get("rows");
    const isGood = typeof rows === "number" && Number.isInteger(rows) && rows >= 1 && rows <= MOST_LOG_ROWS;
    if (log === undefined) tell("log", `one of ${ORDER_LOGS.join(", ")}`);
    if (!isGood) tell("rows", `1 to ${MOST_LOG_ROWS}`);
    return log && isGood ? { kind: "log-reading", log, rows } : undefined;
  },
};

function parsePulses(fields: Fields, tell: Tell): OrderWish | undefined {
  const [input, serial] = [fields.get("input"), fields.get("serial")];
  const isInput = input === "A" || input === "B";
  if (!isInput) tell("input", "A or B");
  const litresPerPulse = decimalOf(fields, "litresPerPulse", { least: "0.001", most: "10000" });
  if (litresPerPulse === undefined) tell("litresPerPulse", "0.001 to 10000 litres");
  const startM3 = decimalOf(fields, "startM3", { least: "0", most: "99999999" });
  if (startM3 === undefined) tell("startM3", "0 to 99999999 m³");
  const isSerial = typeof serial === "string" && /^\d{0,8}$/.test(serial);
  if (!isSerial) tell("serial", "up to eight digits");
  return isInput && isSerial && litresPerPulse !== undefined && startM3 !== undefined
    ? { kind: "pulse-input", input, litresPerPulse, startM3, serial }
    : undefined;
}

function parseTariff(fields: Fields, tell: Tell): OrderWish | undefined {
  const tariff = Object.keys(TARIFFS).find((known) => known === fields.get("tariff")) as
    | TariffKind
    | undefined;
  if (tariff === undefined) {
    tell("tariff", `one of ${Object.keys(TARIFFS).join(", ")}`);
    return undefined;
  }
  if (tariff === "none") return { kind: "tariff", tariff };
  const range = { least: "0", most: MOST_LIMIT[tariff] };
  const limit2 = decimalOf(fields, "limit2", range);
  if (limit2 === undefined) tell("limit2", `0 to ${range.most} ${TARIFFS[tariff]}`);
  const least = limit2 ?? range.least;
  const limit3 = decimalOf(fields, "limit3", { ...range, least });
  if (limit3 === undefined) tell("limit3", `${least} to ${range.most} ${TARIFFS[tariff]}`);
  return limit2 !== undefined && limit3 !== undefined
    ? { kind: "tariff", tariff, limit2, limit3 }
    : undefined;
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
