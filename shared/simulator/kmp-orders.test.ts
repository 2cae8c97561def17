import { describe, expect, it } from "vitest";
import { carryOutOrder, lookForOrder } from "../codecs/kmp/kmp-orders.ts";
import type { OrderWish } from "../model/order.ts";
import { planOrder } from "../model/order-plan.ts";
import { MeterSettings } from "./meter-settings.ts";
import { OpticalHead, talkThrough } from "./optical-head.ts";
import { OpticalMeter } from "./optical-meter.ts";

/** 29 November 2026, 14:03:10 by the meter's own clock. */
const CLOCK_MS = Date.UTC(2026, 10, 29, 14, 3, 10);
const METER = "KAM-60000001-34-04";
const AT = { year: 2026, month: 11, day: 29, hour: 15, minute: 0, second: 0 };

const meterWith = (used?: number, serial = 60_000_001) =>
  new OpticalMeter({
    serial,
    clockMs: () => CLOCK_MS,
    ...(used === undefined ? {} : { settings: new MeterSettings({ used, most: 25 }) }),
  });

function look(meter: OpticalMeter, wish: OrderWish) {
  const seen = talkThrough(
    lookForOrder({ meter: METER, wish, type: "MULTICAL 403" }),
    new OpticalHead(meter),
  );
  if (!seen.ok) throw new Error(seen.error.kind);
  return { ...seen.value, plan: planOrder({ meter: METER, wish }, seen.value.at) };
}

const INTERVAL: OrderWish = { kind: "logging-interval", minutes: 15 };

describe("an order under the head", () => {
  it.each<readonly [OrderWish, readonly (readonly [string, string])[]]>([
    [INTERVAL, [["minutes", "15"]]],
    [
      { kind: "tariff", tariff: "outlet", limit2: "35", limit3: "40.5" },
      [
        ["tariff", "outlet"],
        ["limit2", "35.000"],
        ["limit3", "40.500"],
      ],
    ],
    [
      { kind: "pulse-input", input: "B", litresPerPulse: "2.5", startM3: "99999999", serial: "12345678" },
      [
        ["input", "B"],
        ["litresPerPulse", "2.500"],
        ["startM3", "99999999.000"],
        ["serial", "12345678"],
      ],
    ],
    [
      { kind: "radio-content", content: "billing", intervalS: 16 },
      [
        ["content", "billing"],
        ["intervalS", "16"],
      ],
    ],
  ])("is carried out by the simulator's meter, read back, and costs one change: %j", (wish, found) => {
    const meter = meterWith(18);
    // 25 less 18 are 7.
    expect(look(meter, wish)).toMatchObject({
      isSimulated: true,
      isAlready: false,
      firmware: "F1",
      plan: { costs: 1, budget: { left: 7, most: 25 } },
    });
    const done = talkThrough(carryOutOrder(wish, AT), new OpticalHead(meter));
    expect(done).toEqual({ ok: true, value: { found, isAsOrdered: true } });
    expect(look(meter, wish)).toMatchObject({
      isAlready: true,
      now: found,
      plan: { budget: { left: 6, most: 25 } },
    });
  });

  it("costs one change where the meter's answer was not heard and the last word is said again", () => {
    const settings = new MeterSettings({ used: 3, most: 25 });
    expect([settings.write(0xf010, 15), settings.write(0xf0ff, 1), settings.write(0xf0ff, 1)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([settings.count(0xf010), settings.count(0xf000)]).toEqual([15, 4]);
  });

  it("sets the clock of any meter, and reads it back", () => {
    const meter = meterWith();
    const wish: OrderWish = { kind: "clock", time: "standard" };
    const before = look(meter, wish);
    expect(before).toMatchObject({ isSimulated: false, now: [["clock", "2026-11-29T14:03:10"]] });
    expect(before.plan.refusal).toBeUndefined();
    expect(talkThrough(carryOutOrder(wish, AT), new OpticalHead(meter))).toEqual({
      ok: true,
      value: { found: [["clock", "2026-11-29T15:00:00"]], isAsOrdered: true },
    });
  });

  it("is refused where no command is verified, where another meter answers, and where the changes are spent", () => {
    expect(look(meterWith(), INTERVAL).plan.refusal).toBe("order.not-verified");
    expect(look(meterWith(3, 60_000_002), INTERVAL)).toMatchObject({
      serial: "60000002",
      plan: { refusal: "order.other-meter" },
    });
    expect(look(meterWith(24), INTERVAL).plan.refusal).toBe("order.budget-spent");
  });

  it("is not sent where the meter could not hold it exactly", () => {
    const fine: OrderWish = { kind: "tariff", tariff: "power", limit2: "0.00015", limit3: "1" };
    expect(look(meterWith(3), fine).plan.refusal).toBe("order.not-verified");
  });

  it("changes nothing in a meter that takes no more, and nothing in one of the street", () => {
    for (const meter of [meterWith(25), meterWith()]) {
      const done = talkThrough(carryOutOrder(INTERVAL, AT), new OpticalHead(meter));
      expect(done).toMatchObject({ ok: false, error: { kind: "no-answer" } });
    }
  });
});
