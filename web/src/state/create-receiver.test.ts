import { afterEach, describe, expect, it, vi } from "vitest";
import { answerIm871a } from "../../../shared/simulator/im871a-receiver.ts";
import { createReceiver, type Receiver } from "./create-receiver.ts";
import { shareReceiver } from "./share-receiver.ts";

/** A stick on a port that takes its time to open and to close, as a real one does. */
class SlowPort {
  readable: ReadableStream<Uint8Array> | null = null;
  writable: WritableStream<Uint8Array> | null = null;
  opened = 0;
  #isBusy = false;

  getInfo = () => ({});

  async open(): Promise<void> {
    // Web Serial: a port that is open, or being opened, cannot be opened.
    if (this.#isBusy) throw Object.assign(new Error(), { name: "InvalidStateError" });
    this.#isBusy = true;
    this.opened += 1;
    await pause(10);
    let say = (_: Uint8Array): void => undefined;
    this.readable = new ReadableStream({
      start: (controller) => {
        say = (bytes) => controller.enqueue(bytes);
      },
    });
    this.writable = new WritableStream({
      write: (bytes: Uint8Array) => {
        const answer = answerIm871a(bytes);
        if (answer) say(answer);
      },
    });
  }

  async close(): Promise<void> {
    this.readable = null;
    this.writable = null;
    await pause(10);
    this.#isBusy = false;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A browser with this way of choosing a port. */
function browserWith(port: SlowPort | undefined, choose: () => Promise<unknown>): Receiver {
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("navigator", {
    serial: { getPorts: () => Promise.resolve(port ? [port] : []), requestPort: choose },
    usb: { getDevices: () => Promise.resolve([]) },
  });
  return createReceiver(() => undefined);
}

const standsAt = (receiver: Receiver) => expect.poll(() => receiver.link());
const dismissed = () => Promise.reject(Object.assign(new Error(), { name: "NotFoundError" }));

describe("the receiver a reader taps for", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is open after a tap while a resuming still looks for what was there before", async () => {
    const port = new SlowPort();
    const receiver = browserWith(undefined, () => Promise.resolve(port));
    let tellPlugs: ((plugs: readonly []) => void) | undefined;
    const getDevices = () =>
      new Promise((resolve) => {
        tellPlugs = resolve;
      });
    Object.assign(navigator, { usb: { getDevices }, bluetooth: { getDevices: () => Promise.resolve([]) } });
    const resumed = receiver.resume();
    await expect.poll(() => tellPlugs).toBeDefined();
    await receiver.connect("serial");
    tellPlugs?.([]);
    await resumed;
    await standsAt(receiver).toMatchObject({ kind: "open" });
    await receiver.disconnect();
  });

  it("is open once after a double tap", async () => {
    const port = new SlowPort();
    const receiver = browserWith(port, () => pause(5).then(() => port));
    await Promise.all([receiver.connect("serial"), receiver.connect("serial")]);
    await standsAt(receiver).toMatchObject({ kind: "open" });
    expect(port.opened).toBe(1);
    await receiver.disconnect();
    expect(receiver.link()).toEqual({ kind: "closed" });
  });

  it("is open where it is resumed while it is still being closed", async () => {
    const port = new SlowPort();
    const receiver = browserWith(port, () => Promise.resolve(port));
    await receiver.connect("serial");
    await standsAt(receiver).toMatchObject({ kind: "open" });
    void receiver.disconnect();
    expect(await receiver.resume()).toBe(true);
    await standsAt(receiver).toMatchObject({ kind: "open" });
    await receiver.disconnect();
  });

  it("says that nothing was chosen", async () => {
    const receiver = browserWith(undefined, dismissed);
    await receiver.connect("serial");
    expect(receiver.link()).toEqual({ kind: "failed", code: "link.not-chosen" });
  });

  it("is open again when the desk comes late: a tap before that has its effect", async () => {
    const port = new SlowPort();
    const receiver = browserWith(port, () => Promise.resolve(port));
    const takeTurns = shareReceiver(receiver);
    await receiver.connect("serial");
    // Another page is still at the desk, and then it is gone.
    takeTurns(false);
    takeTurns(true);
    await standsAt(receiver).toMatchObject({ kind: "open" });
    await receiver.disconnect();
  });
});
