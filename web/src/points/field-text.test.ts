import { describe, expect, it } from "vitest";
import { encodeOccupancy } from "../../../shared/rooms/record-codec.ts";
import { fieldWord, textOfField, valueOfText } from "./field-text.ts";

const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

describe("a field in words", () => {
  it("reads back what it wrote", () => {
    for (const [field, text] of [
      ["address", "Engvej 1"],
      ["intervalMinutes", "60"],
      ["position", "55.4, 10.4"],
      ["medium", "water"],
    ] as const) {
      expect(textOfField(field, valueOfText(field, text) ?? null, day)).toBe(text);
    }
  });

  it("takes a position with decimal commas, none, and no half of one", () => {
    expect(valueOfText("position", "55,4; 10,4")).toEqual([55.4, 10.4]);
    expect(valueOfText("position", "")).toBe(null);
    expect(valueOfText("position", "55.4")).toBeUndefined();
    expect(valueOfText("position", "north, east")).toBeUndefined();
    expect(valueOfText("intervalMinutes", "6x")).toBeUndefined();
  });

  it("says how a register is shown, with its limits", () => {
    const draft = { name: "Inlet", scale: "10.2", offset: "-0.5", unit: "mVS", low: "20", high: "" };
    expect(textOfField("channel:P1", JSON.stringify(draft), day)).toBe("Inlet · × 10.2 − 0.5 mVS · 20…");
    const plain = { ...draft, name: "", offset: "0", unit: "", low: "" };
    expect(textOfField("channel:P1", JSON.stringify(plain), day)).toBe("× 10.2 + 0");
    expect(textOfField("channel:P1", "{}", day)).toBe("");
    expect(fieldWord("channel:P1")).toBe("channel");
  });

  it("says whose time at the point it is", () => {
    const occupancy = {
      id: "o1",
      customerNumber: "17",
      customerName: "A. Jensen",
      phone: "",
      email: "",
      fromMs: Date.parse("2025-01-01T00:00:00Z"),
      startValues: [],
      endValues: [],
    };
    expect(textOfField("occupancy:o1", encodeOccupancy(occupancy), day)).toBe("A. Jensen, 2025-01-01 – ");
    expect(fieldWord("occupancy:o1")).toBe("occupancy");
  });
});
