import { describe, expect, it } from "vitest";
import { filterQuery, isFiltering, readCriteria, writeCriteria } from "./point-criteria.ts";

describe("criteria in the page's address", () => {
  it("come back as they were", () => {
    const query = {
      q: "elme",
      medium: "heat,water",
      status: "leak,any",
      age: "over-day",
      group: "none",
      sort: "-age",
    };
    expect(writeCriteria(readCriteria(query))).toEqual(query);
  });

  it("leave out what nobody asked for", () => {
    const written = writeCriteria(readCriteria({}));
    expect(Object.values(written).filter((value) => value !== undefined)).toEqual([]);
    expect(isFiltering(readCriteria({ sort: "-value" }))).toBe(false);
    expect(isFiltering(readCriteria({ status: "leak" }))).toBe(true);
    expect(isFiltering(readCriteria({ group: "priority" }))).toBe(true);
  });

  it("say the same filter in the same words, however it is sorted", () => {
    const query = filterQuery(readCriteria({ sort: "-age", age: "day", q: "elm street", group: "g-1" }));
    expect(query).toBe("q=elm+street&age=day&group=g-1");
    expect(readCriteria(Object.fromEntries(new URLSearchParams(query)))).toMatchObject({
      text: "elm street",
      age: "day",
      group: "g-1",
    });
  });

  it("pass over what is no filter of ours", () => {
    const criteria = readCriteria({ medium: "plasma,heat", age: "yesterday", sort: "colour" });
    expect(criteria).toMatchObject({ media: ["heat"], age: undefined, sort: { column: "address" } });
  });
});
