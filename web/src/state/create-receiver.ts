import { type Accessor, createSignal } from "solid-js";
import type { RadioMode } from "../../../shared/codecs/receivers/receiver-codec.ts";
import { type BrowserAbilities, findAbilities } from "../device/browser-abilities.ts";
import {
  LINK_WAYS,
  type LinkFault,
  type LinkState,
  type LinkWay,
  type ReceivedBytes,
} from "../device/receiver-link.ts";
import { loadOnce } from "../load-once.ts";
import type { ReceiverLine } from "./receiver-line.ts";
import { makeStoredChoice, type StoredChoice } from "./stored-choice.ts";

/** Not a product: which one it is is found out by asking. */
export const FIND_OUT = "auto";

/** The receiver in the car: which one, over which way, and how the link stands. */
export interface Receiver {
  readonly link: Accessor<LinkState>;
  readonly abilities: BrowserAbilities;
  /** Empty until `prepare` is done. */
  readonly products: Accessor<readonly { readonly name: string; readonly product: string }[]>;
  readonly product: Accessor<string>;
  /** Product that is asked now whether it is there. */
  readonly trying: Accessor<string | undefined>;
  /** Radio modes the open receiver can be told; none where it decides itself. */
  readonly modes: Accessor<readonly RadioMode[]>;
  /** Fetches codecs and links, so that a click opens at once. */
  prepare(): Promise<void>;
  chooseProduct(name: string): void;
  /** Whether one was connected on this browser before. */
  hasWay(): boolean;
  /** From a click. */
  connect(way: LinkWay): Promise<void>;
  /** Without a click, where the browser allows it. */
  resume(): Promise<boolean>;
  setMode(mode: RadioMode): Promise<void>;
  /** The way to and from meters that are spoken to; `undefined` where there is none. */
  radio(): Promise<RadioPort | undefined>;
  disconnect(): Promise<void>;
}

/** What a receiver that also sends is asked. */
export type RadioPort = Pick<ReceiverLine, "canSend" | "send" | "tap"> & {
  /** That only what carries its bytes keeps it from sending. */
  isOneWay?(): boolean;
  /** Only in a training round, whose car drives by itself: goes where this meter is heard. */
  goTo?(meter: string): void;
};

type Kit = typeof import("./receiver-line.ts");

export function createReceiver(onBytes: (received: ReceivedBytes) => void): Receiver {
  const storedProduct = makeStoredChoice("receiver");
  const storedWay = makeStoredChoice("receiver.way");
  const [link, setLink] = createSignal<LinkState>({ kind: "closed" });
  const [product, setProduct] = createSignal(storedProduct.read() ?? FIND_OUT);
  const [products, setProducts] = createSignal<Receiver["products"] extends Accessor<infer T> ? T : never>(
    [],
  );
  const [trying, setTrying] = createSignal<string>();
  const [modes, setModes] = createSignal<readonly RadioMode[]>([]);

  const chooseProduct = (name: string): void => {
    storedProduct.write(name === FIND_OUT ? null : name);
    setProduct(name);
  };
  let line: ReceiverLine | undefined;
  const loadLine = loadOnce(async () => {
    const { createLine, PRODUCTS }: Kit = await import("./receiver-line.ts");
    setProducts(PRODUCTS);
    line = createLine({
      product,
      bytes: onBytes,
      link: setLink,
      modes: setModes,
      trying: setTrying,
      found: chooseProduct,
    });
    return line;
  });
  return {
    link,
    abilities: findAbilities(),
    products,
    product,
    trying,
    modes,
    async prepare() {
      // A tap tries again, and says so where that fails too.
      await loadLine().catch(() => undefined);
    },
    chooseProduct,
    hasWay: () => storedWay.read() !== null,
    ...createWishes({
      loadLine,
      storedWay,
      letGo: async () => void (await line?.letGo()),
      onFault: (code) => setLink({ kind: "failed", code }),
    }),
    radio: () => loadLine().catch(() => undefined),
    setMode: async (mode) => line?.receiver()?.setMode(mode),
  };
}

/** What is asked of the receiver: an older wish gives way to a newer one, and none ends without a word. */
function createWishes(parts: {
  readonly storedWay: StoredChoice;
  loadLine(): Promise<ReceiverLine>;
  letGo(): Promise<void>;
  onFault(code: LinkFault): void;
}): Pick<Receiver, "connect" | "resume" | "disconnect"> {
  const { storedWay, loadLine } = parts;
  let turn = 0;
  let isChoosing = false;
  return {
    async connect(way) {
      // A second tap of the same thumb is no second wish.
      if (isChoosing) return;
      isChoosing = true;
      turn += 1;
      try {
        storedWay.write(way);
        const line = await loadLine();
        await line.closed();
        await line.over(way)?.link.choose();
      } catch {
        parts.onFault("link.not-loaded");
      } finally {
        isChoosing = false;
      }
    },
    async resume() {
      if (isChoosing) return true;
      turn += 1;
      const mine = turn;
      const isPast = (): boolean => turn !== mine;
      const stored = storedWay.read();
      const line = await loadLine().catch(() => undefined);
      if (!line) parts.onFault("link.not-loaded");
      await line?.closed();
      // A killed browser may have forgotten the choice, but never the permission.
      for (const way of LINK_WAYS.filter((one) => stored === null || one === stored)) {
        if (isPast() || (await line?.over(way)?.link.resume()) || isPast()) return true;
      }
      return false;
    },
    async disconnect() {
      turn += 1;
      await parts.letGo();
    },
  };
}
