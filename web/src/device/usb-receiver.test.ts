import { describe, expect, it } from "vitest";
import { ftdiDivisor } from "./ftdi.ts";
import type { LinkState } from "./receiver-link.ts";
import { UsbReceiver } from "./usb-receiver.ts";

interface Face {
  readonly class: number;
  readonly number: number;
  readonly hasBulk: boolean;
}

type Wanted = readonly [request: number, value: number, index: number, ...bytes: number[]];

/** A plug as the browser shows it, that answers as the chip's paper says and notes what it was asked. */
class FakePlug {
  readonly asked: Wanted[] = [];
  readonly kinds = new Set<string>();
  readonly claimed: number[] = [];
  readonly written: number[][] = [];
  opened = 0;
  isHeld = false;
  configuration: { interfaces: unknown[] } | null = null;
  readonly productName = "stick";
  #reads: ((result: unknown) => void)[] = [];
  #fails: ((error: Error) => void)[] = [];
  #ready: Uint8Array[] = [];

  readonly vendorId: number;
  readonly productId: number;
  readonly faces: readonly Face[];

  constructor(vendorId: number, productId: number, faces: readonly Face[]) {
    this.vendorId = vendorId;
    this.productId = productId;
    this.faces = faces;
  }

  open(): Promise<void> {
    this.opened += 1;
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const fail of this.#fails.splice(0)) fail(Object.assign(new Error(), { name: "AbortError" }));
    this.#reads = [];
    return Promise.resolve();
  }

  selectConfiguration(): Promise<void> {
    const endpoints = [
      { type: "bulk", direction: "in", endpointNumber: 1, packetSize: 64 },
      { type: "bulk", direction: "out", endpointNumber: 2, packetSize: 64 },
    ];
    this.configuration = {
      interfaces: this.faces.map((face) => ({
        interfaceNumber: face.number,
        alternate: { interfaceClass: face.class, endpoints: face.hasBulk ? endpoints : [] },
      })),
    };
    return Promise.resolve();
  }

  claimInterface(face: number): Promise<void> {
    if (this.isHeld) return Promise.reject(Object.assign(new Error(), { name: "NetworkError" }));
    this.claimed.push(face);
    return Promise.resolve();
  }

  controlTransferOut(setup: USBControlTransferParameters, bytes?: BufferSource): Promise<unknown> {
    this.kinds.add(`${setup.requestType} ${setup.recipient}`);
    const body = bytes ? Array.from(bytes as Uint8Array) : [];
    this.asked.push([setup.request, setup.value, setup.index, ...body]);
    return Promise.resolve({ status: "ok" });
  }

  transferOut(endpoint: number, bytes: Uint8Array): Promise<unknown> {
    this.written.push([endpoint, ...bytes]);
    return Promise.resolve({ status: "ok" });
  }

  transferIn(): Promise<unknown> {
    const ready = this.#ready.shift();
    if (ready) return Promise.resolve(resultOf(ready));
    return new Promise((resolve, reject) => {
      this.#reads.push(resolve);
      this.#fails.push(reject);
    });
  }

  push(...bytes: number[]): void {
    const read = this.#reads.shift();
    this.#fails.shift();
    if (read) read(resultOf(Uint8Array.from(bytes)));
    else this.#ready.push(Uint8Array.from(bytes));
  }

  unplug(): void {
    for (const fail of this.#fails.splice(0)) fail(Object.assign(new Error(), { name: "NetworkError" }));
    this.#reads = [];
  }
}

const resultOf = (bytes: Uint8Array) => ({ status: "ok", data: new DataView(bytes.buffer) });

const CP210X = () => new FakePlug(0x10c4, 0xea60, [{ class: 0xff, number: 0, hasBulk: true }]);
const FTDI = () => new FakePlug(0x0403, 0x6001, [{ class: 0xff, number: 0, hasBulk: true }]);
const CDC = () =>
  new FakePlug(0x03eb, 0x204b, [
    { class: 0x02, number: 0, hasBulk: false },
    { class: 0x0a, number: 1, hasBulk: true },
  ]);

function connect(plug: FakePlug, baudRate = 57_600) {
  const states: LinkState[] = [];
  const heard: number[] = [];
  const known = { list: [plug] };
  const plugs = {
    getDevices: () => Promise.resolve(known.list as unknown as USBDevice[]),
    requestDevice: () => Promise.resolve(plug as unknown as USBDevice),
  };
  const link = new UsbReceiver(plugs, {
    baudRate,
    greeting: [Uint8Array.of(0xa5, 1)],
    listener: { onBytes: (bytes) => heard.push(...bytes), onState: (state) => states.push(state) },
    nowMs: () => 7,
    retryMs: [1],
  });
  return { link, states, heard, known };
}

const isOpen = (states: readonly LinkState[]) => states.at(-1)?.kind === "open";

describe("a receiver on a USB plug that the page drives", () => {
  it("opens a CP210x as AN571 says, greets the receiver and hears it", async () => {
    const plug = CP210X();
    const { link, states, heard } = connect(plug);
    await link.choose();
    await expect.poll(() => isOpen(states)).toBe(true);
    expect(plug.kinds).toEqual(new Set(["vendor interface"]));
    expect(plug.asked).toEqual([
      [0x00, 1, 0],
      [0x03, 0x0800, 0],
      [0x07, 0x0303, 0],
      [0x12, 0x000f, 0],
      // 57,600 = 0xE100, least significant byte first.
      [0x1e, 0, 0, 0x00, 0xe1, 0x00, 0x00],
    ]);
    expect(plug.written).toEqual([[2, 0xa5, 1]]);
    plug.push(1, 2, 3);
    await expect.poll(() => heard).toEqual([1, 2, 3]);
    await link.close();
    expect(states.at(-1)).toEqual({ kind: "closed" });
  });

  it("sets an FTDI's speed by its divisor and takes the two bytes of state off every packet", async () => {
    const plug = FTDI();
    const { link, states, heard } = connect(plug, 9600);
    await link.choose();
    await expect.poll(() => isOpen(states)).toBe(true);
    expect(plug.kinds).toEqual(new Set(["vendor device"]));
    expect(plug.asked).toContainEqual([0x03, 0x4138, 0]);
    expect(plug.asked).toContainEqual([0x04, 0x0008, 0]);
    const first = Array.from({ length: 64 }, (_, n) => n);
    plug.push(0x01, 0x60);
    plug.push(...first, 0x01, 0x60, 99);
    await expect.poll(() => heard).toEqual([...first.slice(2), 99]);
    await link.close();
  });

  it("writes the divisors that FTDI publishes", () => {
    const published = {
      1200: 0x09c4,
      9600: 0x4138,
      19200: 0x809c,
      38400: 0xc04e,
      57600: 0x0034,
      115200: 0x001a,
    };
    for (const [baudRate, divisor] of Object.entries(published))
      expect(ftdiDivisor(Number(baudRate))).toBe(divisor);
  });

  it("claims both interfaces of a CDC plug and sets its line by the class's requests", async () => {
    const plug = CDC();
    const { link, states } = connect(plug, 38_400);
    await link.resume();
    await expect.poll(() => isOpen(states)).toBe(true);
    expect(plug.claimed).toEqual([0, 1]);
    expect(plug.kinds).toEqual(new Set(["class interface"]));
    // 38,400 = 0x9600; one stop bit, no parity, eight data bits.
    expect(plug.asked).toEqual([
      [0x22, 3, 0],
      [0x20, 0, 0, 0x00, 0x96, 0x00, 0x00, 0, 0, 8],
    ]);
    await link.close();
  });

  it("changes speed and commands while it hears", async () => {
    const plug = CP210X();
    const { link, states, heard } = connect(plug);
    await link.resume();
    await expect.poll(() => isOpen(states)).toBe(true);
    await link.setUp({ baudRate: 9600, greeting: [Uint8Array.of(0xff, 0x0c)] });
    // 9,600 = 0x2580.
    expect(plug.asked.at(-1)).toEqual([0x1e, 0, 0, 0x80, 0x25, 0x00, 0x00]);
    expect(plug.written.at(-1)).toEqual([2, 0xff, 0x0c]);
    plug.push(5);
    await expect.poll(() => heard).toEqual([5]);
    expect(plug.opened).toBe(1);
    await link.close();
  });

  it("is opened again by itself when it was unplugged, also as another plug", async () => {
    const plug = CP210X();
    const { link, states, heard, known } = connect(plug);
    await link.resume();
    await expect.poll(() => isOpen(states)).toBe(true);
    const back = CP210X();
    known.list = [back];
    plug.unplug();
    await expect.poll(() => back.opened).toBe(1);
    await expect.poll(() => isOpen(states)).toBe(true);
    expect(states).toContainEqual({ kind: "lost", sinceMs: 7, isRetrying: true });
    back.push(9);
    await expect.poll(() => heard).toEqual([9]);
    await link.close();
  });

  it("says so when something else has the plug, or no driver knows its chip", async () => {
    const held = CP210X();
    held.isHeld = true;
    const first = connect(held);
    await first.link.choose();
    await expect.poll(() => first.states.at(-1)).toEqual({ kind: "failed", code: "link.taken" });
    const strange = new FakePlug(0x1234, 1, [{ class: 3, number: 0, hasBulk: false }]);
    const second = connect(strange);
    await second.link.choose();
    await expect.poll(() => second.states.at(-1)).toEqual({ kind: "failed", code: "link.no-driver" });
  });
});
