/**
 * Puts the fragments of one message together (authentication and fragmentation layer, EN 13757-7):
 * telegrams of one meter whose AFL counts 1, 2, … and clears "more follow" in the last one. The MAC, message
 * length and counter stand in one of them.
 *
 * Whatever order they come in, the joined message starts with link header, ELL and AFL of the first fragment
 * and carries the parts in order; MAC and counter are copied into that AFL, so `decodeWmbusTransport` verifies
 * it as one telegram. Its length byte means nothing above 255.
 * Not covered: fragments encrypted one by one in the extended link layer.
 */
import { bytesOfU16, concatBytes, readU16 } from "../bytes/cursor.ts";
import { formatHex } from "../bytes/hex.ts";
import { AFL_CI, type AuthenticationLayer, readAuthenticationLayer } from "./authentication-layer.ts";
import { findExtendedLink } from "./extended-link-layer.ts";
import type { WmbusFrame } from "./wmbus-frame.ts";

const CI_AT = 10;
const FRAGMENT_BITS = 0x40ff;
const ADDRESS = [2, 10] as const;

interface Fragment {
  readonly bytes: Uint8Array;
  readonly aflAt: number;
  readonly layer: AuthenticationLayer;
}

/** The fragment in a normalised frame; `undefined` when it is a whole message. */
function readFragment(bytes: Uint8Array): Fragment | undefined {
  const ell = findExtendedLink(bytes[CI_AT] ?? 0);
  const aflAt = CI_AT + (ell?.length ?? 0);
  if (bytes[aflAt] !== AFL_CI) return undefined;
  const layer = readAuthenticationLayer(bytes, aflAt, bytes.length);
  return layer && layer.fragment > 0 ? { bytes, aflAt, layer } : undefined;
}

/** Number of the fragment in a normalised frame, from 1; `undefined` when it is a whole message. */
export const fragmentNumberOf = (bytes: Uint8Array): number | undefined =>
  readFragment(bytes)?.layer.fragment;

/** Whose it is, as the link header says it: fragments of one message have this in common. */
export const fragmentSenderOf = (bytes: Uint8Array): string => formatHex(bytes, ...ADDRESS);

/**
 * The frame of all fragments of a message, given in any order, repeated ones included;
 * `undefined` while one is missing. Which telegrams belong together (same meter, in time) the caller knows.
 */
export function joinFragments(frames: readonly Uint8Array[]): WmbusFrame | undefined {
  const fragmentByNumber = new Map<number, Fragment>();
  for (const bytes of frames) {
    const fragment = readFragment(bytes);
    if (fragment) fragmentByNumber.set(fragment.layer.fragment, fragment);
  }
  const parts: Fragment[] = [];
  for (let number = 1; ; number++) {
    const fragment = fragmentByNumber.get(number);
    if (!fragment) return undefined;
    parts.push(fragment);
    if (!fragment.layer.hasMoreFragments) break;
  }
  return frameOf(joinParts(parts));
}

const frameOf = (bytes: Uint8Array): WmbusFrame => ({
  link: "wmbus",
  framing: "normalised",
  bytes,
  end: bytes.length,
  problem: undefined,
  hasTrailingBytes: false,
});

function joinParts(parts: readonly Fragment[]): Uint8Array {
  let flags = 0;
  const field = (
    find: (layer: AuthenticationLayer) => number,
    length: (layer: AuthenticationLayer) => number,
  ) => {
    const owner = parts.find(({ layer }) => find(layer) >= 0);
    if (!owner) return new Uint8Array();
    const at = find(owner.layer);
    return owner.bytes.subarray(at, at + length(owner.layer));
  };
  for (const { bytes, aflAt } of parts) flags |= readU16(bytes, aflAt + 2) & ~FRAGMENT_BITS;
  const afl = concatBytes(
    bytesOfU16(flags),
    field(
      ({ controlAt }) => controlAt,
      () => 1,
    ),
    field(
      ({ keyInfoAt }) => keyInfoAt,
      () => 2,
    ),
    field(
      ({ counterAt }) => counterAt,
      () => 4,
    ),
    field(
      ({ macAt }) => macAt,
      ({ macLength }) => macLength,
    ),
    field(
      ({ lengthAt }) => lengthAt,
      () => 2,
    ),
  );
  const joined = concatBytes(
    ...parts.slice(0, 1).map(({ bytes, aflAt }) => bytes.subarray(0, aflAt)),
    [AFL_CI, afl.length],
    afl,
    ...parts.map(({ bytes, layer }) => bytes.subarray(layer.end)),
  );
  joined[0] = Math.min(joined.length - 1, 0xff);
  return joined;
}

/** Fragments on the way: what one receiver hears of messages that come in several telegrams. */
export interface FragmentStore {
  /** Keeps the fragment in a normalised frame; the whole message when it was the one that was missing. */
  take(bytes: Uint8Array): WmbusFrame | undefined;
}

/** Senders whose fragments are kept at a time; the one heard of longest ago goes first. */
const MAX_SENDERS = 256;
/** Fragments kept of one message: OMS messages have at most 16 kB. */
const MAX_FRAGMENTS = 64;

/** Joins fragments in the order they are heard: number 1 begins a new message, others may come repeated. */
export function createFragmentStore(): FragmentStore {
  const framesBySender = new Map<string, readonly Uint8Array[]>();
  return {
    take(bytes) {
      const number = fragmentNumberOf(bytes);
      if (number === undefined) return undefined;
      const sender = fragmentSenderOf(bytes);
      const before = number === 1 ? [] : (framesBySender.get(sender) ?? []);
      const frames = [...before.slice(1 - MAX_FRAGMENTS), bytes];
      framesBySender.delete(sender);
      const joined = joinFragments(frames);
      if (joined) return joined;
      framesBySender.set(sender, frames);
      const [oldest] = framesBySender.keys();
      if (framesBySender.size > MAX_SENDERS && oldest !== undefined) framesBySender.delete(oldest);
      return undefined;
    },
  };
}
