import type { NotedValue } from "../model/reading.ts";
import { formatScaled } from "../model/scaled.ts";
import type { Occupancy, PointRecord } from "./point-record.ts";
import { isRespelled } from "./respelled-name.ts";
import { unwrittenCustomer } from "./unwritten-customer.ts";

type Lived = Pick<
  Occupancy,
  "customerNumber" | "customerName" | "fromMs" | "toMs" | "startValues" | "endValues"
>;

/**
 * What bills before a moment stand on at a point: who lived there from when to when, which meter hung there,
 * and what was noted of it. Two records with the same facts have the same bills. Names of meter types,
 * telephone numbers and whatever began at or after the moment are none of it.
 */
export function billedFacts(record: PointRecord, beforeMs: number): string {
  const { occupancies, segments } = record;
  const unwritten = unwrittenCustomer(record);
  const tenancies: readonly Lived[] = unwritten ? [...occupancies, unwritten] : occupancies;
  const lived = tenancies
    .filter((one) => one.fromMs < beforeMs)
    .map((one) => [
      one.customerNumber,
      one.customerName,
      one.fromMs,
      endBefore(one.toMs, beforeMs),
      noted(one.startValues),
      (one.toMs ?? beforeMs) < beforeMs ? noted(one.endValues) : [],
    ]);
  const hung = segments
    .filter((one) => one.mountedAtMs < beforeMs)
    .map((one) => [
      one.meter,
      one.mountedAtMs,
      endBefore(one.removedAtMs, beforeMs),
      noted(one.startValues),
      (one.removedAtMs ?? beforeMs) < beforeMs ? noted(one.endValues) : [],
    ]);
  return JSON.stringify([lived, hung]);
}

/** The name that bills at a point were written to, by the customer's number. */
export type BilledNames = ReadonlyMap<string, string>;

/**
 * Whether bills before a moment stand on the same after a change. Where nobody's time there is written, who is listed may be
 * spelled otherwise: it is the same customer, and no boundary moves. It is held against the name that was billed, however
 * it was spelled since: letter by letter any name becomes any other.
 */
export function hasSameBills(
  before: PointRecord,
  after: PointRecord,
  beforeMs: number,
  names?: BilledNames,
): boolean {
  const billed = billedFacts(before, beforeMs);
  if (billed === billedFacts(after, beforeMs)) return true;
  const [was, now] = [unwrittenCustomer(before), unwrittenCustomer(after)];
  if (!was || !now || was.customerNumber !== now.customerNumber) return false;
  const billedName = names?.get(was.customerNumber) ?? was.customerName;
  if (!isRespelled(billedName, now.customerName, was.customerNumber !== "")) return false;
  return billed === billedFacts({ ...after, customerName: before.customerName }, beforeMs);
}

/** Whether anything at a point was billed before a moment. */
export const hasBills = (record: PointRecord, beforeMs: number): boolean =>
  billedFacts(record, beforeMs) !== NO_BILLS;

const NO_BILLS = JSON.stringify([[], []]);

/** When something ended, as far as it had by then. */
const endBefore = (toMs: number | undefined, beforeMs: number): number | null =>
  toMs !== undefined && toMs < beforeMs ? toMs : null;

const noted = (values: readonly NotedValue[]): readonly string[] =>
  values
    .map(({ register, value, unit, bounds = [] }) =>
      [register, formatScaled(value), unit, ...bounds.map(formatScaled)].join(" "),
    )
    .sort();
