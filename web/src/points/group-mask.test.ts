import { describe, expect, it } from "vitest";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { countMask, type GroupFacts, maskGroup } from "./group-mask.ts";
import { PointTable } from "./point-table.ts";

const pointOf = (id: string, more: Partial<WirePoint> = {}): WirePoint => ({
  ...{ id, number: "", address: `${id} street`, postalCode: "", city: "", area: "" },
  ...{ customer: "", customerNumber: "", medium: "heat" },
  ...more,
});
const tableOf = () =>
  PointTable.of([
    pointOf("elm"),
    pointOf("oak", { medium: "water" }),
    pointOf("ash", { isPriority: true }),
    pointOf("fir", { medium: "water" }),
  ]);
type Made = { readonly kind: "fixed" | "query"; readonly query: string | null };
const fixed: Made = { kind: "fixed", query: null };
const NOW = Date.parse("2026-11-29T12:00:00Z");

const factsOf = (more: Partial<GroupFacts> = {}): GroupFacts => ({
  groups: new Map([
    ["a", fixed],
    ["b", fixed],
  ]),
  members: new Map([
    ["a", new Set(["fir", "oak", "felled"])],
    ["b", new Set(["oak"])],
  ]),
  lastImported: [],
  ...more,
});
const mask = (wanted: string, facts = factsOf(), all = tableOf()) => [...maskGroup(all, wanted, facts, NOW)];
const query = (text: string): Made => ({ kind: "query", query: text });

describe("a fixed group over the list", () => {
  it("keeps its members, and nothing of a point that is gone", () => {
    expect(mask("a")).toEqual([0, 1, 0, 1]);
    expect(countMask(maskGroup(tableOf(), "a", factsOf(), NOW))).toBe(2);
  });

  it("that nobody knows, or that was removed with its members left in place, keeps nothing", () => {
    expect(mask("c")).toEqual([0, 0, 0, 0]);
    expect(mask("a", factsOf({ groups: new Map() }))).toEqual([0, 0, 0, 0]);
  });
});

describe("a saved query", () => {
  const wet = factsOf({ groups: new Map([["wet", query("medium=water")]]) });

  it("keeps what its filter finds, and follows a point that changes", () => {
    expect(mask("wet", wet)).toEqual([0, 1, 0, 1]);
    const all = tableOf();
    all.apply([{ kind: "point", point: pointOf("elm", { medium: "water" }) }]);
    expect(mask("wet", wet, all)).toEqual([1, 1, 0, 1]);
  });

  it("may look within another group", () => {
    const groups = new Map([
      ["b", fixed],
      ["wet in b", query("medium=water&group=b")],
    ]);
    expect(mask("wet in b", factsOf({ groups }))).toEqual([0, 1, 0, 0]);
  });

  it("that leads back to itself keeps nothing", () => {
    const groups = new Map([
      ["x", query("group=y")],
      ["y", query("group=x")],
    ]);
    expect(mask("x", factsOf({ groups }))).toEqual([0, 0, 0, 0]);
  });
});

describe("built-in groups", () => {
  it("are all points", () => {
    expect(mask("all")).toEqual([1, 1, 1, 1]);
  });

  it("leave over what is in no fixed group, whatever queries find", () => {
    expect(mask("none")).toEqual([1, 0, 1, 0]);
    const groups = new Map([
      ["b", fixed],
      ["all", query("medium=heat")],
    ]);
    expect(mask("none", factsOf({ groups }))).toEqual([1, 0, 1, 1]);
  });

  it("have the priority points, also one that became one and one that is none any more", () => {
    expect(mask("priority")).toEqual([0, 0, 1, 0]);
    const all = tableOf();
    all.apply([
      { kind: "point", point: pointOf("elm", { isPriority: true }) },
      { kind: "point", point: pointOf("ash") },
    ]);
    expect(mask("priority", factsOf(), all)).toEqual([1, 0, 0, 0]);
  });

  it("have what the last import named, as far as it is in the list", () => {
    expect(mask("imported", factsOf({ lastImported: ["ash", "elsewhere"] }))).toEqual([0, 0, 1, 0]);
  });
});
