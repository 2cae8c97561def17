/** Which link layer the bytes belong to. */
export const LINKS = ["wmbus", "mbus", "kmp"] as const;
export type Link = (typeof LINKS)[number];

/**
 * One frame as one receiver heard it: the unit of the journal (DESIGN D2). Written before anything
 * is decoded and never dropped, whoever owns the meter.
 */
export interface Hearing {
  /** UTC milliseconds by the receiver's clock. */
  readonly rxAtMs: number;
  readonly receiver: string;
  readonly link: Link;
  /** Bytes as received; link-layer CRCs may still be in (the decoder finds out and says so). */
  readonly bytes: Uint8Array;
  readonly rssiDbm?: number;
  /** WGS 84 degrees, where the receiver moves. */
  readonly position?: { readonly lat: number; readonly lon: number };
}
