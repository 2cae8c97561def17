/**
 * What every receiver's codec has in common: bytes from the receiver in, telegrams and answers out, bytes
 * to configure it. Pure: the transport (serial port, Bluetooth bridge, TCP socket) is an adapter's matter.
 */

import { STREAM_START, type StreamState } from "../bytes/split-stream.ts";
import type { DecodeError } from "../decode-error.ts";

export type ReceiverEvent =
  /** A telegram as heard: link CRCs are in only where the receiver leaves them in, and are right then. */
  | {
      readonly kind: "telegram";
      readonly bytes: Uint8Array;
      readonly rssiDbm: number | undefined;
      /** Radio mode it came by, from receivers that tell. */
      readonly mode?: ToldMode;
    }
  /** Bytes the receiver itself offered as a telegram, with a CRC that is wrong or a part missing. */
  | {
      readonly kind: "damaged";
      readonly bytes: Uint8Array;
      readonly rssiDbm: number | undefined;
      readonly error: DecodeError;
    }
  /** Reply of the receiver to a command, or its own notice. */
  | { readonly kind: "answer"; readonly command: string; readonly bytes: Uint8Array };

export type ToldMode = "c" | "t" | "s";

export interface ReceiverStep {
  readonly state: StreamState;
  readonly events: readonly ReceiverEvent[];
  /** Number of bytes nothing could be made of. */
  readonly junk: number;
}

/** Radio modes a meter network uses. `c-t` hears C1 and T1 at once: the right one for a walk or drive. */
export const RADIO_MODES = ["c-t", "c1", "t1", "s1"] as const;
export type RadioMode = (typeof RADIO_MODES)[number];

export interface ReceiverCodec {
  /** Name used in settings and in the journal, kebab case. */
  readonly name: string;
  /** Product name. */
  readonly product: string;
  /** Serial settings; they mean nothing over Bluetooth and TCP. */
  readonly baudRate: number;
  readonly modes: readonly RadioMode[];
  /** Events that are complete after this chunk; start with `RECEIVER_START`. */
  read(state: StreamState, chunk: Uint8Array): ReceiverStep;
  /** Ends what has begun: for whoever knows that the rest of it will not come, as after a long silence. */
  flush(state: StreamState): ReceiverStep;
  /** Commands, to be written one after the other, that make it hear a mode and tell its RSSI. */
  configure(mode: RadioMode): readonly Uint8Array[];
  /** Command that puts a normalised telegram on the air; absent where a receiver only listens, or its command is not known. */
  send?(telegram: Uint8Array): Uint8Array;
}

export const RECEIVER_START: StreamState = STREAM_START;
