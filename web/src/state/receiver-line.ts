import type { Accessor } from "solid-js";
import { findReceiverCodec } from "../../../shared/codecs/receivers/index.ts";
import { type RadioMode, RECEIVER_START } from "../../../shared/codecs/receivers/receiver-codec.ts";
import type { LinkState, LinkWay, ReceivedBytes } from "../device/receiver-link.ts";
import { OpenReceiver } from "./open-receiver.ts";

export { PRODUCTS } from "./open-receiver.ts";

interface OpenLine {
  readonly way: LinkWay;
  readonly product: string;
  readonly receiver: OpenReceiver;
}

interface LineEvents {
  readonly product: Accessor<string>;
  bytes(received: ReceivedBytes): void;
  link(state: LinkState): void;
  modes(modes: readonly RadioMode[]): void;
  trying(product: string | undefined): void;
  found(name: string): void;
}

/**
 * The one receiver that is open, or being opened; one before it is closed first. With codecs and links it
 * is a piece of code of its own, fetched when a receiver is wanted.
 */
export function createLine(on: LineEvents) {
  let open: OpenLine | undefined;
  let closing: Promise<unknown> = Promise.resolve();
  const taps = new Set<(received: ReceivedBytes) => void>();
  const letGo = (): Promise<unknown> => {
    closing = Promise.all([closing, open?.receiver.link.close()]).catch(() => undefined);
    return closing;
  };
  return {
    letGo,
    closed: () => closing,
    receiver: () => open?.receiver,
    /** Whole telegrams as they come, until the returned function is called. */
    tap: (onTelegram: (telegram: Uint8Array) => void) => tapInto(taps, onTelegram),
    /** Puts a normalised telegram on the air; false where the receiver is gone or only listens. */
    async send(telegram: Uint8Array): Promise<boolean> {
      const command = open?.receiver.codec?.send?.(telegram);
      return command !== undefined && ((await open?.receiver.link.write(command)) ?? false);
    },
    canSend: (): boolean =>
      open?.receiver.codec?.send !== undefined && open.receiver.link.canWrite?.() !== false,
    /** It could send, but what carries its bytes takes none. */
    isOneWay: (): boolean => open?.receiver.link.canWrite?.() === false,
    over(way: LinkWay): OpenReceiver | undefined {
      const product = on.product();
      if (open?.way === way && open.product === product) return open.receiver;
      void letGo();
      const isOpen = (): boolean => receiver !== undefined && open?.receiver === receiver;
      const receiver: OpenReceiver | undefined = OpenReceiver.over(way, product, {
        bytes(received) {
          on.bytes(received);
          for (const tap of taps) tap(received);
        },
        state(state) {
          // What the last one says while it is being closed is not about this one.
          if (!isOpen()) return;
          on.modes(receiver?.codec && receiver.codec.configure("c-t").length > 0 ? receiver.codec.modes : []);
          on.link(state);
        },
        trying: (asked) => {
          if (isOpen()) on.trying(asked);
        },
        found({ name }) {
          if (!(receiver && isOpen())) return;
          on.found(name);
          open = { way, product: name, receiver };
        },
      });
      open = receiver && { way, product, receiver };
      return receiver;
    },
  };
}

function tapInto(
  taps: Set<(received: ReceivedBytes) => void>,
  onTelegram: (telegram: Uint8Array) => void,
): () => void {
  let state = RECEIVER_START;
  const tap = ({ codec, bytes }: ReceivedBytes): void => {
    const step = findReceiverCodec(codec)?.read(state, bytes);
    if (!step) return;
    state = step.state;
    for (const event of step.events) if (event.kind === "telegram") onTelegram(event.bytes);
  };
  taps.add(tap);
  return () => taps.delete(tap);
}

export type ReceiverLine = ReturnType<typeof createLine>;
