import { describe, expect, it } from "vitest";
import { diffJson } from "./diff-json.ts";

describe("what an audit entry changed", () => {
  it("is named field by field, inner ones by their path, and only where something differs", () => {
    const before = { role: "user", areas: ["North"], rights: { data: "read", groups: "none" } };
    const after = { role: "user", areas: ["North", "South"], rights: { data: "write", groups: "none" } };
    expect(diffJson(before, after)).toEqual([
      { field: "areas", before: "North", after: "North, South" },
      { field: "rights.data", before: "read", after: "write" },
    ]);
  });

  it("has one side where something was made or removed, and none where nothing is told", () => {
    expect(diffJson(undefined, { how: "password" })).toEqual([{ field: "how", after: "password" }]);
    expect(diffJson({ isActive: true }, null)).toEqual([{ field: "isActive", before: "true" }]);
    expect(diffJson(undefined, undefined)).toEqual([]);
  });
});
