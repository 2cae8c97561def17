import { describe, expect, it } from "vitest";
import { ownTest, readOwnFilter, writeOwnFilter } from "./own-criteria.ts";
import { criteriaOf, filterQuery, isFiltering, readCriteria, writeCriteria } from "./point-criteria.ts";

const kept = (filter: string, texts: readonly string[]): readonly string[] => {
  const read = readOwnFilter("f", filter);
  return read ? texts.filter(ownTest(read)) : ["no filter"];
};

describe("a filter by one of the utility's own fields", () => {
  it.each(["is:steel|copper", "is:", "is:|100%25|a%7Cb", "10..20", "-3.5..", "..2026-11-29", "~west"])(
    "says the same in an address after it was read: %s",
    (text) => {
      const read = readOwnFilter("f", text);
      expect(read && writeOwnFilter(read)).toBe(text);
    },
  );

  it("keeps bars and percent signs of a text apart from those between texts", () => {
    expect(kept("is:|100%25|a%7Cb", ["", "100%", "a|b", "a", "b"])).toEqual(["", "100%", "a|b"]);
    expect(kept("is:%E0%A4%A", ["%E0%A4%A"])).toEqual(["%E0%A4%A"]);
  });

  it("keeps numbers between two ends, both inclusive; nothing and what is no number is left out", () => {
    const said = ["", "9.99", "10", "10.0", "15", "20", "20.01", "-12", "fifteen", "2026-01-01"];
    expect(kept("10..20", said)).toEqual(["10", "10.0", "15", "20"]);
    expect(kept("..9.99", said)).toEqual(["9.99", "-12"]);
  });

  it("keeps days between two days, over the end of a year", () => {
    const said = ["", "2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02", "2026"];
    expect(kept("2025-12-31..2026-01-01", said)).toEqual(["2025-12-31", "2026-01-01"]);
  });

  it("finds a part of a text whatever its letters", () => {
    expect(kept("~ÆRØ", ["Ærøvej", "ærø", "Aer", ""])).toEqual(["Ærøvej", "ærø"]);
  });

  it.each(["", "..", "~", "10", "ten..20", "1..2..3", "2026-1-1.."])(
    "is none where it asks nothing: %s",
    (text) => {
      expect(readOwnFilter("f", text)).toBeUndefined();
    },
  );
});

describe("what the list is asked for", () => {
  it("has own filters and an own sort in its address and its saved filter, fields in one order", () => {
    const query = { sort: "-own.area", "own.pipe": "is:steel", "own.area": "10.." };
    const criteria = readCriteria(query);
    expect(writeCriteria(criteria)).toEqual({ ...query });
    expect(criteria.own.map(({ field }) => field)).toEqual(["area", "pipe"]);
    expect(isFiltering(criteria)).toBe(true);
    const saved = filterQuery(criteria);
    expect(saved).toBe("own.area=10..&own.pipe=is%3Asteel");
    expect(criteriaOf(saved).own).toEqual(criteria.own);
  });

  it("leaves out what is no field's name", () => {
    expect(readCriteria({ "own.": "10..", "own.A B": "10..", owning: "10..", sort: "own.!" }).own).toEqual(
      [],
    );
  });
});
