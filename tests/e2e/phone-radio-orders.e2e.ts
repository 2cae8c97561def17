import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeTelegram } from "../../shared/codecs/wmbus/encode-telegram.ts";
import type { WireReadings } from "../../shared/model/wire.ts";
import { encodeIm871aIndication } from "../../shared/simulator/im871a-receiver.ts";
import { MeterSettings } from "../../shared/simulator/meter-settings.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { RADIO_BYTES, TwoWayMeter } from "../../shared/simulator/two-way-meter.ts";
import { TwoWayReceiver } from "../../shared/simulator/two-way-receiver.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { resting } from "../support/app-driver.ts";
import { hexBytes } from "../support/hex-bytes.ts";
import { type OrderedWork, OrdersPhone } from "../support/orders-phone.ts";
import { whyNoSerialLine } from "../support/serial-line.ts";

/** Orders of the office carried out from the street: a phone from another zone, a stick, a meter that listens. */
const why = whyNoSerialLine();
const idOf = (n: number) => ({ manufacturer: "KAM", id: `6000000${n}`, version: 0x34, deviceType: 0x04 });
const KEY = hexBytes(vectors.key);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ORDERS: OrderedWork["orders"] = [
  ["order-interval", "p1", { kind: "logging-interval", minutes: 15 }],
  ["order-radio", "p1", { kind: "radio-content", content: "billing", intervalS: 16 }],
  ["order-days", "p1", { kind: "log-reading", log: "day", rows: 20 }],
  ["order-clock", "p1", { kind: "clock", time: "standard" }],
  ["order-deaf", "p2", { kind: "clock", time: "standard" }],
  ["order-unknown", "p3", { kind: "clock", time: "standard" }],
];

describe.skipIf(why !== undefined)(`orders from the street${why ? ` (skipped: ${why})` : ""}`, () => {
  // It came from overseas; the meters' zone is the utility's.
  const way = new OrdersPhone({ orders: ORDERS, timeZone: "America/New_York" });
  const page = () => way.page;
  let [heardBytes, sentOthers] = [0, 0];
  let isServing = true;
  /** While it is, nothing comes and nothing goes on the air. */
  let isSilent = false;
  /** Two hours behind Denmark's standard time. */
  const optical = new OpticalMeter({
    serial: 60_000_001,
    clockMs: () => Date.now() - 3_600_000,
    mostBytes: RADIO_BYTES,
    settings: new MeterSettings({ used: 18, most: 25 }),
  });
  const twoWay = new TwoWayMeter({ id: idOf(1), key: KEY, everyMs: 1500, meter: optical });
  const stick = new TwoWayReceiver([twoWay]);
  /** As meters in the street send: one that does not listen, and one that does and says nothing of what it takes. */
  const others = (): readonly Uint8Array[] =>
    [0x20, 0x84].map((control, n) => {
      const security = { mode: 7, key: KEY, counter: 1000 + sentOthers } as const;
      const data = hexBytes("040639300000");
      const transport = { header: "short", access: sentOthers & 0xff, security, data } as const;
      return encodeTelegram({ meter: idOf(n + 2), ell: { control, access: sentOthers & 0xff }, transport });
    });

  async function rest(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, 10));
    while (isSilent);
  }

  async function serveStick(): Promise<void> {
    for (let n = 0; isServing; n += 1) {
      const bytes = Uint8Array.from(way.line.written.slice(heardBytes));
      heardBytes += bytes.length;
      const said = bytes.length > 0 ? stick.take(bytes, Date.now()) : [];
      for (const chunk of [...said, ...stick.hear(Date.now())]) way.line.send(chunk);
      if (n % 150 === 0) {
        sentOthers += 1;
        for (const telegram of others()) way.line.send(encodeIm871aIndication({ telegram, rssiDbm: -70 }));
      }
      await rest();
    }
  }

  const asks = async (name: string | RegExp): Promise<void> => {
    await page().getByRole("radio", { name }).check();
    await way.press("Ask by radio, from the street");
  };
  const changesUsed = (): unknown =>
    optical.answer({ direction: "to-meter", address: 0x3f, cid: 0x10, data: hexBytes("01F000") });

  beforeAll(async () => {
    await way.openOffice();
    void serveStick();
    await way.pair();
    await way.press("USB or serial");
    await way.sees("Hearing");
    await way.stopServer();
  }, 240_000);
  afterAll(async () => {
    [isServing, isSilent] = [false, false];
    await way.close();
  });

  it("are offered in the car when their meter has just been heard", async () => {
    await page()
      .getByRole("link", { name: /In earshot, with an order: Street \d/ })
      .waitFor();
  });

  it("are asked with the meter's next telegram, and shown with what they cost before anything is changed", async () => {
    await page().locator(".segment").getByText("Orders", { exact: true }).click();
    await page().getByRole("button", { name: "Street 1" }).click();
    await asks(/A row every 15 min/);
    await way.sees("7 of 25 legal changes left. This takes one of them.");
    await way.sees("A simulated meter: no real one takes this order.");
    expect(changesUsed()).toMatchObject({ data: hexBytes("F00033040000000012") });
    await way.press("Carry it out");
    await way.isCarriedOut();
    expect(changesUsed()).toMatchObject({ data: hexBytes("F00033040000000013") });
  });

  it("go on after a kill in the middle, and cost one change", async () => {
    await asks(/Billing registers/);
    await way.sees("6 of 25 legal changes left. This takes one of them.");
    const before = twoWay.commands;
    await way.press("Carry it out");
    await expect.poll(() => twoWay.commands, { timeout: 60_000 }).toBeGreaterThan(before);
    await way.phone.kill();
    await way.startPhone();
    await way.goesToOrders("p1");
    await page().getByRole("button", { name: "Ask by radio, from the street", disabled: false }).waitFor();
    await asks(/Billing registers/);
    const isWhole = page().getByText("It was as ordered already; nothing was sent.");
    const isOpen = page().getByRole("button", { name: "Carry it out" });
    await isWhole.or(isOpen).first().waitFor();
    if (await isOpen.isVisible()) {
      await isOpen.click();
      await way.isCarriedOut();
    }
    // 18 and two changes.
    expect(changesUsed()).toMatchObject({ data: hexBytes("F00033040000000014") });
  });

  it("read a log a few rows at a time, stopped and gone on with", async () => {
    await asks(/Days: the newest 20 rows/);
    await way.press("Carry it out");
    await way.sees(/Days.* of 20/);
    // Or a slow hand finds it read to its end.
    isSilent = true;
    await way.press("Stop here");
    isSilent = false;
    await way.sees(/The order stays open/);
    await asks(/Days: the newest 20 rows/);
    await way.press("Carry it out");
    await way.isCarriedOut();
    await way.sees("Rows read");
    await way.sees("By radio");
  });

  it("set the clock to the utility's time, wherever the phone comes from", async () => {
    await asks(/Set the clock/);
    await way.press("Carry it out");
    await way.isCarriedOut();
    // Denmark's standard time: an hour ahead of UTC, all year.
    expect(Math.abs(optical.clockMs() - (Date.now() + 3_600_000))).toBeLessThan(60_000);
  });

  it("are refused before a byte is sent to a meter that does not listen, or of which no command is known", async () => {
    const sent = (): number => way.line.written.length;
    for (const [pointId, sentence] of [
      ["p2", "This meter does not listen by radio"],
      ["p3", "No verified radio command is known for this meter"],
    ] as const) {
      await way.goesToOrders(pointId);
      await page().getByRole("button", { name: "Ask by radio, from the street", disabled: false }).waitFor();
      // What the phone asks of its stick at first is through.
      const before = await resting(async () => sent());
      await way.press("Ask by radio, from the street");
      await page().getByRole("alert").getByText(sentence).waitFor();
      await way.sees("Nothing was sent to it. Hold the head to it.");
      expect(sent()).toBe(before);
    }
  });

  it("are in the office after Send/Receive, with the way they went and the rows as readings", async () => {
    await way.sendReceive();
    const now = await way.ordersNow();
    expect(ORDERS.map(([id]) => [id, now.get(id)?.state])).toEqual([
      ["order-interval", "done"],
      ["order-radio", "done"],
      ["order-days", "done"],
      ["order-clock", "done"],
      ["order-deaf", "open"],
      ["order-unknown", "open"],
    ]);
    const told = (id: string) => now.get(id)?.events.find(({ kind }) => kind === "done")?.found;
    expect(told("order-radio")).toEqual(
      expect.arrayContaining([
        ["content", "billing"],
        ["intervalS", "16"],
        ["firmware", "F1"],
        ["way", "radio"],
      ]),
    );
    expect(told("order-days")).toEqual(
      expect.arrayContaining([
        ["rows", "20"],
        ["way", "radio"],
      ]),
    );
    // Twenty days at their midnights by the meter's clock, which are 23:00 UTC; each once.
    await expect
      .poll(async () => {
        const { readings } = await way.office<WireReadings>("/api/v1/points/p1/readings?limit=500");
        return readings.filter(
          ({ source, atMs }) =>
            source === "radio" && atMs > Date.now() - 22 * DAY && atMs % DAY === 23 * HOUR,
        ).length;
      })
      .toBe(20);
    await way.standsAtDesk(/Billing registers, every 16 seconds.*Done.*By radio/);
  });
});
