import { describe, expect, it } from "vitest";
import { readUnitLines, writeUnitLines } from "./unit-lines.ts";

describe("collection units written as lines", () => {
  it("come back as they were", () => {
    const units = [
      { name: "church, north", lat: 55.86, lon: 9.84 },
      { name: "mast", lat: -1.5, lon: -170 },
    ];
    expect(readUnitLines(writeUnitLines(units))).toEqual({ units });
  });

  it("may use a comma for the decimals, and empty lines", () => {
    expect(readUnitLines("\n mast ; 55,5;9,25 \n\n")).toEqual({
      units: [{ name: "mast", lat: 55.5, lon: 9.25 }],
    });
  });

  it.each([
    "mast",
    "; 55; 9",
    "mast; north; 9",
    "mast; 91; 9",
    "mast; 55; 181",
    "mast; 55; 9; 1",
    "mast; ; 9",
  ])("say which line is wrong: %s", (line) => {
    expect(readUnitLines(`ok; 1; 2\n${line}`).wrongLine).toBe(2);
  });
});
