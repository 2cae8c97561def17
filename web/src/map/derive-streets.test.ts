import { describe, expect, it } from "vitest";
import { deriveStreets } from "./derive-streets.ts";

const traced = (places: readonly (readonly [x: number, y: number, street: string])[]) =>
  deriveStreets(
    {
      xs: Float64Array.from(places, ([x]) => x),
      ys: Float64Array.from(places, ([, y]) => y),
      marks: new Uint8Array(places.length),
      glyphs: new Uint8Array(places.length),
    },
    places.map(([, , street]) => street),
  );

/** Houses every 20 m on both sides of a street along the x axis, 15 m from its middle. */
const houses = (street: string, fromM: number, toM: number) =>
  Array.from(
    { length: (toM - fromM) / 20 + 1 },
    (_, i) => [fromM + i * 20, i % 2 === 0 ? 15 : -15, street] as const,
  );

describe("deriveStreets", () => {
  it("draws a street in the middle between the houses of its two sides", () => {
    const [street] = traced(houses("Elmegade\n8700", 0, 400));
    expect(street?.name).toBe("Elmegade");
    for (const [, y] of street?.line ?? []) expect(Math.abs(y)).toBeLessThan(8);
    expect(street?.line[0]?.[0]).toBeLessThan(0);
    expect(street?.line.at(-1)?.[0]).toBeGreaterThan(400);
  });

  it("breaks a street where no house stands for a long way", () => {
    expect(traced([...houses("Søndergade", 0, 200), ...houses("Søndergade", 900, 1100)])).toHaveLength(2);
  });

  it("draws nothing for one house, or for houses that form no line", () => {
    expect(traced([[0, 0, "Enebærvej"]])).toEqual([]);
    const square = Array.from(
      { length: 100 },
      (_, i) => [(i % 10) * 40, Math.floor(i / 10) * 40, "Torvet"] as const,
    );
    expect(traced(square)).toEqual([]);
  });
});
