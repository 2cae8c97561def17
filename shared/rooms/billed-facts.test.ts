import { describe, expect, it } from "vitest";
import type { MeterKey } from "../model/meter-id.ts";
import { makeScaled } from "../model/scaled.ts";
import { billedFacts, hasSameBills } from "./billed-facts.ts";
import { editsOfMove } from "./move-customer.ts";
import { withField } from "./point-fields.ts";
import { type PointRecord, recordOf } from "./point-record.ts";

const LOCK = Date.UTC(2026, 9, 31, 23);
const DAY_MS = 86_400_000;

const POINT: PointRecord = recordOf(
  {
    id: "p",
    number: "1",
    address: "Havnegade 1",
    postalCode: "8000",
    city: "Aarhus",
    area: "north",
    medium: "heat",
    intervalMinutes: 60,
    customerNumber: "7",
    customerName: "Ada",
  },
  [
    {
      pointId: "p",
      meter: "KAM-61000001-1D-04" as MeterKey,
      type: "Multical 403",
      mountedAtMs: Date.UTC(2024, 0, 1),
      startValues: [],
      endValues: [],
    },
  ],
);

function moved(atMs: number, digits = 5_000, from = POINT): PointRecord {
  const value = { register: "E1", unit: "kWh", value: makeScaled(digits, 0) } as const;
  const next = { customerNumber: "8", customerName: "Bo", phone: "", email: "" };
  const edits = editsOfMove(from, { atMs, values: [value], next, ids: { next: "b", last: "a" } });
  if (!edits.ok) throw new Error(edits.error);
  return edits.value.reduce<PointRecord>((record, [field, said]) => {
    const changed = withField(record, field, said);
    if (!changed) throw new Error(field);
    return changed;
  }, from);
}

describe("what bills stand on", () => {
  it("is the same after somebody moved since, although who lived there is only now written down", () => {
    expect(billedFacts(moved(LOCK), LOCK)).toBe(billedFacts(POINT, LOCK));
    expect(billedFacts(moved(LOCK + DAY_MS), LOCK)).toBe(billedFacts(POINT, LOCK));
  });

  it("is the same too where it was noted what the first meter showed when it was put up", () => {
    const startValues = [{ register: "E1", unit: "kWh", value: makeScaled(7, 0) }] as const;
    const noted = { ...POINT, segments: POINT.segments.map((one) => ({ ...one, startValues })) };
    expect(billedFacts(moved(LOCK, 5_000, noted), LOCK)).toBe(billedFacts(noted, LOCK));
  });

  it("is another when somebody else is listed at a place that the last one left before", () => {
    const [left] = moved(LOCK - DAY_MS).occupancies;
    const listed = (customerName: string, customerNumber = "7") => ({
      ...{ ...POINT, occupancies: left ? [left] : [] },
      ...{ customerName, customerNumber },
    });
    expect(billedFacts(listed("Eve"), LOCK)).not.toBe(billedFacts(listed("Bo"), LOCK));
    // Who left and is listed still does not live there any more.
    expect(billedFacts(listed("Ada"), LOCK)).toBe(billedFacts(listed("", ""), LOCK));
  });

  it("is the same where who is listed is only spelled otherwise, and another where it may be somebody else", () => {
    const listed = (customerName: string, customerNumber = "7") => ({
      ...POINT,
      customerName,
      customerNumber,
    });
    const isSame = (was: string, now: string, number = "7") =>
      hasSameBills(listed(was, number), listed(now, number), LOCK);
    expect(isSame("ada  lovlace", "Ada Lovelace")).toBe(true);
    expect(isSame("Jorgen Moller", "Jørgen Møller")).toBe(true);
    // Two letters of four: not the same person for sure.
    expect(isSame("Ada", "Eve")).toBe(false);
    expect(isSame("Bo", "Jo")).toBe(false);
    expect(isSame("Ada Lovelace", "Charles Babbage")).toBe(false);
    // By the name alone only what is no letter may change.
    expect(isSame("ada lovelace", "Ada Lovelace", "")).toBe(true);
    expect(isSame("Ada Lovlace", "Ada Lovelace", "")).toBe(false);
    expect(hasSameBills(listed("Ada"), listed("Ada", "8"), LOCK)).toBe(false);
    expect(hasSameBills(POINT, moved(LOCK - 1), LOCK)).toBe(false);
  });

  it("is another when somebody is said to have moved before, or another register was noted then", () => {
    expect(billedFacts(moved(LOCK - 1), LOCK)).not.toBe(billedFacts(POINT, LOCK));
    expect(billedFacts(moved(LOCK - DAY_MS), LOCK)).not.toBe(billedFacts(moved(LOCK - DAY_MS, 5_001), LOCK));
  });

  it("is another when a meter is said to have hung there before, or not to have", () => {
    const [segment] = POINT.segments;
    if (!segment) throw new Error("no meter");
    const earlier = { ...POINT, segments: [{ ...segment, mountedAtMs: segment.mountedAtMs - DAY_MS }] };
    const removed = { ...POINT, segments: [{ ...segment, removedAtMs: LOCK - DAY_MS }] };
    expect(billedFacts(earlier, LOCK)).not.toBe(billedFacts(POINT, LOCK));
    expect(billedFacts(removed, LOCK)).not.toBe(billedFacts(POINT, LOCK));
    const since = { ...POINT, segments: [{ ...segment, removedAtMs: LOCK }] };
    expect(billedFacts(since, LOCK)).toBe(billedFacts(POINT, LOCK));
  });

  it("is not how somebody is reached, nor what a meter is called", () => {
    const [segment] = POINT.segments;
    if (!segment) throw new Error("no meter");
    const called = { ...POINT, customerPhone: "12345678", segments: [{ ...segment, type: "Multical 603" }] };
    expect(billedFacts(called, LOCK)).toBe(billedFacts(POINT, LOCK));
  });
});
