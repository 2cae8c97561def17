/**
 * Authentication and fragmentation layer (EN 13757-7; OMS Vol. 2), between ELL and transport.
 *
 * `90 AFLL FCL(2) [MCL(1)] [KI(2)] [MCR(4)] [MAC(n)] [ML(2)]`, numbers least significant byte first, the
 * MAC as computed. AFLL counts the bytes behind it.
 *
 * | FCL bit | meaning                | MCL bits | meaning                                            |
 * | ------- | ---------------------- | -------- | -------------------------------------------------- |
 * | 4000    | more fragments follow  | 0F       | 3–7: CMAC of 2, 4, 8, 12, 16 bytes; 8, 9: GMAC     |
 * | 2000    | MCL present            | 40 20 10 | ML, MCR, KI are in the message (any fragment)      |
 * | 1000    | ML present             |          |                                                    |
 * | 0800    | MCR present            |          |                                                    |
 * | 0400    | MAC present            |          |                                                    |
 * | 0200    | KI present             |          |                                                    |
 * | 00FF    | fragment number, 0 = not fragmented |                                                       |
 *
 * MAC = first n bytes of CMAC(Kmac, MCL ‖ KI ‖ MCR ‖ ML ‖ all that follows the layer, as transmitted).
 * Not covered: GMAC.
 */
import { concatBytes, readU16, readU32 } from "../bytes/cursor.ts";
import { expandKey } from "../crypto/aes.ts";
import { computeCmac } from "../crypto/aes-modes.ts";

export const AFL_CI = 0x90;

const MORE_FRAGMENTS = 0x40_00;
const HAS_CONTROL = 0x20_00;
const HAS_LENGTH = 0x10_00;
const HAS_COUNTER = 0x08_00;
const HAS_MAC = 0x04_00;
const HAS_KEY_INFO = 0x02_00;

/** Offsets count in the normalised frame; −1 where a field is absent. */
export interface AuthenticationLayer {
  /** First byte behind the layer. */
  readonly end: number;
  readonly fragment: number;
  readonly hasMoreFragments: boolean;
  readonly controlAt: number;
  readonly keyInfoAt: number;
  readonly counterAt: number;
  readonly macAt: number;
  readonly macLength: number;
  readonly lengthAt: number;
  readonly counter: number | undefined;
}

const MAC_LENGTHS: readonly number[] = [0, 0, 0, 2, 4, 8, 12, 16];

/** Length of the CMAC an MCL byte announces; 0 for none, GMAC and reserved types. */
const macLengthOfControl = (control: number): number => MAC_LENGTHS[control & 0x0f] ?? 0;

/** Reads the layer at `at` (its CI byte); `undefined` when it does not fit before `end` or into AFLL. */
export function readAuthenticationLayer(
  bytes: Uint8Array,
  at: number,
  end: number,
): AuthenticationLayer | undefined {
  const layerEnd = at + 2 + (bytes[at + 1] ?? 0);
  if (at + 4 > end || layerEnd > end || layerEnd < at + 4) return undefined;
  const flags = readU16(bytes, at + 2);
  let next = at + 4;
  const take = (flag: number, length: number): number => {
    if ((flags & flag) === 0) return -1;
    const field = next;
    next += length;
    return field;
  };
  const controlAt = take(HAS_CONTROL, 1);
  const keyInfoAt = take(HAS_KEY_INFO, 2);
  const counterAt = take(HAS_COUNTER, 4);
  const lengthBytes = flags & HAS_LENGTH ? 2 : 0;
  // Without its own control byte (later fragments) a MAC fills what the layer has left.
  const macLength = controlAt < 0 ? layerEnd - next - lengthBytes : macLengthOfControl(bytes[controlAt] ?? 0);
  const macAt = take(HAS_MAC, macLength);
  const lengthAt = take(HAS_LENGTH, 2);
  if (next > layerEnd || macLength < 0) return undefined;
  return {
    end: layerEnd,
    fragment: flags & 0xff,
    hasMoreFragments: (flags & MORE_FRAGMENTS) !== 0,
    controlAt,
    keyInfoAt,
    counterAt,
    macAt,
    macLength: macAt < 0 ? 0 : macLength,
    lengthAt,
    counter: counterAt < 0 ? undefined : readU32(bytes, counterAt),
  };
}

/** Whether the layer carries a MAC this decoder can check. */
export const hasCheckableMac = (layer: AuthenticationLayer): boolean =>
  layer.macAt >= 0 && layer.macLength >= 2;

/**
 * The MAC the layer should carry, `layer.macLength` bytes, under the derived key `Kmac`.
 * `bytes` is the normalised frame as transmitted (still encrypted), `end` its end.
 */
export function computeAflMac(
  bytes: Uint8Array,
  layer: AuthenticationLayer,
  options: { readonly macKey: Uint8Array; readonly end: number },
): Uint8Array {
  const field = (at: number, length: number): Uint8Array =>
    bytes.subarray(Math.max(at, 0), at < 0 ? 0 : at + length);
  const authenticated = concatBytes(
    field(layer.controlAt, 1),
    field(layer.keyInfoAt, 2),
    field(layer.counterAt, 4),
    field(layer.lengthAt, 2),
    bytes.subarray(layer.end, options.end),
  );
  return computeCmac(expandKey(options.macKey), authenticated).subarray(0, layer.macLength);
}
