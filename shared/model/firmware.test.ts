import { describe, expect, it } from "vitest";
import { compareVersions, readFirmwareRules, ruleDue } from "./firmware.ts";

const rule = { id: "a", type: "MULTICAL 403", from: "C1", until: "F1", reason: "Clock runs slow" };

describe("firmware versions", () => {
  it("are ordered by their numbers and letters, not by their signs", () => {
    // Each is older than the next: 9 < 10 as numbers, the letter A of KMP's revision before F, 1.4 before 1.4.1.
    const order = ["A1", "A12", "C2", "F1", "F9", "F10"];
    for (const [at, version] of order.slice(1).entries())
      expect(compareVersions(order[at] ?? "", version)).toBe(-1);
    expect(compareVersions("1.9", "1.10")).toBe(-1);
    expect(compareVersions("1.4", "1.4.1")).toBe(-1);
    expect(compareVersions("2.0", "1.99")).toBe(1);
    expect(compareVersions("f1", "F1")).toBe(0);
  });
});

describe("an update is due", () => {
  const due = (version: string | undefined, type = "MULTICAL 403") => ruleDue([rule], { type, version })?.id;

  it("for the versions of a rule, both ends with it", () => {
    expect(due("B9")).toBeUndefined();
    expect(due("C1")).toBe("a");
    expect(due("F1")).toBe("a");
    expect(due("F2")).toBeUndefined();
  });

  it("for nothing older where a rule says from when on, and for all older ones where it does not", () => {
    expect(ruleDue([{ ...rule, from: "" }], { type: "multical 403", version: "A1" })?.id).toBe("a");
  });

  it("never for another type, nor where the meter has not said its version", () => {
    expect(due("C1", "MULTICAL 603")).toBeUndefined();
    expect(due(undefined)).toBeUndefined();
  });
});

describe("rules of updates", () => {
  it("are refused where a version is none, or ends before it begins", () => {
    expect(readFirmwareRules([rule])).toEqual({ ok: true, value: [rule] });
    expect(readFirmwareRules([rule, { ...rule, id: "b", until: "B1" }])).toEqual({
      ok: false,
      error: { at: 1, part: "until" },
    });
    expect(readFirmwareRules([{ ...rule, from: "newer than C" }])).toEqual({
      ok: false,
      error: { at: 0, part: "from" },
    });
    expect(readFirmwareRules([{ ...rule, type: " " }])).toEqual({
      ok: false,
      error: { at: 0, part: "type" },
    });
    expect(readFirmwareRules([rule, rule])).toEqual({ ok: false, error: { at: 1, part: "id" } });
    expect(readFirmwareRules({})).toEqual({ ok: false, error: { at: 0, part: "list" } });
  });
});
