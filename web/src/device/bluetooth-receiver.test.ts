import { expect, it } from "vitest";
import { BluetoothReceiver } from "./bluetooth-receiver.ts";
import type { LinkState } from "./receiver-link.ts";

type Offer = "write" | "writeWithoutResponse";

/** A Nordic bridge as Web Bluetooth describes it, which offers these ways to write. */
function bridgeOf(offers: readonly Offer[], refusesFrom = Number.POSITIVE_INFINITY) {
  const taken: [Offer, number[]][] = [];
  const take = (way: Offer) => async (piece: Uint8Array) => {
    if (!offers.includes(way) || taken.length >= refusesFrom) throw new Error("NotSupportedError");
    taken.push([way, [...piece]]);
  };
  const characteristic = {
    properties: {
      write: offers.includes("write"),
      writeWithoutResponse: offers.includes("writeWithoutResponse"),
    },
    writeValueWithResponse: take("write"),
    writeValueWithoutResponse: take("writeWithoutResponse"),
    addEventListener: () => undefined,
    startNotifications: async () => undefined,
  };
  const service = { getCharacteristic: async () => characteristic };
  const gatt = {
    connected: true,
    connect: async () => ({ getPrimaryService: async () => service }),
    disconnect: () => undefined,
  };
  const device = { gatt, addEventListener: () => undefined, removeEventListener: () => undefined };
  return {
    taken,
    radios: { requestDevice: async () => device } as unknown as Pick<Bluetooth, "requestDevice">,
  };
}

async function opened(offers: readonly Offer[], refusesFrom?: number) {
  const { taken, radios } = bridgeOf(offers, refusesFrom);
  const states: LinkState["kind"][] = [];
  const listener = { onBytes: () => undefined, onState: ({ kind }: LinkState) => void states.push(kind) };
  const greeting = [Uint8Array.of(1)];
  const link = new BluetoothReceiver(radios, { listener, nowMs: () => 0, baudRate: 57_600, greeting });
  await link.choose();
  return { link, taken, states };
}

/** One piece more than a bridge takes at once: 20 and 5. */
const LONG = Uint8Array.from({ length: 25 }, (_, n) => n);

it("writes in pieces of twenty bytes, acknowledged where the bridge acknowledges", async () => {
  const { link, taken } = await opened(["write", "writeWithoutResponse"]);
  expect([link.canWrite(), await link.write(LONG)]).toEqual([true, true]);
  expect(taken).toEqual([
    ["write", [1]],
    ["write", [...LONG.subarray(0, 20)]],
    ["write", [20, 21, 22, 23, 24]],
  ]);
});

it("writes to a bridge that acknowledges nothing too", async () => {
  const { link, taken } = await opened(["writeWithoutResponse"]);
  expect(await link.write(Uint8Array.of(7))).toBe(true);
  expect(taken).toEqual([
    ["writeWithoutResponse", [1]],
    ["writeWithoutResponse", [7]],
  ]);
});

it("hears through a bridge that takes nothing, and says that it cannot write", async () => {
  const { link, taken, states } = await opened([]);
  expect(states.at(-1)).toBe("open");
  expect([link.canWrite(), await link.write(LONG), taken]).toEqual([false, false, []]);
});

it("says so where a piece was not taken, and writes nothing behind it", async () => {
  // The greeting and the first piece.
  const { link, taken } = await opened(["write"], 2);
  expect(await link.write(LONG)).toBe(false);
  expect(taken.length).toBe(2);
});
