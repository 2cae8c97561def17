import { expect, it } from "vitest";
import type { StoredVisit } from "../store/local-database.ts";
import { ownByPoint, standingVisit } from "./create-visits.ts";

const own = (more: Partial<StoredVisit>) => ({
  outcome: "exchanged",
  atMs: 1,
  own: { pointId: "p-1", outcome: "exchanged", isSent: 1, ...more } as StoredVisit,
});

it("still says of a point that is read what the office did not take: whoever was there before has read it", () => {
  const clashed = own({ conflict: "exchange.other-meter" });
  const refused = own({ isSent: 0, refused: "reading.by-hand" });
  expect([clashed, refused].map((visit) => standingVisit(visit, true))).toEqual([clashed, refused]);
  expect(standingVisit(own({ conflict: "exchange.other-meter", isSettled: true }), true)).toBeUndefined();
});

it("says of a point that is read nothing else, and of another one what was found there", () => {
  const closed = { outcome: "no-access", atMs: 1 };
  expect(standingVisit(closed, true)).toBeUndefined();
  expect(standingVisit(own({}), true)).toBeUndefined();
  expect(standingVisit(closed, false)).toBe(closed);
  expect(standingVisit(undefined, false)).toBeUndefined();
});

it("is not hidden by a later visit of the same point until its author has seen it", () => {
  const visit = (id: string, atMs: number, more: Partial<StoredVisit> = {}) =>
    ({ id, pointId: "p-1", outcome: "read", atMs, isSent: 1, ...more }) as StoredVisit;
  const clashed = visit("first", 1, { conflict: "exchange.other-meter" });
  const later = visit("second", 2);
  expect(ownByPoint([later, clashed]).get("p-1")?.id).toBe("first");
  expect(ownByPoint([{ ...clashed, isSettled: true }, later]).get("p-1")?.id).toBe("second");
  expect(ownByPoint([later, visit("third", 3)]).get("p-1")?.id).toBe("third");
});
