import { describe, expect, it } from "vitest";
import { adviseSpeed, adviseStop, crowWay, expectedTelegrams, type Target } from "./advise.ts";
import { chanceOfTelegram, chanceRead, isSending } from "./chance-heard.ts";
import { groundAround } from "./ground.ts";
import { learnReach, levelAt, supposedReach } from "./learn-reach.ts";

const at = (eastM: number, northM = 0) => ({ eastM, northM });
const EVERY_16_S = { everyS: 16 };
const MONDAY = 1;

describe("where a meter is heard", () => {
  it("is supposed by the law of distance until it is heard, then by what was heard", () => {
    // 27 dB for ten times the distance: from 10 m to 100 m.
    const supposed = supposedReach(at(0));
    expect((levelAt(supposed, at(10)) ?? 0) - (levelAt(supposed, at(100)) ?? 0)).toBeCloseTo(27, 6);
    // Heard with -60 dBm from 100 m: -60 + 27 × 2 = -6 dBm near by; at 1000 m 27 dB less, -87.
    const heard = learnReach(supposed, { at: at(100), rssiDbm: -60 });
    expect(levelAt(heard, at(1000))).toBeCloseTo(-87, 6);
    // Twice, with -60 and -66 from as far: the mean, 3 dB lower.
    expect(levelAt(learnReach(heard, { at: at(-100), rssiDbm: -66 }), at(0, 1000))).toBeCloseTo(-90, 6);
  });

  it("is known on the pieces of road it was heard from, also of a meter whose place nobody knows", () => {
    const nowhere = { heard: 0, nearDbm: 0, cells: [] };
    const heard = learnReach(learnReach(nowhere, { at: at(300), rssiDbm: -80 }), {
      at: at(305),
      rssiDbm: -75,
    });
    expect(levelAt(heard, at(310))).toBe(-75);
    expect(levelAt(heard, at(900))).toBeUndefined();
    expect(heard.cells).toHaveLength(1);
  });

  it("counts in metres around a place: a thousandth of a degree north is 111 m", () => {
    const here = groundAround({ lat: 56, lon: 10 });
    expect(here({ lat: 56.001, lon: 10 }).northM).toBeCloseTo(111.32, 1);
    // cos 56° = 0.559193
    expect(here({ lat: 56, lon: 10.001 }).eastM).toBeCloseTo(62.25, 1);
  });
});

describe("the chance of a reading", () => {
  it("is half at the receiver's limit, and grows with the time and the level", () => {
    expect(chanceOfTelegram(-106)).toBeCloseTo(0.5, 9);
    expect(chanceOfTelegram(-90)).toBeGreaterThan(0.99);
    expect(chanceOfTelegram(-120)).toBeLessThan(0.01);
    // Two telegrams of a half each: 1 - 0.5².
    expect(chanceRead(-106, EVERY_16_S, 32)).toBeCloseTo(0.75, 9);
  });

  it("is none while the meter is asleep by its schedule", () => {
    const office = { everyS: 16, hours: { days: [1, 2, 3, 4, 5], fromHour: 6, toHour: 18 } };
    expect([isSending(office, MONDAY, 6), isSending(office, MONDAY, 18), isSending(office, 0, 12)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isSending(EVERY_16_S, 0, 3)).toBe(true);
  });
});

describe("the advice", () => {
  const target = (id: string, eastM: number, more: Partial<Target> = {}): Target => ({
    id,
    reach: supposedReach(at(eastM)),
    sending: EVERY_16_S,
    ...more,
  });
  const now = { way: crowWay, day: MONDAY, hour: 9 };

  it("goes where most is heard for the way, not to the nearest house", () => {
    const crowd = Array.from({ length: 20 }, (_, n) => target(`crowd-${n}`, 1000 + n));
    const advice = adviseStop(at(0), {
      ...now,
      targets: [target("lonely", -250), ...crowd],
      stops: [at(-250), at(1000)],
    });
    expect(advice?.stop).toEqual(at(1000));
    expect(advice?.expected).toBeGreaterThan(15);
    expect(advice?.ids[0]).toMatch(/crowd/);
  });

  it("waits where it stands when much is heard there, and moves on from what is missed again and again", () => {
    const here = [target("a", 20), target("b", 30)];
    expect(adviseStop(at(0), { ...now, targets: here, stops: [at(0), at(400)] })?.stop).toEqual(at(0));
    const deaf = here.map((one) => ({ ...one, missed: 30 }));
    expect(adviseStop(at(0), { ...now, targets: deaf, stops: [at(0)] })).toBeUndefined();
  });

  it("drives to nobody who is asleep, and says so by saying nothing", () => {
    const asleep = target("office", 50, {
      sending: { everyS: 16, hours: { days: [1], fromHour: 6, toHour: 8 } },
    });
    expect(adviseStop(at(0), { ...now, targets: [asleep], stops: [at(50)] })).toBeUndefined();
  });

  it("slows down for weak meters, and lets the car go where nothing is in earshot", () => {
    const weak = [target("weak", 380)];
    const strong = [target("strong", 20)];
    expect(adviseSpeed(at(0), weak)).toBeLessThan(adviseSpeed(at(0), strong));
    // 120 m of passing, one telegram in 16 s is enough for a strong one: 120 / (0.5 × 16) m/s, at most 50 km/h.
    expect(adviseSpeed(at(0), strong)).toBeCloseTo(50 / 3.6, 6);
    expect(adviseSpeed(at(0), [])).toBeCloseTo(50 / 3.6, 6);
  });

  it("counts what should have been heard", () => {
    // A strong meter, 32 s: two telegrams.
    expect(expectedTelegrams(target("near", 10), at(0), 32)).toBeCloseTo(2, 2);
  });
});
