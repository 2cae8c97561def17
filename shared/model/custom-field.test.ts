import { describe, expect, it } from "vitest";
import { type CustomField, readCustomFields, readCustomValue } from "./custom-field.ts";

const of = (kind: CustomField["kind"], choices: readonly string[] = []) => ({ kind, choices });

describe("a field of the utility's own", () => {
  it("takes what fits its kind, in one form", () => {
    expect(readCustomValue(of("text"), "  under the stairs ")).toBe("under the stairs");
    expect(readCustomValue(of("number"), "12,50")).toBe("12.50");
    expect(readCustomValue(of("number"), "-3")).toBe("-3");
    expect(readCustomValue(of("date"), "29.2.2028")).toBe("2028-02-29");
    expect(readCustomValue(of("date"), "2026-11-29")).toBe("2026-11-29");
    expect(readCustomValue(of("yes-no"), "yes")).toBe("yes");
    expect(readCustomValue(of("choice", ["copper", "steel"]), "steel")).toBe("steel");
    for (const kind of ["text", "number", "date", "yes-no"] as const)
      expect(readCustomValue(of(kind), " ")).toBeNull();
  });

  it("refuses what does not", () => {
    for (const text of ["1.234,5", "1e5", "12 m", "--1", "Infinity"])
      expect(readCustomValue(of("number"), text)).toBeUndefined();
    // 2027 is no leap year; there is no 13th month.
    for (const text of ["29.2.2027", "2026-13-01", "soon", "1.1.26"])
      expect(readCustomValue(of("date"), text)).toBeUndefined();
    expect(readCustomValue(of("yes-no"), "maybe")).toBeUndefined();
    expect(readCustomValue(of("choice", ["copper"]), "Copper")).toBeUndefined();
  });
});

describe("the list of them", () => {
  const pipe = { id: "pipe", name: "Pipe", kind: "choice", choices: ["copper", "steel"] };
  const read = (...fields: unknown[]) => readCustomFields(fields);

  it("is read in its order, with what a kind does not have left empty", () => {
    expect(read(pipe, { id: "q", name: " Max. flow ", kind: "number", unit: "l/h" })).toEqual({
      ok: true,
      value: [
        { ...pipe, unit: "" },
        { id: "q", name: "Max. flow", kind: "number", unit: "l/h", choices: [] },
      ],
    });
  });

  it("names the field and the part that are wrong", () => {
    const fault = (...fields: unknown[]) => {
      const answer = read(...fields);
      return answer.ok ? undefined : answer.error;
    };
    expect(fault({ ...pipe, name: "" })).toEqual({ at: 0, part: "name" });
    expect(fault(pipe, { ...pipe, id: "other", name: "PIPE" })).toEqual({ at: 1, part: "name" });
    expect(fault(pipe, { ...pipe, name: "Other" })).toEqual({ at: 1, part: "id" });
    expect(fault({ ...pipe, id: "no/slash" })).toEqual({ at: 0, part: "id" });
    expect(fault({ ...pipe, choices: [] })).toEqual({ at: 0, part: "choices" });
    expect(fault({ ...pipe, choices: ["a", "a"] })).toEqual({ at: 0, part: "choices" });
    expect(fault({ ...pipe, kind: "colour" })).toEqual({ at: 0, part: "kind" });
    expect(readCustomFields("nothing")).toEqual({ ok: false, error: { at: 0, part: "list" } });
  });
});
