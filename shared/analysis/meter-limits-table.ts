import type { Register } from "../model/register.ts";

/** The most a register can gain in an hour, in its quantity's canonical unit: kWh, m³, m³·°C. */
export type MeterLimits = Partial<Record<Register, number>>;

/**
 * The largest flow each product is made for, m³/h: qs of its largest size (twice qp; EN 1434-1, data sheets). Power
 * follows from it at 150 K, the widest difference the meters are approved for.
 */
const LARGEST_FLOW: readonly (readonly [product: RegExp, m3h: number])[] = [
  [/^MULTICAL 303/, 5],
  [/^MULTICAL 4(02|03)/, 30],
  [/^MULTICAL 21/, 5],
  [/^flowIQ 2200/, 5],
  [/^MULTICAL (602|603|803)/, 6_000],
];
const ANY_FLOW = 6_000;
const WIDEST_K = 150;
const HOTTEST_C = 180;
const KWH_PER_M3_K = 1.17;
/** Three phases of 100 A at 230 V, kW: directly connected electricity meters. */
const OMNIPOWER_KW = 69;

/** Limits by the product's name; generous for products that are not known. */
export function limitsOf(type: string): MeterLimits {
  if (type.startsWith("OMNIPOWER")) return { "A+": OMNIPOWER_KW, "A-": OMNIPOWER_KW };
  const flow = LARGEST_FLOW.find(([product]) => product.test(type))?.[1] ?? ANY_FLOW;
  const power = flow * WIDEST_K * KWH_PER_M3_K;
  return { V1: flow, V2: flow, E1: power, E3: power, E8: flow * HOTTEST_C, E9: flow * HOTTEST_C };
}
