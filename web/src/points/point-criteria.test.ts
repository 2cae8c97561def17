import { describe, expect, it } from "vitest";
import { isFiltering, readCriteria, writeCriteria } from "./point-criteria.ts";

describe("criteria in the page's address", () => {
  it("come back as they were", () => {
    const query = { q: "elme", medium: "heat,water", status: "leak,any", age: "over-day", sort: "-age" };
    expect(writeCriteria(readCriteria(query))).toEqual(query);
  });

  it("leave out what nobody asked for", () => {
    const written = writeCriteria(readCriteria({}));
    expect(Object.values(written).filter((value) => value !== undefined)).toEqual([]);
    expect(isFiltering(readCriteria({ sort: "-value" }))).toBe(false);
    expect(isFiltering(readCriteria({ status: "leak" }))).toBe(true);
  });

  it("pass over what is no filter of ours", () => {
    const criteria = readCriteria({ medium: "plasma,heat", age: "yesterday", sort: "colour" });
    expect(criteria).toMatchObject({ media: ["heat"], age: undefined, sort: { column: "address" } });
  });
});
