import { describe, expect, it } from "vitest";
import type { LinkState } from "./receiver-link.ts";
import { SerialReceiver } from "./serial-receiver.ts";

/** A port as Web Serial describes it: a line error ends the stream, and `readable` is a new one then. */
class FakePort {
  readable: ReadableStream<Uint8Array> | null = null;
  writable: WritableStream<Uint8Array> | null = null;
  readonly written: number[][] = [];
  opened = 0;
  refuses: string | undefined;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  getInfo = () => ({ usbVendorId: 0x10c4, usbProductId: 0xea60 });

  open(): Promise<void> {
    if (this.refuses) return Promise.reject(Object.assign(new Error(), { name: this.refuses }));
    this.opened += 1;
    this.#renew();
    this.writable = new WritableStream({ write: (bytes) => void this.written.push([...bytes]) });
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.readable = null;
    this.writable = null;
    return Promise.resolve();
  }

  #renew(): void {
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
    });
  }

  push = (...bytes: number[]) => this.#controller?.enqueue(Uint8Array.from(bytes));

  lineError(): void {
    const controller = this.#controller;
    this.#renew();
    controller?.error(Object.assign(new Error(), { name: "FramingError" }));
  }

  unplug(): void {
    const controller = this.#controller;
    this.readable = null;
    controller?.error(Object.assign(new Error(), { name: "NetworkError" }));
  }
}

function connect(port: FakePort) {
  const states: LinkState[] = [];
  const heard: number[] = [];
  const ports = {
    getPorts: () => Promise.resolve([port as unknown as SerialPort]),
    requestPort: () => Promise.resolve(port as unknown as SerialPort),
  };
  const link = new SerialReceiver(ports, {
    baudRate: 57_600,
    greeting: [Uint8Array.of(0xa5, 1)],
    listener: { onBytes: (bytes) => heard.push(...bytes), onState: (state) => states.push(state) },
    nowMs: () => 7,
    retryMs: [1],
  });
  return { link, states, heard };
}

const isOpen = (states: readonly LinkState[]) => states.at(-1)?.kind === "open";

describe("a receiver on a serial port", () => {
  it("is greeted, heard, and closed", async () => {
    const port = new FakePort();
    const { link, states, heard } = connect(port);
    await link.choose();
    await expect.poll(() => isOpen(states)).toBe(true);
    port.push(1, 2, 3);
    await expect.poll(() => heard).toEqual([1, 2, 3]);
    expect(port.written).toEqual([[0xa5, 1]]);
    await link.close();
    expect(states.at(-1)).toEqual({ kind: "closed" });
    expect(port.readable).toBeNull();
  });

  it("is read on after a line error, without opening it again", async () => {
    const port = new FakePort();
    const { link, states, heard } = connect(port);
    await link.resume();
    await expect.poll(() => isOpen(states)).toBe(true);
    port.push(1);
    await expect.poll(() => heard.length).toBe(1);
    port.lineError();
    port.push(2);
    await expect.poll(() => heard).toEqual([1, 2]);
    expect(states.at(-1)).toMatchObject({ kind: "open", lineErrors: 1 });
    expect(port.opened).toBe(1);
    await link.close();
  });

  it("is opened again by itself when it was unplugged", async () => {
    const port = new FakePort();
    const { link, states, heard } = connect(port);
    await link.resume();
    await expect.poll(() => isOpen(states)).toBe(true);
    port.refuses = "NetworkError";
    port.unplug();
    await expect.poll(() => states.at(-1)).toEqual({ kind: "lost", sinceMs: 7, isRetrying: true });
    port.refuses = undefined;
    await expect.poll(() => isOpen(states)).toBe(true);
    port.push(9);
    await expect.poll(() => heard).toEqual([9]);
    await link.close();
  });

  it("says so when another page has the port", async () => {
    const port = new FakePort();
    port.refuses = "InvalidStateError";
    const { link, states } = connect(port);
    await link.choose();
    await expect.poll(() => states.at(-1)).toEqual({ kind: "failed", code: "link.taken" });
  });
});
