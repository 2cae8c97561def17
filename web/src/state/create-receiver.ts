import { type Accessor, createSignal } from "solid-js";
import { im871a } from "../../../shared/codecs/receivers/im871a.ts";
import { findReceiverCodec, RECEIVER_CODECS } from "../../../shared/codecs/receivers/index.ts";
import { BluetoothReceiver } from "../device/bluetooth-receiver.ts";
import { type BrowserAbilities, findAbilities } from "../device/browser-abilities.ts";
import type { LinkState, ReceiverLink } from "../device/receiver-link.ts";
import { SerialReceiver } from "../device/serial-receiver.ts";
import { makeStoredChoice } from "./stored-choice.ts";

const WAYS = ["serial", "bluetooth"] as const;
export type Way = (typeof WAYS)[number];

/** The receiver in the car: which one, over which way, and how the link stands. */
export interface Receiver {
  readonly link: Accessor<LinkState>;
  readonly abilities: BrowserAbilities;
  readonly products: readonly { readonly name: string; readonly product: string }[];
  readonly product: Accessor<string>;
  chooseProduct(name: string): void;
  /** Whether one was connected on this browser before. */
  hasWay(): boolean;
  /** From a click. */
  connect(way: Way): Promise<void>;
  /** Without a click, where the browser allows it. */
  resume(): Promise<boolean>;
  disconnect(): Promise<void>;
}

export interface ReceivedBytes {
  readonly codec: string;
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

export function createReceiver(onBytes: (received: ReceivedBytes) => void): Receiver {
  const storedProduct = makeStoredChoice("receiver");
  const storedWay = makeStoredChoice("receiver.way");
  const [link, setLink] = createSignal<LinkState>({ kind: "closed" });
  const [product, setProduct] = createSignal(
    findReceiverCodec(storedProduct.read() ?? "")?.name ?? im871a.name,
  );
  const abilities = findAbilities();
  let open: { readonly way: Way; readonly product: string; readonly link: ReceiverLink } | undefined;

  const linkOf = (way: Way): ReceiverLink | undefined => {
    if (open?.way === way && open.product === product()) return open.link;
    const codec = findReceiverCodec(product()) ?? im871a;
    const options = {
      baudRate: codec.baudRate,
      greeting: codec.configure("c-t"),
      listener: {
        onBytes: (bytes: Uint8Array, atMs: number) => onBytes({ codec: codec.name, bytes, atMs }),
        onState: setLink,
      },
      nowMs: () => Date.now(),
    };
    const made =
      way === "serial"
        ? "serial" in navigator && new SerialReceiver(navigator.serial, options)
        : "bluetooth" in navigator && new BluetoothReceiver(navigator.bluetooth, options);
    if (!made) return undefined;
    open = { way, product: codec.name, link: made };
    return made;
  };

  return {
    link,
    abilities,
    products: RECEIVER_CODECS.map((codec) => ({ name: codec.name, product: codec.product })),
    product,
    chooseProduct(name) {
      storedProduct.write(name);
      setProduct(name);
    },
    hasWay: () => storedWay.read() !== null,
    async connect(way) {
      if (open && (open.way !== way || open.product !== product())) void open.link.close();
      storedWay.write(way);
      await linkOf(way)?.choose();
    },
    async resume() {
      const stored = storedWay.read();
      // A killed browser may have forgotten the choice, but never the permission.
      for (const way of WAYS.filter((one) => stored === null || one === stored)) {
        if (await linkOf(way)?.resume()) return true;
      }
      return false;
    },
    async disconnect() {
      await open?.link.close();
    },
  };
}
