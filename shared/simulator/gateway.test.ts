import { describe, expect, it } from "vitest";
import { decodeTransport } from "../codecs/decode-transport.ts";
import { type MeterId, meterKeyOf } from "../model/meter-id.ts";
import { HOUR_MS, makeClimate } from "./climate.ts";
import { birth } from "./meter-life.ts";
import { ageMeter } from "./meter-sums.ts";
import { makeTown } from "./town.ts";
import { hoursOf } from "./town-point.ts";
import { reviveTown, type TownSnapshot } from "./town-snapshot.ts";

const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
const options = { seed: 3, points: 300, fromHour: toHour - 240, toHour };
const nowMs = toHour * HOUR_MS;
const { town, gateway } = reviveTown({ options, states: {} }, 20);
const keys = new Map(
  town.points.flatMap(({ meters }) => meters.map((meter) => [meter.key, meter.aesKey] as const)),
);
const keyring = { find: (meter: MeterId) => keys.get(meterKeyOf(meter)) };
const MINUTES = 6;
const heard = gateway.hear(nowMs, nowMs + MINUTES * 60_000);
const decoded = heard.map((one) => {
  const transport = decodeTransport(one.bytes, "wmbus", keyring);
  if (!transport.ok) throw new Error(`${transport.error.kind} from ${one.receiver}`);
  return { heard: one, transport: transport.value, meter: meterKeyOf(transport.value.meter) };
});

describe("the simulated gateway", () => {
  it("hears as many telegrams a second as it was asked for, whoever of its antennas heard them", () => {
    const telegrams = new Set(decoded.map(({ heard: { bytes } }) => bytes.join()));
    expect(telegrams.size / (MINUTES * 60)).toBeGreaterThan(17);
    expect(telegrams.size / (MINUTES * 60)).toBeLessThanOrEqual(20.5);
  });

  it("hears telegrams that the ordinary decoder proves with the meter's key", () => {
    for (const { transport, meter } of decoded) {
      expect([meter, transport.security.verdict]).toEqual([meter, "decrypted"]);
    }
    const framings = new Set(decoded.map(({ transport }) => transport.framing));
    expect(framings).toEqual(new Set(["frame-a", "frame-b"]));
  });

  it("hears full frames every eighth time and compact ones between, and mode 5 from some", () => {
    const c1 = decoded.filter(({ transport }) => transport.security.layer === "ell");
    const full = c1.filter(({ transport }) => transport.content === "records").length;
    expect(full / c1.length).toBeGreaterThan(0.09);
    expect(full / c1.length).toBeLessThan(0.16);
    expect(decoded.some(({ transport }) => transport.security.mode === 5)).toBe(true);
  });

  it("hears some telegrams with two antennas, milliseconds and decibels apart, and some not at all", () => {
    const byBytes = new Map<string, (typeof heard)[number][]>();
    for (const one of heard) byBytes.set(one.bytes.join(), [...(byBytes.get(one.bytes.join()) ?? []), one]);
    const twice = [...byBytes.values()].filter((all) => all.length > 1);
    expect(twice.length).toBeGreaterThan(byBytes.size * 0.1);
    expect(twice.length).toBeLessThan(byBytes.size);
    for (const all of twice) {
      expect(new Set(all.map(({ receiver }) => receiver)).size).toBe(all.length);
      expect(
        Math.max(...all.map(({ rxAtMs }) => rxAtMs)) - Math.min(...all.map(({ rxAtMs }) => rxAtMs)),
      ).toBeLessThan(20);
    }
    const silent = town.faults.filter(({ kind }) => kind === "silent").map(({ meter }) => meter);
    expect(decoded.filter(({ meter }) => silent.includes(meter))).toEqual([]);
  });

  it("never sends the same session number twice under one key", () => {
    const sessions = decoded
      .filter(({ transport }) => transport.security.layer === "ell")
      .map(({ transport, meter }) => `${meter} ${transport.normalised.subarray(13, 17).join()}`);
    const telegrams = new Set(
      decoded
        .filter(({ transport }) => transport.security.layer === "ell")
        .map(({ heard: { bytes } }) => bytes.join()),
    );
    expect(new Set(sessions).size).toBe(telegrams.size);
  });

  it("hears the same in two halves as in one, in order of time", () => {
    const again = reviveTown({ options, states: {} }, 20).gateway;
    const half = nowMs + MINUTES * 30_000;
    const halves = [...again.hear(nowMs, half), ...again.hear(half, nowMs + MINUTES * 60_000)];
    expect(halves.map(({ rxAtMs, receiver }) => `${rxAtMs} ${receiver}`).sort()).toEqual(
      heard.map(({ rxAtMs, receiver }) => `${rxAtMs} ${receiver}`).sort(),
    );
    expect(heard.every(({ rxAtMs }, n) => rxAtMs >= (heard[n - 1]?.rxAtMs ?? 0))).toBe(true);
  });

  it("goes on from a snapshot as from the history it was made of", () => {
    const climate = makeClimate({ seed: 3, fromHour: options.fromHour, toHour });
    const states = makeTown(options).points.flatMap((place) => {
      const meter = place.meters.at(-1);
      if (!meter) return [];
      const state = birth(place, meter, { fromHour: options.fromHour, climate });
      ageMeter(state, hoursOf(place, climate), { climateFromHour: options.fromHour, toHour });
      return [[meter.key, { hour: state.hour, sums: [...state.sums] }] as const];
    });
    const snapshot: TownSnapshot = JSON.parse(
      JSON.stringify({ options, states: Object.fromEntries(states) }),
    );
    const revived = reviveTown(snapshot, 20).gateway.hear(nowMs, nowMs + 60_000);
    expect(revived).toEqual(heard.filter(({ rxAtMs }) => rxAtMs < nowMs + 60_000).slice(0, revived.length));
  });
});
