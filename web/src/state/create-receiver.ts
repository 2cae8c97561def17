import { type Accessor, createSignal } from "solid-js";
import type { RadioMode } from "../../../shared/codecs/receivers/receiver-codec.ts";
import { type BrowserAbilities, findAbilities } from "../device/browser-abilities.ts";
import { LINK_WAYS, type LinkState, type LinkWay, type ReceivedBytes } from "../device/receiver-link.ts";
import type { OpenReceiver } from "./open-receiver.ts";
import { makeStoredChoice } from "./stored-choice.ts";

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
  disconnect(): Promise<void>;
}

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
  const abilities = findAbilities();
  let open: { readonly way: LinkWay; readonly product: string; readonly receiver: OpenReceiver } | undefined;

  const chooseProduct = (name: string): void => {
    storedProduct.write(name === FIND_OUT ? null : name);
    setProduct(name);
  };
  const loadKit = async () => {
    const kit = await import("./open-receiver.ts");
    setProducts(kit.PRODUCTS);
    return kit;
  };
  const openOver = async (way: LinkWay): Promise<OpenReceiver | undefined> => {
    const { OpenReceiver } = await loadKit();
    if (open?.way === way && open.product === product()) return open.receiver;
    void open?.receiver.link.close();
    const receiver: OpenReceiver | undefined = OpenReceiver.over(way, product(), {
      bytes: onBytes,
      state(state) {
        setModes(receiver?.codec && receiver.codec.configure("c-t").length > 0 ? receiver.codec.modes : []);
        setLink(state);
      },
      trying: setTrying,
      found({ name }) {
        chooseProduct(name);
        if (receiver) open = { way, product: name, receiver };
      },
    });
    open = receiver && { way, product: product(), receiver };
    return receiver;
  };

  return {
    link,
    abilities,
    products,
    product,
    trying,
    modes,
    async prepare() {
      await loadKit();
    },
    chooseProduct,
    hasWay: () => storedWay.read() !== null,
    async connect(way) {
      storedWay.write(way);
      await (await openOver(way))?.link.choose();
    },
    async resume() {
      const stored = storedWay.read();
      // A killed browser may have forgotten the choice, but never the permission.
      for (const way of LINK_WAYS.filter((one) => stored === null || one === stored)) {
        if (await (await openOver(way))?.link.resume()) return true;
      }
      return false;
    },
    async setMode(mode) {
      await open?.receiver.setMode(mode);
    },
    async disconnect() {
      await open?.receiver.link.close();
    },
  };
}
