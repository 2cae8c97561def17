import { describe, expect, it } from "vitest";
import { EMPTY_CHANNEL, readChannel, writeChannel } from "../../../shared/model/channel.ts";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type { WireValue } from "../../../shared/model/wire.ts";
import type { WireLivePoint } from "../../../shared/model/wire-live.ts";
import {
  columnsOf,
  countStates,
  type LiveRow,
  liveRowOf,
  liveStateOf,
  sortRows,
  tell,
  valueAt,
} from "./live-rows.ts";

const NOW = Date.parse("2026-11-29T12:00:00Z");
const MINUTE = 60_000;
const by = { nowMs: NOW, languageTag: "en" };

const bar = (register: "P1" | "P2", value: string): WireValue => ({ register, value, unit: "bar" });

function row(
  id: string,
  values: readonly WireValue[],
  more: {
    readonly minutesAgo?: number;
    readonly status?: readonly string[];
    readonly channels?: Record<string, string>;
  } = {},
): LiveRow {
  const atMs = NOW - (more.minutesAgo ?? 1) * MINUTE;
  const point = {
    id,
    address: `Street ${id}`,
    number: id,
    area: "North",
    channels: more.channels ?? {},
  } as WireLivePoint;
  const latest = values.length === 0 ? undefined : { atMs, status: more.status ?? [] };
  return liveRowOf(point, { told: tell(new Map(), { atMs, values }), latest });
}

const limited = (): Record<string, string> => {
  const channel = readChannel("P1", { ...EMPTY_CHANNEL, low: "2", high: "6" });
  if (typeof channel === "string") throw new Error(channel);
  return { "channel:P1": writeChannel(channel) };
};

describe("a priority point", () => {
  it("keeps what its meter said of a register last, while newer readings leave it out", () => {
    const told = tell(new Map(), { atMs: 1000, values: [bar("P1", "5.1"), bar("P2", "2.0")] });
    const later = tell(told, { atMs: 2000, values: [bar("P1", "5.2")] });
    expect([...later.values()].map(({ register, value, atMs }) => [register, value, atMs])).toEqual([
      ["P1", "5.2", 2000],
      ["P2", "2.0", 1000],
    ]);
    // One that came late changes nothing.
    expect(tell(later, { atMs: 1500, values: [bar("P1", "9")] }).get("P1")?.value).toBe("5.2");
  });

  it("says the difference of its pressures to the last digit, as old as the older of the two", () => {
    // 5.10 − 2.95 = 2.15.
    const { apart } = row("1", [bar("P1", "5.10"), bar("P2", "2.95")]);
    expect(apart && formatScaled(apart.value)).toBe("2.15");
    expect(row("1", [bar("P1", "5.10")]).apart).toBeUndefined();
  });

  it("is outside its limits, unless a plant's alarm is more urgent or it has been silent since", () => {
    const values = [bar("P1", "6.1")];
    const channels = limited();
    expect(liveStateOf(row("1", values), NOW)).toBe("fine");
    expect(liveStateOf(row("1", values, { channels }), NOW)).toBe("limit");
    expect(liveStateOf(row("1", values, { channels, status: ["burst"] }), NOW)).toBe("plant");
    expect(liveStateOf(row("1", values, { channels, minutesAgo: 21 }), NOW)).toBe("silent");
    expect(liveStateOf(row("1", values, { minutesAgo: 20 }), NOW)).toBe("fine");
    expect(liveStateOf(row("1", []), NOW)).toBe("none");
  });
});

describe("the live view", () => {
  const rows = [
    row("2", [bar("P1", "10.0"), bar("P2", "2")], { channels: limited() }),
    row("10", [bar("P1", "9.5")], { minutesAgo: 30 }),
    row("1", []),
  ];
  const order = (sort: Parameters<typeof sortRows>[1]) => sortRows(rows, sort, by).map(({ id }) => id);

  it("has the columns somebody's meter tells, pressures first", () => {
    expect(columnsOf([...rows, row("3", [{ register: "flow1", value: "1", unit: "m³/h" }])])).toEqual([
      ...["P1", "P2", "apart", "flow1"],
    ]);
    expect(columnsOf([row("3", [{ register: "E1", value: "1", unit: "kWh" }])])).toEqual([]);
  });

  it("sorts by name as people count, by value exactly, by age and by what is urgent; nothing said stands last", () => {
    expect(order({ by: "name", isDescending: false })).toEqual(["1", "2", "10"]);
    expect(order({ by: "P1", isDescending: false })).toEqual(["10", "2", "1"]);
    expect(order({ by: "P1", isDescending: true })).toEqual(["2", "10", "1"]);
    expect(order({ by: "age", isDescending: true })).toEqual(["10", "2", "1"]);
    expect(order({ by: "state", isDescending: false })).toEqual(["2", "10", "1"]);
    expect(valueAt(rows[0] as LiveRow, "P1")?.mark).toBe("high");
    expect([...countStates(rows, NOW)]).toEqual([
      ["limit", 1],
      ["silent", 1],
      ["none", 1],
    ]);
  });
});
