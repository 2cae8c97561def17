import { describe, expect, it } from "vitest";
import { holdOrder, isOutOfOrder } from "./held-rows.ts";

const rows = (ids: string) => [...ids].map((id) => ({ id }));

describe("the order of rows that are read", () => {
  const first = holdOrder(undefined, rows("abc"), { way: "state", isHeld: true });

  it("stays as it was while somebody reads: nothing moves, nothing goes, what is new stands last", () => {
    expect(first.ids.join("")).toBe("abc");
    // c became urgent, b needs no look any more, d does.
    const later = holdOrder(first, rows("cda"), { way: "state", isHeld: true });
    expect(later.ids.join("")).toBe("abcd");
    expect(isOutOfOrder(later, rows("cda"))).toBe(true);
    expect(isOutOfOrder(first, rows("abc"))).toBe(false);
  });

  it("is sorted anew when nobody reads, and when it is looked at another way", () => {
    expect(holdOrder(first, rows("cba"), { way: "state", isHeld: false }).ids.join("")).toBe("cba");
    expect(holdOrder(first, rows("bca"), { way: "name", isHeld: true }).ids.join("")).toBe("bca");
  });
});
