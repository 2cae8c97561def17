import { describe, expect, it } from "vitest";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { distanceM, orderCards } from "./order-cards.ts";

const card = (pointId: string, place: { lat?: number; lon?: number } = {}): RoundCard => ({
  pointId,
  number: pointId,
  address: "",
  postalCode: "",
  city: "",
  customer: "",
  accessNote: "",
  medium: "heat",
  ...place,
});

describe("the order of a round on the road", () => {
  it("puts the nearest first and points without a place last", () => {
    const cards = [
      card("nowhere"),
      card("far", { lat: 55.7, lon: 12.6 }),
      card("near", { lat: 55.701, lon: 12.5 }),
    ];
    const ordered = orderCards(cards, { lat: 55.7, lon: 12.5 });
    expect(ordered.map((one) => one.card.pointId)).toEqual(["near", "far", "nowhere"]);
  });

  it("is the office's own order while nobody knows where the phone is", () => {
    const cards = [card("b", { lat: 1, lon: 1 }), card("a", { lat: 2, lon: 2 })];
    expect(orderCards(cards, undefined)).toEqual([{ card: cards[0] }, { card: cards[1] }]);
  });

  it("measures a hundredth of a degree north as 1113 m, and east at 60° as half of it", () => {
    expect(distanceM({ lat: 60, lon: 10 }, { lat: 60.01, lon: 10 })).toBeCloseTo(1113.2, 0);
    expect(distanceM({ lat: 60, lon: 10 }, { lat: 60, lon: 10.01 })).toBeCloseTo(556.6, 0);
  });
});
