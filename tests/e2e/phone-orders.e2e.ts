import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireReadings } from "../../shared/model/wire.ts";
import { MeterSettings } from "../../shared/simulator/meter-settings.ts";
import { HEAD_BYTE_MS, OpticalHead } from "../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { type OrderedWork, OrdersPhone } from "../support/orders-phone.ts";
import { whyNoSerialLine } from "../support/serial-line.ts";

/** Orders of the office carried out under an optical head, by a phone that has no server meanwhile. */
const FASTER = 20;
const why = whyNoSerialLine();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const ORDERS: OrderedWork["orders"] = [
  ["order-interval", "p1", { kind: "logging-interval", minutes: 15 }],
  ["order-radio", "p1", { kind: "radio-content", content: "billing", intervalS: 16 }],
  ["order-days", "p1", { kind: "log-reading", log: "day", rows: 30 }],
  ["order-clock", "p2", { kind: "clock", time: "standard" }],
  ["order-tariff", "p2", { kind: "tariff", tariff: "power", limit2: "10", limit3: "20" }],
  ["order-spent", "p3", { kind: "tariff", tariff: "none" }],
];

describe.skipIf(why !== undefined)(`orders at the door${why ? ` (skipped: ${why})` : ""}`, () => {
  const way = new OrdersPhone({ orders: ORDERS, timeZone: "Europe/Copenhagen" });
  const page = () => way.page;
  let heardBytes = 0;
  let isServing = true;
  const head = new OpticalHead(undefined);
  /** Two hours behind Denmark's standard time. */
  const slowClockMs = (): number => Date.now() + 3_600_000 - 2 * 3_600_000;
  const meterOf = (serial: number, used?: number): OpticalMeter =>
    new OpticalMeter({
      serial,
      clockMs: slowClockMs,
      info: 0,
      ...(used === undefined ? {} : { settings: new MeterSettings({ used, most: 25 }) }),
    });
  const meters = { p1: meterOf(60_000_001, 18), p2: meterOf(60_000_002), p3: meterOf(60_000_003, 24) };

  async function serveHead(): Promise<void> {
    while (isServing) {
      const bytes = Uint8Array.from(way.line.written.slice(heardBytes));
      heardBytes += bytes.length;
      for (const sound of bytes.length > 0 ? head.take(bytes) : []) {
        await pause(sound.afterMs / FASTER);
        for (let at = 0; at < sound.bytes.length; at += 32) {
          const piece = sound.bytes.subarray(at, at + 32);
          await pause((piece.length * HEAD_BYTE_MS) / FASTER);
          way.line.send(piece);
        }
      }
      await pause(2);
    }
  }

  const choosesOrder = (name: string | RegExp) => page().getByRole("radio", { name }).check();

  beforeAll(async () => {
    await way.openOffice();
    void serveHead();
    await way.pair();
    await way.stopServer();
  }, 240_000);
  afterAll(async () => {
    isServing = false;
    await way.close();
  });

  it("are listed in the round, and sent to no other meter than the one ordered", async () => {
    await page().locator(".segment").getByText("Orders", { exact: true }).click();
    await page().getByRole("button", { name: "Street 1" }).getByText("Carry out 3 orders").waitFor();
    await page().getByRole("button", { name: "Street 1" }).click();
    await choosesOrder(/A row every 15 min/);
    head.place(meters.p2);
    await way.press("Cable");
    await page().getByRole("alert").getByText("Not carried out").waitFor();
    await way.sees("Meter 60000002 answered. Move the head to meter 60000001.");
    // Another meter is no end of the order.
    await page()
      .getByRole("radio", { name: /A row every 15 min.*Open/ })
      .waitFor();
  });

  it("show what they would change and cost before a byte is written: 7 of 25 legal changes left", async () => {
    head.place(meters.p1);
    await way.press("Ask again");
    await way.sees("7 of 25 legal changes left. This takes one of them.");
    await way.sees("The meter's log starts anew with the new interval.");
    await way.sees("A simulated meter: no real one takes this order.");
    await way.sees("60000001, firmware F1");
    const axe = await new AxeBuilder({ page: page() }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    const small = await page().evaluate(() =>
      [...document.querySelectorAll(".road a, .road button, .road label:has(input)")]
        .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 48 || box.width < 48)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    await way.press("Carry it out");
    await way.isCarriedOut();
    await way.sees(/Kept on this phone/);
    await page().getByRole("link", { name: "Orders (2)" }).waitFor();
  });

  it("go on with the next one, whose new radio format is read back", async () => {
    await choosesOrder(/Billing registers/);
    await way.press("Ask again");
    await way.sees("6 of 25 legal changes left. This takes one of them.");
    await way.sees(/The meter will send a new format/);
    await way.press("Carry it out");
    await way.isCarriedOut();
    // Asked once more it is as ordered: nothing is sent, and nothing is spent.
    expect(
      meters.p1.answer({
        direction: "to-meter",
        address: 0x3f,
        cid: 0x10,
        data: Uint8Array.of(1, 0xf0, 0x00),
      }),
    ).toMatchObject({
      data: Uint8Array.of(0xf0, 0x00, 0x33, 4, 0, 0, 0, 0, 20),
    });
  });

  it("read a log as far back as was ordered", async () => {
    await choosesOrder(/Days: the newest 30 rows/);
    await way.press("Ask again");
    await way.sees("Takes no legal change.");
    await way.press("Carry it out");
    await way.isCarriedOut();
    await way.sees("Rows read");
  });

  it("set a real meter's clock, and refuse what no verified command is known for", async () => {
    await way.goesToOrders("p2");
    head.place(meters.p2);
    await choosesOrder(/Set the clock/);
    await way.press("Cable");
    await way.sees("Takes no legal change.");
    await way.press("Carry it out");
    await way.isCarriedOut();
    // Denmark's standard time: an hour ahead of UTC.
    expect(Math.abs(meters.p2.clockMs() - (Date.now() + 3_600_000))).toBeLessThan(60_000);
    await choosesOrder(/Tariff: Power/);
    await way.press("Ask again");
    await way.sees("There is no verified command for this meter; nothing was sent.");
    // Looked at again it wears no tick, and the way on is in reach.
    await page().locator(".door-now").getByRole("link", { name: "Back to the round" }).waitFor();
    await choosesOrder(/Set the clock/);
    await page().locator(".door-now .lucide-check").waitFor();
    await choosesOrder(/Tariff: Power/);
    await page().locator(".door-now .lucide-circle-alert").waitFor();
    await way.goesToOrders("p3");
    head.place(meters.p3);
    await way.press("Cable");
    await way.sees("Only the last legal change is left; it stays in hand. Nothing was sent.");
    await way.sees("1 of 25 legal changes left");
  });

  it("are in the office after Send/Receive, with what the meter said and who was there", async () => {
    await way.sendReceive();
    const now = await way.ordersNow();
    expect(ORDERS.map(([id]) => [id, now.get(id)?.state])).toEqual([
      ["order-interval", "done"],
      ["order-radio", "done"],
      ["order-days", "done"],
      ["order-clock", "done"],
      ["order-tariff", "refused"],
      ["order-spent", "refused"],
    ]);
    expect(now.get("order-radio")?.events).toMatchObject([
      {
        by: "Name of reader",
        found: [
          ["content", "billing"],
          ["intervalS", "16"],
          ["before.content", "everything"],
          ["before.intervalS", "96"],
          ["firmware", "F1"],
        ],
      },
    ]);
    expect(now.get("order-spent")?.events[0]?.reason).toBe("order.budget-spent");
    // The log that was ordered: thirty days, each once, beside the registers of that moment.
    await expect
      .poll(async () => {
        const { readings } = await way.office<WireReadings>("/api/v1/points/p1/readings?limit=500");
        return readings.filter(({ source }) => source === "optical").length;
      })
      .toBe(31);
    await way.standsAtDesk(/Billing registers, every 16 seconds.*Done.*Firmware/);
  });
});
