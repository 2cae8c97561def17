import { cdcAcm } from "./cdc-acm.ts";
import { cp210x } from "./cp210x.ts";
import { ftdi } from "./ftdi.ts";
import {
  choiceFault,
  type LinkOptions,
  type LinkSettings,
  pause,
  RETRY_MS,
  type ReceiverLink,
} from "./receiver-link.ts";
import type { UsbChip, UsbPlaces } from "./usb-chip.ts";

/** As much of `navigator.usb` as is used. */
export type UsbPlugs = Pick<USB, "getDevices" | "requestDevice">;

/** The vendor's chips before the class that some of them name as well. */
const CHIPS: readonly UsbChip[] = [cp210x, ftdi, cdcAcm];
const READ_BYTES = 512;

interface Driven {
  readonly plug: USBDevice;
  readonly chip: UsbChip;
  readonly places: UsbPlaces;
}

/**
 * A receiver on a USB plug that the page itself drives (WebUSB): Android has no serial ports for USB.
 * The permission outlives the page, so that it is opened again without a tap.
 */
export class UsbReceiver implements ReceiverLink {
  readonly #plugs: UsbPlugs;
  readonly #options: LinkOptions;
  #settings: LinkSettings;
  #driven: Driven | undefined;
  #running: Promise<void> = Promise.resolve();
  #isWanted = false;

  constructor(plugs: UsbPlugs, options: LinkOptions) {
    this.#plugs = plugs;
    this.#options = options;
    this.#settings = options;
  }

  async choose(): Promise<void> {
    try {
      const plug = await this.#plugs.requestDevice({ filters: CHIPS.flatMap(({ filters }) => [...filters]) });
      await this.close();
      this.#start(plug);
    } catch (error) {
      // What is open stays so.
      if (!this.#isWanted) this.#options.listener.onState({ kind: "failed", code: choiceFault(error) });
    }
  }

  async resume(): Promise<boolean> {
    if (this.#isWanted) return true;
    const [plug] = await this.#plugs.getDevices();
    if (!plug) return false;
    this.#start(plug);
    return true;
  }

  async setUp(settings: LinkSettings): Promise<void> {
    const isSameSpeed = settings.baudRate === this.#settings.baudRate;
    this.#settings = settings;
    const driven = this.#driven;
    if (!driven) return;
    try {
      if (!isSameSpeed) await driven.chip.setSpeed(driven.plug, driven.places, settings.baudRate);
      await this.#greet(driven);
    } catch {
      // The read that runs beside it ends with the same fault, and opens the plug again.
    }
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    if (!this.#driven) return false;
    try {
      const { plug, places } = this.#driven;
      await plug.transferOut(places.outEndpoint, Uint8Array.from(bytes));
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    this.#isWanted = false;
    // Closing ends the read that is waiting.
    await this.#driven?.plug.close().catch(() => undefined);
    await this.#running;
    this.#options.listener.onState({ kind: "closed" });
  }

  #start(plug: USBDevice): void {
    this.#isWanted = true;
    this.#running = this.#run(plug);
  }

  async #run(first: USBDevice): Promise<void> {
    const { listener, nowMs, retryMs = RETRY_MS } = this.#options;
    let plug = first;
    let lostAtMs: number | undefined;
    for (let attempt = 0; this.#isWanted; attempt++) {
      if (lostAtMs === undefined) listener.onState({ kind: "opening" });
      const end = await this.#session(plug);
      if (!this.#isWanted) return;
      if (lostAtMs === undefined && end !== "ended") return this.#fail(end);
      if (end === "ended") [lostAtMs, attempt] = [undefined, 0];
      lostAtMs ??= nowMs();
      listener.onState({ kind: "lost", sinceMs: lostAtMs, isRetrying: true });
      await pause(retryMs[Math.min(attempt, retryMs.length - 1)] ?? 1000);
      plug = await this.#findAgain(plug);
    }
  }

  #fail(end: "taken" | "no-driver" | "unopened"): void {
    const codes = { taken: "link.taken", "no-driver": "link.no-driver", unopened: "link.failed" } as const;
    this.#isWanted = false;
    this.#options.listener.onState({ kind: "failed", code: codes[end] });
  }

  /** What was unplugged is another plug when it is back. */
  async #findAgain(plug: USBDevice): Promise<USBDevice> {
    const known = await this.#plugs.getDevices().catch((): USBDevice[] => []);
    if (known.includes(plug)) return plug;
    const same = known.find(
      ({ vendorId, productId }) => vendorId === plug.vendorId && productId === plug.productId,
    );
    return same ?? plug;
  }

  /** One time open: until it is closed or lost. */
  async #session(plug: USBDevice): Promise<"taken" | "no-driver" | "unopened" | "ended"> {
    let driven: Driven | undefined;
    try {
      await plug.open();
      if (!plug.configuration) await plug.selectConfiguration(1);
      driven = drive(plug);
      if (!driven) return "no-driver";
      for (const face of driven.places.claim) await plug.claimInterface(face);
    } catch (error) {
      await plug.close().catch(() => undefined);
      // Another page, or a driver of the phone itself, has it.
      return error instanceof Error && error.name !== "NotFoundError" ? "taken" : "unopened";
    }
    try {
      await this.#readAll(driven);
    } catch {
      // Unplugged, or closed by us: the loop around knows which.
    } finally {
      this.#driven = undefined;
      await plug.close().catch(() => undefined);
    }
    return "ended";
  }

  async #readAll(driven: Driven): Promise<void> {
    const { plug, chip, places } = driven;
    const { listener, nowMs } = this.#options;
    await chip.start(plug, places);
    await chip.setSpeed(plug, places, this.#settings.baudRate);
    this.#driven = driven;
    await this.#greet(driven);
    listener.onState({ kind: "open", name: plug.productName ?? chip.name, lineErrors: 0 });
    while (this.#isWanted) {
      const { data, status } = await plug.transferIn(places.inEndpoint, READ_BYTES);
      if (status === "stall") await plug.clearHalt("in", places.inEndpoint);
      if (!data) continue;
      const bytes = chip.unpack(
        new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(),
        places,
      );
      if (bytes.length > 0) listener.onBytes(bytes, nowMs());
    }
  }

  async #greet({ plug, places }: Driven): Promise<void> {
    for (const bytes of this.#settings.greeting)
      await plug.transferOut(places.outEndpoint, Uint8Array.from(bytes));
  }
}

function drive(plug: USBDevice): Driven | undefined {
  for (const chip of CHIPS) {
    const places = chip.find(plug);
    if (places) return { plug, chip, places };
  }
  return undefined;
}
