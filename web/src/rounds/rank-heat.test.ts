import { describe, expect, it } from "vitest";
import { makeScaled } from "../../../shared/model/scaled.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { StoredRead } from "../store/local-database.ts";
import { rankHeat } from "./rank-heat.ts";

const cardOf = (pointId: string, medium: RoundCard["medium"] = "heat"): RoundCard => ({
  pointId,
  number: "",
  address: pointId,
  postalCode: "",
  city: "",
  customer: "",
  accessNote: "",
  medium,
});
const readOf = (pointId: string, heat?: StoredRead["heat"]): StoredRead => ({
  roundId: "r",
  pointId,
  atMs: 1,
  isSent: 0,
  ...(heat ? { heat } : {}),
});

describe("the doors worth knocking at", () => {
  // All of 100 m³ at 60 °C; back at 30, 50 and 40 °C. Too much against 30 °C: 0, 66.667 and 33.333 m³.
  const reads = new Map([
    ["fine", readOf("fine", { volumeM3: "100.00", inletM3C: "6000", outletM3C: "3000" })],
    ["worst", readOf("worst", { volumeM3: "100.00", inletM3C: "6000", outletM3C: "5000" })],
    ["middle", readOf("middle", { volumeM3: "100.00", inletM3C: "6000", outletM3C: "4000" })],
    ["dry", readOf("dry", { volumeM3: "0.10", inletM3C: "6", outletM3C: "5" })],
    ["water", readOf("water")],
  ]);
  const cards = ["dry", "fine", "water", "middle", "unread", "worst"].map((id) => cardOf(id));

  it("come with the most water to be gained first, those without a figure last, others not at all", () => {
    const ranked = rankHeat(cards, (id) => reads.get(id), makeScaled(30, 0));
    expect(ranked.map(({ card }) => card.pointId)).toEqual(["worst", "middle", "fine", "dry"]);
    expect(ranked.map(({ use }) => use && Number(use.excessM3.digits))).toEqual([66667, 33333, 0, undefined]);
  });

  it("are none of cooling: 12 °C back from 6 °C is no 75 % too much", () => {
    // Taken for heat: (1200 − 30·100) / (600/100 − 30) = 75 of 100 m³.
    const cold = readOf("cold", { volumeM3: "100.00", inletM3C: "600", outletM3C: "1200" });
    expect(rankHeat([cardOf("cold", "cooling")], () => cold, makeScaled(30, 0))).toEqual([]);
    expect(rankHeat([cardOf("cold")], () => cold, makeScaled(30, 0))).toHaveLength(1);
  });
});
