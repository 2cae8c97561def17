import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MeterSettings } from "../../shared/simulator/meter-settings.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { RADIO_BYTES, TwoWayMeter } from "../../shared/simulator/two-way-meter.ts";
import { TwoWayReceiver } from "../../shared/simulator/two-way-receiver.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { type BridgeMake, type FakeBridge, openFakeBridge, whyNoBluez } from "../support/fake-bluez.ts";
import { hexBytes } from "../support/hex-bytes.ts";
import { OrdersPhone } from "../support/orders-phone.ts";
import { tapBridge } from "../support/phone-lines.ts";

/** Orders carried out from the street by a stick that hangs behind a Bluetooth bridge. */
const why = whyNoBluez();
const METER = { manufacturer: "KAM", id: "60000001", version: 0x34, deviceType: 0x04 };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A phone, a bridge of this make, a stick behind it, and one meter in the street that listens. */
async function openStreet(make: BridgeMake) {
  const bridge: FakeBridge = await openFakeBridge(make);
  const way = new OrdersPhone({
    orders: [["order-clock", "p1", { kind: "clock", time: "standard" }]],
    timeZone: "Europe/Copenhagen",
    bridge,
  });
  const optical = new OpticalMeter({
    serial: 60_000_001,
    clockMs: () => Date.now() - 3_600_000,
    mostBytes: RADIO_BYTES,
    settings: new MeterSettings({ used: 18, most: 25 }),
  });
  const meter = new TwoWayMeter({ id: METER, key: hexBytes(vectors.key), everyMs: 1500, meter: optical });
  const stick = new TwoWayReceiver([meter]);
  let isServing = true;
  const serve = async (): Promise<void> => {
    for (let taken = 0; isServing; await pause(10)) {
      const bytes = Uint8Array.from(bridge.written.slice(taken));
      taken += bytes.length;
      const said = bytes.length > 0 ? stick.take(bytes, Date.now()) : [];
      for (const chunk of [...said, ...stick.hear(Date.now())])
        for (let at = 0; at < chunk.length; at += 20) {
          bridge.notify(chunk.subarray(at, at + 20));
          await pause(4);
        }
    }
  };
  await way.openOffice();
  await way.pair();
  return {
    ...{ way, bridge, optical },
    serve: () => void serve(),
    async close(): Promise<void> {
      isServing = false;
      await way.close();
      bridge.close();
    },
  };
}

type Street = Awaited<ReturnType<typeof openStreet>>;

describe.skipIf(why !== undefined)(`orders through a bridge${why ? ` (skipped: ${why})` : ""}`, () => {
  let street: Street;
  beforeAll(async () => {
    street = await openStreet({});
  }, 240_000);
  afterAll(() => street?.close());

  it("are carried out by radio, as over a cable", async () => {
    const { way, optical } = street;
    await tapBridge(way.phone);
    street.serve();
    await way.sees("Hearing");
    await way.stopServer();
    await way.page.locator(".segment").getByText("Orders", { exact: true }).click();
    await way.page.getByRole("button", { name: "Street 1" }).click();
    await way.page.getByRole("radio", { name: /Set the clock/ }).check();
    await way.press("Ask by radio, from the street");
    await way.press("Carry it out");
    await way.isCarriedOut();
    // Denmark's standard time: an hour ahead of UTC, all year.
    expect(Math.abs(optical.clockMs() - (Date.now() + 3_600_000))).toBeLessThan(60_000);
  });
});

describe.skipIf(why !== undefined)(
  `orders through a bridge that takes nothing${why ? ` (skipped: ${why})` : ""}`,
  () => {
    let street: Street;
    beforeAll(async () => {
      street = await openStreet({ writes: [] });
    }, 240_000);
    afterAll(() => street?.close());

    it("are not sent: it is said why and what to do, and what the receiver hears is heard", async () => {
      const { way, bridge } = street;
      await way.page.getByRole("combobox", { name: "Receiver" }).selectOption({ label: "IMST iM871A-USB" });
      await tapBridge(way.phone);
      street.serve();
      await way.sees("Hearing");
      await way.goesToOrders("p1");
      await tapBridge(way.phone);
      await way.sees(
        "The Bluetooth bridge passes on what is heard and takes nothing to send. Connect the receiver by USB.",
      );
      await way.page.getByRole("button", { name: "Ask by radio, from the street", disabled: true }).waitFor();
      expect(bridge.written).toEqual([]);
    });
  },
);
