import { describe, expect, it } from "vitest";
import { formatScaled } from "../../model/scaled.ts";
import { parseHex } from "../bytes/hex.ts";
import { generic } from "../drivers/generic.driver.ts";
import { DriverBook } from "../drivers/shape-book.ts";
import { expandProfiles } from "./compact-profile.ts";
import { readRecords } from "./data-record.ts";
import { shiftDate, spacingOf } from "./profile-spacing.ts";

const series = (text: string) => {
  const bytes = parseHex(text);
  if (!bytes.ok) return [];
  const book = new DriverBook({ driver: generic, fallback: generic, medium: "water" });
  const walk = readRecords(bytes.value, [0, bytes.value.length], { book });
  const before = walk.records.length;
  expandProfiles(walk, { bytes: bytes.value, book });
  return walk.records.slice(before).map(({ value, storage }) => {
    if (value.kind === "number") return `${storage}: ${formatScaled(value.number)}`;
    return `${storage}: ${value.kind === "date" ? value.text : value.kind}`;
  });
};

describe("compact profiles (EN 13757-3, Annex F)", () => {
  it("reproduces the inverse profile of OMS Vol. 2, Annex G, tables G.6 and G.7", () => {
    // 1013 l on 2008-05-31, four monthly increments.
    expect(series("0C13 13100000 026C 1F15 0D9313 0A 7AFE 5802 3203 1402 4401")).toEqual([
      "1: 0.755",
      "1: 2008-04-30",
      "2: 0.423",
      "2: 2008-03-31",
      "3: 0.209",
      "3: 2008-02-29",
      "4: 0.065",
      "4: 2008-01-31",
    ]);
  });

  it("reproduces the hourly profile of Annex F.2.7", () => {
    // 123000 at 2010-01-01 00:00, increments 3, 2, 11 by the hour under storage 8.
    expect(series("84046D 00204111 8B0415 003012 8D04951F 05 6901 030211")).toEqual([
      "9: 12300.3",
      "9: 2010-01-01T01:00",
      "10: 12300.5",
      "10: 2010-01-01T02:00",
      "11: 12301.6",
      "11: 2010-01-01T03:00",
    ]);
  });

  it("reads a profile with register numbers forward from its base, by the month", () => {
    // A water meter mounted in 2024 whose registers of month ends begin at 2023-12-31: its due date
    // value of 2024-12-31 is 5.955 m³.
    const [base, profile] = ["82046C FF2C 8C0413 00000000", "8D04931E 0E 3CFE 00000000 55590000 27230100"];
    expect(series(`${base} ${profile}`)).toEqual([
      "9: 0.000",
      "9: 2024-01-31",
      "10: 5.955",
      "10: 2024-02-29",
      "11: 12.327",
      "11: 2024-03-31",
    ]);
  });

  it("takes absolute values without a base", () => {
    expect(series("8D04EE13 08 3BFE 030000 020000")).toEqual(["9: 3", "10: 2"]);
  });

  it("stops at an illegal increment, because the sum is unknown from there", () => {
    expect(series("0413 E8030000 0D9313 05 71FE 01FF02")).toEqual(["1: 0.999", "2: none"]);
  });

  it("says nothing of increments without their base value", () => {
    expect(series("0D9313 05 71FE 010203")).toEqual([]);
  });
});

describe("time between values of a profile", () => {
  it("reads seconds to days, half months and months", () => {
    expect(spacingOf(1, 15)).toEqual({ kind: "seconds", count: 900 });
    expect(spacingOf(3, 254)).toEqual({ kind: "months", count: 1 });
    expect(spacingOf(2, 254)).toEqual({ kind: "months", count: 3 });
    expect(spacingOf(1, 254)).toEqual({ kind: "months", count: 6 });
    expect(spacingOf(3, 253)).toEqual({ kind: "half-months" });
    expect([spacingOf(0, 0), spacingOf(0, 254), spacingOf(3, 255)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("keeps the end of a month at the end of a month", () => {
    const month = { kind: "months", count: 1 } as const;
    expect(shiftDate("2024-03-31", month, -1)).toBe("2024-02-29");
    expect(shiftDate("2024-01-31T23:59", month, -2)).toBe("2023-11-30T23:59");
  });

  it("walks half months over the 15th and the last day", () => {
    const half = { kind: "half-months" } as const;
    expect([-1, -2, -3, -4].map((steps) => shiftDate("2024-03-31", half, steps))).toEqual([
      "2024-03-15",
      "2024-02-29",
      "2024-02-15",
      "2024-01-31",
    ]);
    expect([1, 2].map((steps) => shiftDate("2024-02-01", half, steps))).toEqual(["2024-02-16", "2024-03-01"]);
  });
});
