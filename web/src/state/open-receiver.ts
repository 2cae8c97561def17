import { findReceiverCodec, RECEIVER_CODECS } from "../../../shared/codecs/receivers/index.ts";
import type { RadioMode, ReceiverCodec } from "../../../shared/codecs/receivers/receiver-codec.ts";
import { RECEIVER_PROBES } from "../../../shared/codecs/receivers/receiver-probes.ts";
import { BluetoothReceiver } from "../device/bluetooth-receiver.ts";
import { ReceiverDetection } from "../device/detect-receiver.ts";
import type {
  LinkOptions,
  LinkState,
  LinkWay,
  ReceivedBytes,
  ReceiverLink,
} from "../device/receiver-link.ts";
import { SerialReceiver } from "../device/serial-receiver.ts";
import { UsbReceiver } from "../device/usb-receiver.ts";

/** Codecs and links of receivers: a piece of code of its own, fetched when a receiver is wanted. */
export const PRODUCTS = RECEIVER_CODECS.map(({ name, product }) => ({ name, product }));

const DRIVE_MODE: RadioMode = "c-t";

export interface ReceiverEvents {
  bytes(received: ReceivedBytes): void;
  state(state: LinkState): void;
  /** A receiver that nobody named is being looked for: the one that is asked now. */
  trying(product: string | undefined): void;
  found(codec: ReceiverCodec): void;
}

/** One receiver over one way. Where nobody said which it is, it is found out once the line is open. */
export class OpenReceiver {
  readonly #on: ReceiverEvents;
  readonly link: ReceiverLink;
  #codec: ReceiverCodec | undefined;
  #detection: ReceiverDetection | undefined;

  /** `undefined`: this browser has no such way. `product`: a codec's name, or anything else for "find out". */
  static over(way: LinkWay, product: string, on: ReceiverEvents): OpenReceiver | undefined {
    const makeLink = findLink(way);
    return makeLink && new OpenReceiver(makeLink, findReceiverCodec(product), on);
  }

  private constructor(
    makeLink: (options: LinkOptions) => ReceiverLink,
    codec: ReceiverCodec | undefined,
    on: ReceiverEvents,
  ) {
    this.#on = on;
    this.#codec = codec;
    const first = codec ?? RECEIVER_PROBES[0]?.codec;
    this.link = makeLink({
      baudRate: first?.baudRate ?? 57_600,
      greeting: codec?.configure(DRIVE_MODE) ?? [],
      listener: {
        onBytes: (bytes, atMs) => this.#onBytes(bytes, atMs),
        onState: (state) => this.#onState(state),
      },
      nowMs: () => Date.now(),
    });
  }

  get codec(): ReceiverCodec | undefined {
    return this.#codec;
  }

  /** Another radio mode from now on. */
  async setMode(mode: RadioMode): Promise<void> {
    const codec = this.#codec;
    if (codec) await this.link.setUp({ baudRate: codec.baudRate, greeting: codec.configure(mode) });
  }

  #onBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#codec) this.#on.bytes({ codec: this.#codec.name, bytes, atMs });
    else this.#detection?.hear({ bytes, atMs });
  }

  #onState(state: LinkState): void {
    if (this.#codec || state.kind === "failed" || state.kind === "closed") {
      // Whoever was being asked is not on the line any more: the next opening asks from the start.
      this.#detection = undefined;
      this.#on.state(state);
      return;
    }
    // Opening at one speed after the other is one opening to whoever waits.
    this.#on.state({ kind: "opening" });
    if (state.kind === "open" && !this.#detection) void this.#detect(state);
  }

  async #detect(open: LinkState): Promise<void> {
    const detection = new ReceiverDetection(this.link, { onTry: ({ product }) => this.#on.trying(product) });
    this.#detection = detection;
    const found = await detection.run(() => this.#detection === detection);
    if (this.#detection !== detection) return;
    this.#detection = undefined;
    this.#on.trying(undefined);
    if (!found) {
      await this.link.close();
      this.#on.state({ kind: "failed", code: "link.unknown" });
      return;
    }
    this.#codec = found.codec;
    this.#on.found(found.codec);
    for (const { bytes, atMs } of found.heard) this.#onBytes(bytes, atMs);
    await this.setMode(DRIVE_MODE);
    this.#on.state(open);
  }
}

function findLink(way: LinkWay): ((options: LinkOptions) => ReceiverLink) | undefined {
  if (way === "serial" && "serial" in navigator)
    return (options) => new SerialReceiver(navigator.serial, options);
  if (way === "usb" && "usb" in navigator) return (options) => new UsbReceiver(navigator.usb, options);
  if (way === "bluetooth" && "bluetooth" in navigator)
    return (options) => new BluetoothReceiver(navigator.bluetooth, options);
  return undefined;
}
