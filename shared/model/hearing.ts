/** Which link layer the bytes belong to; `kmp-radio`: answers as under an optical head, asked for by radio. */
export const LINKS = ["wmbus", "mbus", "kmp", "kmp-radio"] as const;
export type Link = (typeof LINKS)[number];

/** Answers of a meter that was asked, with its number in front; each is kept, decoded and shown alike. */
export const ASKED_LINKS = ["kmp", "kmp-radio"] as const satisfies readonly Link[];
export type AskedLink = (typeof ASKED_LINKS)[number];

export const isAskedLink = (link: string | undefined): link is AskedLink =>
  ASKED_LINKS.some((asked) => asked === link);

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
