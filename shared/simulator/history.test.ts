import { describe, expect, it } from "vitest";
import { waterDensity } from "../analysis/heat-coefficient.ts";
import type { MonthColumns } from "../blocks/month-columns.ts";
import type { Register } from "../model/register.ts";
import { HOUR_MS, makeClimate } from "./climate.ts";
import { type HistoryOptions, type MeterHistory, writeHistory } from "./history.ts";
import { LiveMeter, makeLiveClimate } from "./meter-life.ts";
import { SUM } from "./meter-sums.ts";
import { statusOfInfo } from "./status-of-info.ts";
import { makeTown, type Town } from "./town.ts";
import type { FaultKind, TownMeter, TownPoint } from "./town-point.ts";

const DAYS = 400;
const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
const fromHour = toHour - DAYS * 24;
const town = makeTown({ seed: 5, points: 600, fromHour, toHour });
const options: HistoryOptions = {
  climate: makeClimate({ seed: 5, fromHour, toHour: toHour + 48 }),
  fromHour,
  toHour,
  statusOf: statusOfInfo,
};

const cache = new Map<TownMeter, MeterHistory>();
function historyOf(place: TownPoint, meter = place.meters.at(-1)): MeterHistory {
  if (!meter) throw new Error("a point without a meter");
  const known = cache.get(meter) ?? writeHistory(place, meter, options);
  cache.set(meter, known);
  return known;
}

/** Values of a register in its unit, month after month. */
const values = (months: readonly MonthColumns[], register: Register): number[] =>
  months.flatMap((month) => {
    const column = month.registers.find((one) => one.register === register);
    return column ? Array.from(column.counts, (count) => count * 10 ** column.exponent) : [];
  });
const counts = (months: readonly MonthColumns[], register: Register): number[] =>
  months.flatMap((month) => [...(month.registers.find((one) => one.register === register)?.counts ?? [])]);
const times = (months: readonly MonthColumns[]) => months.flatMap((month) => Array.from(month.timesMs));
const statuses = (months: readonly MonthColumns[]) =>
  months.flatMap((month) => Array.from(month.statusIndex, (index) => month.statusSets[index]?.join() ?? ""));
const grown = (series: readonly number[]) => (series.at(-1) ?? 0) - (series[0] ?? 0);

const sound = (kind: TownPoint["use"]["kind"], where: Town = town) =>
  where.points.filter(
    (place) =>
      place.use.kind === kind &&
      place.trouble === undefined &&
      !where.faults.some((fault) => fault.pointId === place.point.id),
  );
const struck = (kind: FaultKind) =>
  town.faults
    .filter((fault) => fault.kind === kind)
    .flatMap((fault) =>
      town.points.filter(({ point }) => point.id === fault.pointId).map((place) => ({ fault, place })),
    );

describe("a town's history", () => {
  it("never turns a register back, except where it rolls over its eight digits", () => {
    for (const place of town.points) {
      for (const register of ["E1", "V1", "E8", "E9", "E3", "A+"] as const) {
        const series = counts(historyOf(place).months, register);
        const backwards = series.flatMap((count, n) => (n > 0 && count < (series[n - 1] ?? 0) ? [n] : []));
        expect(backwards.length, `${place.point.address} ${register}`).toBeLessThanOrEqual(1);
        for (const n of backwards) expect(series[n - 1]).toBeGreaterThan(99_900_000);
      }
    }
  });

  it("counts E8 and E9 as volume × temperature: ΔE8 = ΔV·t1 within the counters' resolution", () => {
    /** Σ ΔV·t and the sum register's growth over hours that follow each other; a row shows the hour it begins. */
    const compare = (months: readonly MonthColumns[], sum: "E8" | "E9", shown: "t1" | "t2") => {
      const [volume, register, celsius] = [values(months, "V1"), values(months, sum), values(months, shown)];
      const whenMs = times(months);
      const step = (series: readonly number[], n: number) => (series[n] ?? 0) - (series[n - 1] ?? 0);
      const hours = whenMs.flatMap((_, n) => (step(whenMs, n) === HOUR_MS ? [n] : []));
      const total = (of: (n: number) => number) => hours.reduce((all, n) => all + of(n), 0);
      return total((n) => step(volume, n) * (celsius[n - 1] ?? 0)) / total((n) => step(register, n));
    };
    for (const place of sound("heat").slice(0, 40)) {
      const { months } = historyOf(place);
      // 0.5 % for counts that fall into the next hour.
      expect(Math.abs(compare(months, "E8", "t1") - 1), place.point.address).toBeLessThan(0.005);
      expect(Math.abs(compare(months, "E9", "t2") - 1), place.point.address).toBeLessThan(0.005);
    }
  });

  it("counts energy as V·ΔT·k with the k of the meter's side (k check of heat meters, to 0.3 %)", () => {
    for (const place of sound("heat")) {
      const { months } = historyOf(place);
      const volume = grown(values(months, "V1"));
      const [t1, t2] = [grown(values(months, "E8")) / volume, grown(values(months, "E9")) / volume];
      const energy = values(months, "E1");
      const unitKwh =
        months[0]?.registers.find(({ register }) => register === "E1")?.unit === "MJ" ? 1 / 3.6 : 1;
      const k = (grown(energy) * unitKwh) / (volume * (t1 - t2));
      const isInlet = place.meters[0]?.id.deviceType === 0x0c;
      // Mean specific heat of water from 30 to 80 °C is 4.18 kJ/(kg·K) to 0.1 %.
      const expected = (waterDensity(isInlet ? t1 : t2) * 4.18) / 3600;
      expect(Math.abs(k / expected - 1), `${place.point.address} ${k}`).toBeLessThan(0.003);
    }
  });

  it("is plausible: Danish houses use 6 to 30 MWh and 40 to 250 m³ a year, most of them 10 to 20 MWh", () => {
    const isHouse = (place: TownPoint) =>
      place.point.intervalMinutes === 60 && !place.point.address.includes(",");
    const yearly = (places: readonly TownPoint[], register: Register) =>
      places.filter(isHouse).map((place) => (grown(values(historyOf(place).months, register)) * 365) / DAYS);
    const heat = yearly(sound("heat"), "E1").sort((a, b) => a - b);
    expect(heat.length).toBeGreaterThan(50);
    expect(heat[0]).toBeGreaterThan(6_000);
    expect(heat.at(-1)).toBeLessThan(30_000);
    const typical = heat[heat.length >> 1] ?? 0;
    expect(typical).toBeGreaterThan(10_000);
    expect(typical).toBeLessThan(20_000);
    const water = yearly(sound("water"), "V1").sort((a, b) => a - b);
    expect(water[0]).toBeGreaterThan(30);
    expect(water.at(-1)).toBeLessThan(250);
  });

  it("cools district heating by 25 to 50 K in sound houses", () => {
    for (const place of sound("heat")) {
      const { months } = historyOf(place);
      const volume = grown(values(months, "V1"));
      const cooling = (grown(values(months, "E8")) - grown(values(months, "E9"))) / volume;
      expect(cooling, place.point.address).toBeGreaterThan(22);
      expect(cooling, place.point.address).toBeLessThan(50);
    }
  });

  it("is made of whole counts at full hours, in UTC months, ordered, with the meter's own resolution", () => {
    for (const place of town.points.slice(0, 60)) {
      for (const month of historyOf(place).months) {
        const rows = month.timesMs.length;
        expect(new Set([...month.timesMs].map((ms) => new Date(ms).getUTCMonth())).size).toBe(1);
        expect(
          [...month.timesMs].every((ms, n) => ms % HOUR_MS === 0 && ms > (month.timesMs[n - 1] ?? 0)),
        ).toBe(true);
        for (const { counts } of month.registers) {
          expect(counts).toHaveLength(rows);
          expect(counts.every(Number.isSafeInteger)).toBe(true);
        }
        expect(month.statusIndex).toHaveLength(rows);
        expect(month.marks).toHaveLength(rows);
        expect(month.frameSeq.every(Number.isNaN)).toBe(true);
      }
    }
  });

  it("does not depend on the order in which meters are made", () => {
    const again = makeTown(town.options);
    const backwards = again.points
      .slice(0, 8)
      .reverse()
      .map((place) => place.meters.map((meter) => writeHistory(place, meter, options)));
    const forwards = town.points
      .slice(0, 8)
      .map((place) => place.meters.map((meter) => writeHistory(place, meter, options)));
    expect(backwards.reverse()).toEqual(forwards);
  });

  it("leaves the hour under way to live telegrams: its last row is the one before", () => {
    const lastRows = sound("heat").map((place) => times(historyOf(place).months).at(-1) ?? 0);
    expect(Math.max(...lastRows)).toBe((toHour - 1) * HOUR_MS);
  });

  it("goes on into live operation without a jump", () => {
    const climateAt = makeLiveClimate(5);
    for (const place of town.points.slice(0, 80)) {
      const { state } = historyOf(place);
      const live = new LiveMeter(place, { hour: state.hour, sums: state.sums.slice() }, climateAt);
      const now = live.at(toHour * HOUR_MS);
      for (const sum of [SUM.volume, SUM.energy, SUM.e8, SUM.e9]) expect(now.sums[sum]).toBe(state.sums[sum]);
      // Three hours on, minute by minute: the same sums as a history that runs three hours longer.
      let before = state.sums;
      for (let minute = 1; minute <= 180; minute++) {
        const { sums } = live.at(toHour * HOUR_MS + minute * 60_000);
        expect(sums[SUM.volume]).toBeGreaterThanOrEqual(before[SUM.volume] ?? 0);
        expect(sums[SUM.energy]).toBeGreaterThanOrEqual(before[SUM.energy] ?? 0);
        before = sums;
      }
      const meter = place.meters.at(-1);
      if (!meter) continue;
      const longer = writeHistory(place, meter, { ...options, toHour: toHour + 3 });
      expect(before[SUM.volume]).toBeCloseTo(longer.state.sums[SUM.volume] ?? 0, 9);
      expect(before[SUM.energy]).toBeCloseTo(longer.state.sums[SUM.energy] ?? 0, 6);
    }
  });
});

describe("faults in history", () => {
  it("a leak runs every hour of the night, and raises the leak bit a day later", () => {
    for (const { fault, place } of struck("leak")) {
      const { months } = historyOf(place);
      const [volume, whenMs, status] = [values(months, "V1"), times(months), statuses(months)];
      const leaking = whenMs.flatMap((ms, n) =>
        ms > fault.fromMs + 60 * HOUR_MS && ms < (fault.toMs ?? Number.POSITIVE_INFINITY) ? [n] : [],
      );
      if (leaking.length < 24) continue;
      const steps = leaking.slice(1).map((n) => (volume[n] ?? 0) - (volume[n - 1] ?? 0));
      expect(Math.min(...steps), fault.address).toBeGreaterThan(0.004);
      expect(leaking.every((n) => status[n] !== "")).toBe(true);
      expect(whenMs.every((ms, n) => ms > fault.fromMs || status[n] === "")).toBe(true);
    }
  });

  it("a burst shows in the hour's water as nothing else does", () => {
    for (const { fault, place } of struck("burst")) {
      const { months } = historyOf(place);
      const [volume, whenMs] = [values(months, "V1"), times(months)];
      const within = volume.filter(
        (_, n) => (whenMs[n] ?? 0) >= fault.fromMs && (whenMs[n] ?? 0) < (fault.toMs ?? 0),
      );
      expect(grown(within) / Math.max(1, within.length - 1)).toBeGreaterThan(0.6);
    }
  });

  it("with a broken temperature sensor energy stands still and volume goes on", () => {
    for (const { fault, place } of [...struck("t1-sensor"), ...struck("t2-sensor")]) {
      const { months } = historyOf(place);
      const whenMs = times(months);
      const since = (register: Register) =>
        values(months, register).filter((_, n) => (whenMs[n] ?? 0) >= fault.fromMs);
      expect(grown(since("E1"))).toBe(0);
      expect(grown(since("E8"))).toBe(0);
      expect(grown(since("V1"))).toBeGreaterThan(0);
      const shown = since(fault.kind === "t1-sensor" ? "t1" : "t2");
      expect([0, 185]).toContain(shown[0]);
      expect(statuses(months).at(-1)).not.toBe("");
    }
  });

  it("an empty dwelling counts nothing, and its heat meter's sensors drift to the room", () => {
    for (const { fault, place } of struck("empty-dwelling")) {
      const { months } = historyOf(place);
      const whenMs = times(months);
      const within = (register: Register) =>
        values(months, register).filter(
          (_, n) =>
            (whenMs[n] ?? 0) > fault.fromMs && (whenMs[n] ?? 0) <= (fault.toMs ?? Number.POSITIVE_INFINITY),
        );
      expect(grown(within("V1"))).toBe(0);
      if (place.use.kind === "heat") expect(within("t1")[0]).toBeLessThan(within("t2")[0] ?? 0);
    }
  });

  it("a dirty exchanger warms the return by degrees over weeks", () => {
    for (const { fault, place } of struck("dirty-exchanger")) {
      const { months } = historyOf(place);
      const [whenMs, t2] = [times(months), values(months, "t2")];
      const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
      const before = mean(t2.filter((_, n) => (whenMs[n] ?? 0) < fault.fromMs));
      const after = mean(t2.filter((_, n) => (whenMs[n] ?? 0) > fault.fromMs + 60 * 24 * HOUR_MS));
      expect(after - before, fault.address).toBeGreaterThan(5);
    }
  });

  it("a rollover passes 99,999,999 counts once and goes on from zero", () => {
    const rolled = struck("rollover").map(({ place }) => {
      const series = counts(historyOf(place).months, "V1");
      const at = series.findIndex((count, n) => count < (series[n - 1] ?? 0));
      return at > 0 ? [series[at - 1] ?? 0, series[at] ?? 0] : [0, 0];
    });
    expect(rolled.length).toBeGreaterThan(0);
    for (const [last, first] of rolled) {
      expect(last).toBeGreaterThan(99_900_000);
      expect(last).toBeLessThan(100_000_000);
      expect(first).toBeLessThan(100_000);
    }
  });

  it("an exchange leaves the old meter's registers standing and starts the new one's near zero", () => {
    for (const { fault, place } of struck("exchange")) {
      const [old, fresh] = place.meters;
      if (!(old && fresh)) throw new Error("an exchange without two meters");
      const [before, after] = [historyOf(place, old).months, historyOf(place, fresh).months];
      expect(times(before).at(-1)).toBeLessThanOrEqual(fault.fromMs);
      expect(times(after)[0]).toBeGreaterThanOrEqual(fault.fromMs);
      expect(values(after, "V1")[0]).toBeLessThan(1);
      expect(values(before, "V1").at(-1)).toBeGreaterThan(values(after, "V1")[0] ?? 0);
    }
  });

  it("reception has gaps: silent meters end early, weak ones miss a quarter of their hours or more", () => {
    for (const { fault, place } of struck("silent")) {
      expect(times(historyOf(place).months).at(-1)).toBeLessThan(fault.fromMs);
    }
    for (const { place } of struck("weak-radio")) {
      expect(times(historyOf(place).months).length).toBeLessThan(DAYS * 24 * 0.8);
    }
    for (const outage of town.outages) {
      const place = sound("heat").find(({ point }) => point.area === outage.area);
      if (!place) continue;
      const missed = times(historyOf(place).months).filter(
        (ms) => ms >= outage.fromHour * HOUR_MS && ms < outage.toHour * HOUR_MS,
      );
      expect(missed).toEqual([]);
    }
  });
});
