import { expect, it } from "vitest";
import type { StoredVisit } from "../store/local-database.ts";
import { standingVisit } from "./create-visits.ts";

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
