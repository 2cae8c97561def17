import { describe, expect, it } from "vitest";
import {
  type Channel,
  type ChannelDraft,
  channelsOf,
  draftOf,
  EMPTY_CHANNEL,
  parseChannel,
  readChannel,
  showColumn,
  showValue,
  writeChannel,
} from "./channel.ts";
import { formatScaled, parseScaled } from "./scaled.ts";
import type { Unit } from "./unit.ts";

const channel = (draft: Partial<ChannelDraft>): Channel => {
  const read = readChannel("P1", { ...EMPTY_CHANNEL, ...draft });
  if (typeof read === "string") throw new Error(read);
  return read;
};

const shown = (value: string, unit: Unit, one: Channel) => {
  const said = parseScaled(value);
  if (!said) throw new Error(value);
  const found = showValue({ register: "P1", value: said, unit }, new Map([[one.register, one]]));
  return [formatScaled(found.value), found.unit, found.mark ?? "", found.name];
};

describe("a channel", () => {
  it("shows the register times the scale plus the offset, to the last digit", () => {
    // 4–20 mA for 0–16 bar, read as 0–10.00: 6.35 × 1.6 − 0.08 = 10.08.
    const one = channel({ name: "Main pipe", scale: "1.6", offset: "-0,08", unit: "bar" });
    expect(shown("6.35", "bar", one)).toEqual(["10.080", "bar", "", "Main pipe"]);
    // 0.1 and 0.2 are no floats: 0.1 × 3 + 0.2 = 0.5, not 0.5000000000000001.
    expect(shown("0.1", "bar", channel({ scale: "3", offset: "0.2", unit: "m" }))).toEqual([
      "0.5",
      "m",
      "",
      "",
    ]);
  });

  it("marks what is below or above its limits, and not what lies on them", () => {
    const one = channel({ low: "2.5", high: "6.0" });
    const marks = ["2.49", "2.50", "4", "6.00", "6.01"].map((value) => shown(value, "bar", one)[2]);
    expect(marks).toEqual(["low", "", "", "", "high"]);
  });

  it("leaves a register without a channel as the meter said it", () => {
    const said = { register: "P2", value: { digits: 312, exponent: -2 }, unit: "bar" } as const;
    expect(showValue(said, new Map([["P1", channel({ scale: "2" })]]))).toEqual({ ...said, name: "" });
  });

  it("reads a register in its quantity's own unit first, whatever the meter counts in", () => {
    const read = readChannel("flow1", { ...EMPTY_CHANNEL, scale: "10", unit: "x" });
    if (typeof read === "string") throw new Error(read);
    const value = { digits: 250, exponent: 0 };
    // 250 l/h = 0.25 m³/h, × 10 = 2.5.
    const found = showValue({ register: "flow1", value, unit: "l/h" }, new Map([["flow1", read]]));
    expect(Number(formatScaled(found.value))).toBe(2.5);
    expect(showColumn(read, [250, null], "l/h")).toEqual([2.5, null]);
  });

  it.each([
    ["name", { name: "x".repeat(61) }],
    ["scale", { scale: "0" }],
    ["scale", { scale: "" }],
    ["scale", { scale: "1e3" }],
    ["offset", { offset: "a lot" }],
    ["unit", { unit: "bar\n" + "x" }],
    ["low", { low: "1.2.3" }],
    ["high", { low: "5", high: "5" }],
  ] as const)("says that its %s does not fit: %j", (part, draft) => {
    expect(readChannel("P1", { ...EMPTY_CHANNEL, ...draft })).toBe(part);
  });

  it("lies in its point as a text that reads back, and nothing else does", () => {
    const one = channel({ name: "Østre pumpe", scale: "0.10", low: "1", unit: "mVS" });
    expect(parseChannel("P1", writeChannel(one))).toEqual(one);
    expect(draftOf(one)).toEqual({
      ...{ name: "Østre pumpe", scale: "0.10", offset: "0", unit: "mVS", low: "1", high: "" },
    });
    for (const text of [
      "",
      "[]",
      "null",
      '{"name":"x"}',
      "{",
      7,
      undefined,
      JSON.stringify({ ...draftOf(one), low: 1 }),
    ])
      expect(parseChannel("P1", text)).toBeUndefined();
    expect([
      ...channelsOf({ "channel:P1": writeChannel(one), "channel:E1": writeChannel(one), area: "12" }),
    ]).toEqual([["P1", one]]);
  });
});
