import { describe, expect, it } from "vitest";
import { decode } from "../codecs/decode.ts";
import { decodeReading } from "../codecs/decode-reading.ts";
import { createFormatStore } from "../codecs/wmbus/format-store.ts";
import { type MeterId, meterKeyOf } from "../model/meter-id.ts";
import { scaledToNumber } from "../model/scaled.ts";
import { HOUR_MS, makeClimate } from "./climate.ts";
import { encodeMeterTelegram } from "./encode-meter-telegram.ts";
import { columnsOf, countOf } from "./meter-columns.ts";
import { birth, LiveMeter, type MeterMoment, makeLiveClimate } from "./meter-life.ts";
import { statusOfInfo } from "./status-of-info.ts";
import { at, STEP } from "./step.ts";
import { makeTown } from "./town.ts";
import type { TownMeter, TownPoint } from "./town-point.ts";

const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
const options = { seed: 9, points: 500, fromHour: toHour - 100, toHour };
const town = makeTown(options);
const climate = makeClimate({ seed: 9, fromHour: options.fromHour, toHour: toHour + 1 });
const climateAt = makeLiveClimate(9);
const nowMs = toHour * HOUR_MS + 17 * 60_000 + 3_000;

const keys = new Map(
  town.points.flatMap(({ meters }) => meters.map((meter) => [meter.key, meter.aesKey] as const)),
);
const context = {
  link: "wmbus",
  keyring: { find: (id: MeterId) => keys.get(meterKeyOf(id)) },
  formats: createFormatStore(),
} as const;

const sending = town.points.flatMap((place) => {
  const meter = place.meters.at(-1);
  if (!meter) return [];
  const live = new LiveMeter(place, birth(place, meter, { fromHour: options.fromHour, climate }), climateAt);
  return [{ place, meter, moment: live.at(nowMs) }];
});

function read(meter: TownMeter, moment: MeterMoment, nth: number) {
  const decoded = decode(encodeMeterTelegram(meter, { moment, nth }), context);
  if (!decoded.ok) throw new Error(`${meter.key}: ${decoded.error.kind}`);
  return { decoded: decoded.value, reading: decodeReading(decoded.value) };
}

/** What the meter's columns say of the moment. */
const stateOf = ({ use }: TownPoint, meter: TownMeter, { sums, step }: MeterMoment) =>
  columnsOf(meter, use.kind).map(({ register, unit, exponent, perUnit, from, place }) => ({
    register,
    unit,
    value: {
      digits: from === "sums" ? countOf(at(sums, place), perUnit) : Math.round(at(step, place) * perUnit),
      exponent,
    },
  }));

describe("a simulated meter's telegram", () => {
  it("decodes to the meter's registers, to the digit and in its resolution, full and compact", () => {
    for (const { place, meter, moment } of sending) {
      for (const nth of [8, 9]) {
        const { decoded, reading } = read(meter, moment, nth);
        const columns = stateOf(place, meter, moment);
        const told = reading.values.filter(({ register }) =>
          columns.some((column) => column.register === register),
        );
        const sort = (values: typeof columns) =>
          values.toSorted((a, b) => (a.register < b.register ? -1 : 1));
        expect(sort(told as typeof columns), `${meter.product.name} ${meter.layout}`).toEqual(sort(columns));
        expect(decoded.medium).toBe(place.point.medium);
        expect(decoded.driver).not.toBe("generic");
        expect(decoded.security.verdict).toBe("decrypted");
        expect(reading.status).toEqual(statusOfInfo(meter, at(moment.step, STEP.info)));
      }
    }
  });

  it("tells the pressures in and out where it has sensors for them: less goes in far from the plant, and more comes back", () => {
    const pressures = sending.flatMap(({ place, meter, moment }) => {
      if (meter.layout !== "603-pressure" || place.use.kind !== "heat") return [];
      const { values } = read(meter, moment, 8).reading;
      const bar = (register: string): number => {
        const found = values.find((one) => one.register === register);
        expect(found?.unit).toBe("bar");
        return found ? scaledToNumber(found.value) : Number.NaN;
      };
      return [{ lostBar: place.use.lostBar, p1: bar("P1"), p2: bar("P2") }];
    });
    expect(pressures.length).toBeGreaterThan(3);
    pressures.sort((a, b) => a.lostBar - b.lostBar);
    const [near, far] = [pressures[0], pressures.at(-1)];
    expect(far?.p1).toBeLessThan(near?.p1 ?? 0);
    expect(far?.p2).toBeGreaterThan(near?.p2 ?? 9);
    for (const { p1, p2 } of pressures) expect(p1).toBeGreaterThan(p2 + 1);
  });

  it("tells nothing a written history lacks but hours, unused inputs and tariffs, and the info code itself", () => {
    const more = new Set(
      sending.flatMap(({ place, meter, moment }) => {
        const columns = columnsOf(meter, place.use.kind).map(({ register }) => register);
        return read(meter, moment, 8)
          .reading.values.map(({ register }) => register)
          .filter((one) => !columns.includes(one));
      }),
    );
    expect([...more].sort()).toEqual(["A-", "InA", "InB", "P-", "TA2", "TA3", "hours", "info"]);
  });

  it("of meters with a clock fault shows the wrong time, of others the right one within a minute", () => {
    const wrong = town.faults.filter(({ kind }) => kind === "clock").map(({ meter }) => meter);
    for (const { meter, moment } of sending) {
      const clock = read(meter, moment, 8).reading.meterClock ?? "";
      if (!clock.includes("T")) continue;
      // Danish standard time is an hour ahead of UTC.
      const aheadMs = Date.parse(`${clock}Z`) - nowMs - HOUR_MS;
      if (wrong.includes(meter.key)) expect(Math.abs(aheadMs)).toBeGreaterThan(5 * 60_000);
      else expect(Math.abs(aheadMs)).toBeLessThan(2 * 60_000);
    }
  });
});
