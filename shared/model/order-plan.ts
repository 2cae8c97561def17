/**
 * The dry run of an order: what it would change, what that costs of the meter's finite log of
 * configuration changes, and why it must not be sent, all before a single byte goes to the meter.
 */
import type { OrderKind, OrderWish } from "./order.ts";

/**
 * Configuration changes a meter logs for the life of its seal; afterwards only a laboratory may change
 * it (technical descriptions: MULTICAL 403 25, MULTICAL 603 50).
 */
const LEGAL_CHANGES: Readonly<Record<string, number>> = { "MULTICAL 403": 25, "MULTICAL 603": 50 };

/** Setting the clock and reading change no legal parameter. */
const IS_LEGAL_CHANGE: Readonly<Record<OrderKind, boolean>> = {
  clock: false,
  "log-reading": false,
  "logging-interval": true,
  tariff: true,
  "pulse-input": true,
  "radio-content": true,
};

export const takesLegalChange = (kind: OrderKind): boolean => IS_LEGAL_CHANGE[kind];

/** Changing one of these from the road is possible on meters with two-way radio or a head. */
const HEAT_METERS = ["MULTICAL 403", "MULTICAL 603", "MULTICAL 803"];

export interface MeterAtHand {
  /** Key of the meter that answered. */
  readonly meter: string;
  /** Product name. */
  readonly type: string;
  /** What the meter's own counter of configuration changes says; absent where it was not read. */
  readonly changesUsed?: number;
  /** How many it can log, where it says so itself; else the product's figure counts. */
  readonly changesMost?: number;
  /** Kinds for which this meter has a verified command. */
  readonly verified: readonly OrderKind[];
}

export type OrderRefusal =
  | "order.other-meter"
  | "order.not-verified"
  | "order.not-for-type"
  | "order.budget-unknown"
  | "order.budget-spent";

export interface OrderPlan {
  /** Absent when it may be sent. */
  readonly refusal?: OrderRefusal;
  /** Legal changes it takes: 0 or 1. */
  readonly costs: number;
  /** Left before and in all, where known. */
  readonly budget?: { readonly left: number; readonly most: number };
  /** Things to know before going on. */
  readonly warnings: readonly OrderWarning[];
}

export type OrderWarning = "order.new-radio-format" | "order.log-starts-anew" | "order.few-left";

/** The last change stays in hand: with it a mistake can be put right on the spot. */
const KEPT_BACK = 1;
const FEW = 5;

export function planOrder(
  order: { readonly meter: string; readonly wish: OrderWish },
  at: MeterAtHand,
): OrderPlan {
  const { kind } = order.wish;
  const costs = takesLegalChange(kind) ? 1 : 0;
  const most = at.changesMost ?? LEGAL_CHANGES[at.type];
  const budget =
    most === undefined || at.changesUsed === undefined
      ? undefined
      : { left: Math.max(0, most - at.changesUsed), most };
  const refusal = refusalOf(order, at, { costs, left: budget?.left });
  return {
    ...(refusal ? { refusal } : {}),
    costs,
    ...(budget ? { budget } : {}),
    warnings: warningsOf(kind, costs > 0 ? budget?.left : undefined),
  };
}

function refusalOf(
  { meter, wish }: { readonly meter: string; readonly wish: OrderWish },
  at: MeterAtHand,
  { costs, left }: { readonly costs: number; readonly left: number | undefined },
): OrderRefusal | undefined {
  if (at.meter !== meter) return "order.other-meter";
  if (wish.kind === "tariff" && !isHeatMeter(at)) return "order.not-for-type";
  if (!at.verified.includes(wish.kind)) return "order.not-verified";
  if (costs === 0) return undefined;
  if (left === undefined) return "order.budget-unknown";
  return left <= KEPT_BACK ? "order.budget-spent" : undefined;
}

/** A meter that says itself how many changes it logs is known to take orders. */
const isHeatMeter = ({ type, changesMost }: MeterAtHand): boolean =>
  changesMost !== undefined || HEAT_METERS.includes(type);

function warningsOf(kind: OrderKind, left: number | undefined): readonly OrderWarning[] {
  return [
    ...(kind === "radio-content" ? (["order.new-radio-format"] as const) : []),
    ...(kind === "logging-interval" ? (["order.log-starts-anew"] as const) : []),
    ...(left !== undefined && left > KEPT_BACK && left <= FEW ? (["order.few-left"] as const) : []),
  ];
}
