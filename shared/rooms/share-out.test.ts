import { describe, expect, it } from "vitest";
import { type Stop, shareOut, streetOf } from "./share-out.ts";

/** "A5 B3": five points of street A, then three of street B. */
const drive = (text: string): readonly Stop[] =>
  text.split(" ").flatMap((street) =>
    Array.from({ length: Number(street.slice(1)) }, (_, n) => ({
      pointId: `${street.charAt(0)}${n + 1}`,
      street: street.charAt(0),
    })),
  );

const counts = (stops: readonly Stop[], readers: readonly string[]): Record<string, string> => {
  const given = shareOut(stops, readers);
  const streets: Record<string, string> = {};
  for (const { pointId, street } of stops) {
    const reader = given.get(pointId) ?? "-";
    streets[reader] = `${streets[reader] ?? ""}${street}`;
  }
  return streets;
};

describe("a round is shared out", () => {
  it("in whole streets, as equal as they allow", () => {
    // 12 points, 6 each: the street ends nearest to 6 are 4 and 7; 7 is nearer.
    expect(counts(drive("A4 B3 C5"), ["anna", "bo"])).toEqual({ anna: "AAAABBB", bo: "CCCCC" });
    // 12 points, 4 each: cuts at 4 and at 7 (8 is wanted, the ends are 7 and 12).
    expect(counts(drive("A4 B3 C5"), ["anna", "bo", "eva"])).toEqual({
      anna: "AAAA",
      bo: "BBB",
      eva: "CCCCC",
    });
  });

  it("through a street that is longer than everything else", () => {
    expect(counts(drive("A9 B1"), ["anna", "bo"])).toEqual({ anna: "AAAAA", bo: "AAAAB" });
  });

  it("wholly to one, and to nobody", () => {
    expect(counts(drive("A2 B2"), ["anna"])).toEqual({ anna: "AABB" });
    expect(shareOut(drive("A2 B2"), []).size).toBe(0);
    expect(shareOut([], ["anna", "bo"]).size).toBe(0);
  });

  it("by the street in an address", () => {
    const street = (address: string) => streetOf({ address, postalCode: "8000" });
    expect(street("Havnegade 12 B, 2. tv")).toBe("Havnegade\n8000");
    expect(street("Store Torv 4")).toBe("Store Torv\n8000");
    expect(street("Gartnergården")).toBe("Gartnergården\n8000");
  });
});
