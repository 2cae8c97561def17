import type { Decoded } from "./telegram.ts";

/** Where on the road a telegram stopped being readable. */
export type DecodeLayer =
  | "input"
  | "link"
  | "ell"
  | "afl"
  | "tpl"
  | "application"
  | "record"
  | "compact"
  | "kmp";

export type DecodeErrorKind =
  | "bad-hex"
  | "empty"
  | "too-long"
  | "truncated"
  | "wrong-length"
  | "wrong-start"
  | "wrong-stop"
  | "wrong-crc"
  | "wrong-checksum"
  | "unknown-ci"
  | "unsupported-ci"
  | "unknown-signature"
  | "wrong-compact-crc"
  | "wrong-mac"
  | "missing-fragment"
  | "too-many-extensions"
  | "reserved-length"
  | "reserved-dif"
  | "application-error"
  | "no-answer-content"
  | "bad-stuffing"
  | "wrong-symbol";

/**
 * One way to fail, with its evidence. `offset` is the first byte concerned, counted in the input of
 * `layer` (received bytes for `input` and `link`, `Decoded.plain` above).
 */
export interface DecodeError {
  readonly kind: DecodeErrorKind;
  readonly layer: DecodeLayer;
  readonly offset: number;
  readonly expected?: number | string;
  readonly actual?: number | string;
  /** What could be read before the error, with the warning `partial`: to be shown, never to be stored. */
  readonly partial?: Decoded;
}
