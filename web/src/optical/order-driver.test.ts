import { afterEach, describe, expect, it } from "vitest";
import { parseHex } from "../../../shared/codecs/bytes/hex.ts";
import { carryOutOrder, lookForOrder } from "../../../shared/codecs/kmp/kmp-orders.ts";
import { im871a } from "../../../shared/codecs/receivers/im871a.ts";
import { RECEIVER_START } from "../../../shared/codecs/receivers/receiver-codec.ts";
import { encodeTelegram } from "../../../shared/codecs/wmbus/encode-telegram.ts";
import { isAnswer } from "../../../shared/codecs/wmbus/two-way.ts";
import type { OrderWish } from "../../../shared/model/order.ts";
import { planOrder } from "../../../shared/model/order-plan.ts";
import { MeterSettings } from "../../../shared/simulator/meter-settings.ts";
import { OpticalHead } from "../../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../../shared/simulator/optical-meter.ts";
import { RADIO_BYTES, TwoWayMeter } from "../../../shared/simulator/two-way-meter.ts";
import { TwoWayReceiver } from "../../../shared/simulator/two-way-receiver.ts";
import { RadioDesk } from "../radio-desk.ts";
import { headDriver, type OrderDriver } from "./order-driver.ts";
import { RadioDriver } from "./radio-driver.ts";
import { HeardLine, runTalk } from "./run-talk.ts";

const hexBytes = (hex: string): Uint8Array => {
  const bytes = parseHex(hex);
  if (!bytes.ok) throw new Error(hex);
  return bytes.value;
};
const KEY = hexBytes("00112233445566778899AABBCCDDEEFF");
const ID = { manufacturer: "KAM", id: "60000001", version: 0x34, deviceType: 0x04 };
const METER = "KAM-60000001-34-04";
const WISH: OrderWish = { kind: "radio-content", content: "billing", intervalS: 16 };
const AT = { year: 2026, month: 11, day: 30, hour: 9, minute: 0, second: 0 };
const never = new AbortController().signal;

const opticalMeter = (used?: number, mostBytes?: number) =>
  new OpticalMeter({
    serial: 60_000_001,
    clockMs: () => Date.UTC(2026, 10, 30, 7),
    ...(mostBytes === undefined ? {} : { mostBytes }),
    ...(used === undefined ? {} : { settings: new MeterSettings({ used, most: 25 }) }),
  });

const clocks: ReturnType<typeof setInterval>[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clearInterval(clock);
});

function underHead(meter: OpticalMeter): OrderDriver {
  const head = new OpticalHead(meter);
  const line: HeardLine = new HeardLine(async (bytes) => {
    for (const sound of head.take(bytes)) line.take(sound.bytes);
    return true;
  });
  return headDriver(line);
}

/** Every byte goes through the stick's host protocol, both ways. */
function byRadio(meter: OpticalMeter, { everyMs = 40, loses = 0 } = {}) {
  const twoWay = new TwoWayMeter({ id: ID, key: KEY, everyMs, meter });
  const stick = new TwoWayReceiver([twoWay]);
  const desk = new RadioDesk(() => ({ find: () => KEY }));
  let [state, lost] = [RECEIVER_START, 0];
  const say = (chunks: readonly Uint8Array[]): void => {
    for (const chunk of chunks) {
      const step = im871a.read(state, chunk);
      state = step.state;
      for (const event of step.events) {
        if (event.kind !== "telegram") continue;
        if (isAnswer(event.bytes) && lost < loses) lost += 1;
        else driver.hear(event.bytes);
      }
    }
  };
  const ask = (command: Parameters<RadioDesk["perform"]>[0]) => desk.perform(command);
  const driver: RadioDriver = new RadioDriver(
    {
      meter: ID,
      send: async (telegram) => {
        say(stick.take(im871a.send?.(telegram) ?? new Uint8Array(), Date.now()));
        return true;
      },
      abilityOf: async (bytes) => {
        const answer = ask({ kind: "radio-ability", bytes });
        return typeof answer === "object" && "ability" in answer ? answer.ability : "unread";
      },
      seal: async (bytes) => {
        const answer = ask({ kind: "radio-seal", meter: METER, bytes });
        return typeof answer === "object" && "sealed" in answer ? answer.sealed : undefined;
      },
      open: async (bytes) => {
        const answer = ask({ kind: "radio-open", bytes });
        return typeof answer === "object" && "carried" in answer ? answer.carried : undefined;
      },
    },
    { telegramMs: 20_000, answerMs: 1_500 },
  );
  clocks.push(setInterval(() => say(stick.hear(Date.now())), 5));
  return { driver, twoWay, say };
}

const WAYS: readonly (readonly [string, (meter: OpticalMeter) => OrderDriver])[] = [
  ["an optical head", underHead],
  ["radio", (meter) => byRadio(meter).driver],
];

describe.each(WAYS)("an order through %s", (way, drive) => {
  const meterOf = (used?: number) => opticalMeter(used, way === "radio" ? RADIO_BYTES : undefined);

  it("is looked at first, costs one change, and is read back", async () => {
    const driver = drive(meterOf(18));
    expect(await driver.ready(never)).toBeUndefined();
    const look = lookForOrder({ meter: METER, wish: WISH, type: "MULTICAL 403" });
    const seen = await runTalk(look, driver.line, { signal: never });
    if (!seen.ok) throw new Error(seen.error.kind);
    expect(seen.value).toMatchObject({ serial: "60000001", firmware: "F1", isSimulated: true });
    expect(planOrder({ meter: METER, wish: WISH }, seen.value.at)).toMatchObject({
      costs: 1,
      budget: { left: 7, most: 25 },
    });
    expect(await driver.ready(never)).toBeUndefined();
    const done = await runTalk(carryOutOrder(WISH, AT), driver.line, { signal: never });
    const found = [
      ["content", "billing"],
      ["intervalS", "16"],
    ];
    expect(done).toEqual({ ok: true, value: { found, isAsOrdered: true } });
  });

  it("sets the clock", async () => {
    const driver = drive(meterOf(3));
    await driver.ready(never);
    const done = await runTalk(carryOutOrder({ kind: "clock", time: "standard" }, AT), driver.line, {
      signal: never,
    });
    expect(done).toMatchObject({ ok: true, value: { isAsOrdered: true } });
  });

  it("is stopped by whoever waits, at once", async () => {
    const driver = drive(meterOf(3));
    const stop = new AbortController();
    stop.abort();
    const talk = lookForOrder({ meter: METER, wish: WISH, type: "MULTICAL 403" });
    expect(await runTalk(talk, driver.line, { signal: stop.signal })).toMatchObject({
      error: { kind: "cancelled" },
    });
  });
});

describe("by radio", () => {
  it("an answer that was not heard costs no second change: the meter says it again", async () => {
    const meter = opticalMeter(18, RADIO_BYTES);
    const { driver } = byRadio(meter, { loses: 2 });
    await driver.ready(never);
    expect(await runTalk(carryOutOrder(WISH, AT), driver.line, { signal: never })).toMatchObject({
      ok: true,
    });
    const used = meter.answer({
      direction: "to-meter",
      address: 0x3f,
      cid: 0x10,
      data: hexBytes("01F000"),
    });
    expect(used).toMatchObject({ data: hexBytes("F00033040000000013") });
  });

  it("not one byte goes to a meter that did not say that it takes this", async () => {
    const sent: Uint8Array[] = [];
    const desk = new RadioDesk(() => ({ find: () => KEY }));
    const driver = new RadioDriver(
      {
        meter: ID,
        send: async (telegram) => sent.push(telegram) > 0,
        abilityOf: async (bytes) => {
          const answer = desk.perform({ kind: "radio-ability", bytes });
          return typeof answer === "object" && "ability" in answer ? answer.ability : "unread";
        },
        seal: async () => ({ telegram: new Uint8Array(1), access: 1 }),
        open: async () => undefined,
      },
      { telegramMs: 1_000, answerMs: 50 },
    );
    const real = (control: number, key: Uint8Array) =>
      encodeTelegram({
        meter: ID,
        ell: { control, access: 1 },
        transport: {
          header: "short",
          security: { mode: 7, key, counter: 1 },
          data: hexBytes("040639300000"),
        },
      });
    const readyAt = async (telegram: Uint8Array | undefined) => {
      const ready = driver.ready(never);
      if (telegram) driver.hear(telegram);
      const stop = await ready;
      expect(await driver.write(Uint8Array.of(1))).toBe(false);
      return stop;
    };
    expect(await readyAt(real(0x20, KEY))).toBe("radio-deaf");
    expect(await readyAt(real(0x84, KEY))).toBe("radio-unverified");
    expect(await readyAt(real(0x84, hexBytes("FF".repeat(16))))).toBe("radio-no-key");
    expect(await readyAt(undefined)).toBe("radio-silent");
    expect(sent).toEqual([]);
  });
});
