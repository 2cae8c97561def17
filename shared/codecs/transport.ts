import type { MeterId } from "../model/meter-id.ts";
import type { DecodeError } from "./decode-error.ts";
import type { Decoded, Place, Security } from "./telegram.ts";

/** Where each layer starts in `Transport.plain`: the offset of its CI byte, −1 where it is absent. */
export interface LayerOffsets {
  readonly ell: number;
  readonly afl: number;
  readonly tpl: number;
}

/**
 * A telegram down to its application layer: verified, decrypted, not yet read as records.
 *
 * The byte map for the telegram view is not built here: `layersOf(transport)` in
 * `transport-layers.ts` names every byte of the headers when somebody looks.
 */
export interface Transport {
  /**
   * Identity of the meter: from the long transport header where there is one, else from the link.
   * Frames of a wired link without a header have only a primary address: maker `@@@`, version 0,
   * type 0 and the address as identification.
   */
  readonly meter: MeterId;
  /**
   * Identity on the link (a radio adapter may speak for a wired meter). Makers that send the address
   * in another order (Diehl, see `diehl-whitening.ts`) are put right here.
   */
  readonly linkMeter: MeterId;
  readonly framing: Decoded["framing"];
  /** Without link CRCs, length byte set to what follows, still encrypted as received. */
  readonly normalised: Uint8Array;
  /** The same bytes decrypted in place; the same array where nothing was decrypted. */
  readonly plain: Uint8Array;
  readonly security: Security;
  readonly controlField: number;
  /** CI byte in front of the application data (0x72, 0x7A, 0x78, 0x79, 0xA0 …). */
  readonly ci: number;
  /** `encrypted`: the payload is not readable, for the reason in `security.verdict`. */
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
  /**
   * Application data in `plain`: what follows the transport header, without check bytes `2F2F`,
   * authentication tag and wired checksum. With content `fixed` the two unit bytes and the counters.
   */
  readonly payload: Place;
  readonly accessNumber: number | undefined;
  /** Status byte of the transport header (EN 13757-7, 7.5.6). */
  readonly statusByte: number | undefined;
  /** Configuration word of the transport header; 0 where there is none. */
  readonly config: number;
  readonly offsets: LayerOffsets;
  /**
   * Set when the frame is not whole or its length byte is wrong, but could be read in part
   * (`truncated`, `wrong-length`). A screen shows such a telegram; nothing may be stored from it.
   * With `wrong-length` up to eight bytes follow in `plain` behind the payload: a record that begins
   * inside the payload may run into them.
   */
  readonly problem: DecodeError | undefined;
  /** Kebab-case remarks: `trailing-bytes`, `maker-default-key`, `soft-address`, `short-encryption`. */
  readonly warnings: readonly string[];
}
