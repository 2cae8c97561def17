import type { MeterId } from "../model/meter-id.ts";
import type { Decoded, LayerSpan, Place, Security } from "./telegram.ts";

/** A telegram down to its application layer: verified, decrypted, not yet read as records. */
export interface Transport {
  /** Identity of the meter: from the long transport header where there is one, else from the link. */
  readonly meter: MeterId;
  /** Identity on the link (a radio adapter may speak for a wired meter). */
  readonly linkMeter: MeterId;
  readonly framing: Decoded["framing"];
  /** Without link CRCs, length byte set to what follows, still encrypted as received. */
  readonly normalised: Uint8Array;
  /** The same bytes decrypted in place; equal to `normalised` where nothing was decrypted. */
  readonly plain: Uint8Array;
  readonly security: Security;
  readonly controlField: number;
  /** CI byte in front of the application data (0x72, 0x7A, 0x78, 0x79, 0xA0 …). */
  readonly ci: number;
  readonly content:
    | "records"
    | "compact"
    | "format"
    | "manufacturer"
    | "application-error"
    | "alarm"
    | "fixed"
    | "encrypted"
    | "none";
  /** Application data in `plain`. */
  readonly payload: Place;
  readonly accessNumber?: number;
  /** Status byte of the transport header (EN 13757-7, 7.5.6). */
  readonly statusByte?: number;
  readonly layers: readonly LayerSpan[];
  readonly warnings: readonly string[];
}
