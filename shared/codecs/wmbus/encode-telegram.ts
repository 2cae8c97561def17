/**
 * Encoders of wireless telegrams: the mirror of `decode-wmbus-transport.ts`, layer by layer.
 *
 *     application data → transport header and security → AFL → ELL → link header → format A or B
 *
 * `encodeTelegram` gives the normalised frame, `encodeWmbusFrame` puts the CRCs of a frame format in.
 * Telegrams too long for their length byte throw a `RangeError`: the caller composed them.
 */
import type { MeterId } from "../../model/meter-id.ts";
import { crcEn13757 } from "../bytes/crc.ts";
import { bytesOfU16, bytesOfU32, concatBytes } from "../bytes/cursor.ts";
import { encodeLinkAddress } from "../mbus/meter-address.ts";
import { encodeTransport, type TransportParts } from "./encode-transport.ts";
import { applyEllCipher, ELL_I, ELL_II, findExtendedLink } from "./extended-link-layer.ts";

/** ELL I, or ELL II when a session number is given. */
export interface ExtendedLinkParts {
  /** CC byte; 0x20 (synchronised) is what heat meters send. */
  readonly control: number;
  readonly access: number;
  readonly session?: SessionNumber;
  /** Encrypts everything behind the session number (AES-128-CTR); only with `session`. */
  readonly key?: Uint8Array;
}

/** The session number of ELL II; a pair must never come twice under one key. */
export interface SessionNumber {
  /** 0–15: telegram within the minute. */
  readonly session: number;
  /** Minute counter, 25 bits. */
  readonly minute: number;
}

export interface TelegramParts {
  readonly meter: MeterId;
  /** C field; default 0x44 (SND-NR). 0x46 is an installation telegram. */
  readonly control?: number;
  readonly ell?: ExtendedLinkParts;
  readonly transport: TransportParts;
}

const SEND_NO_REPLY = 0x44;
const MAX_LENGTH = 0xff;
const LINK_HEADER_LENGTH = 10;

/** Normalised frame of a telegram: without link CRCs, encrypted as its parts say. */
export function encodeTelegram(parts: TelegramParts): Uint8Array {
  const link = concatBytes([0, parts.control ?? SEND_NO_REPLY], encodeLinkAddress(parts.meter));
  const { ell } = parts;
  const hasSession = ell?.session !== undefined;
  const ellBytes = ell ? encodeExtendedLink(ell) : new Uint8Array();
  const upper = encodeTransport(parts.transport, parts.meter);
  const frame = concatBytes(link, ellBytes, upper);
  if (frame.length - 1 > MAX_LENGTH)
    throw new RangeError(`a telegram of ${frame.length} bytes has no length byte`);
  frame[0] = frame.length - 1;
  if (!hasSession) return frame;
  const crcAt = LINK_HEADER_LENGTH + ellBytes.length - 2;
  const crc = crcEn13757(frame, { from: crcAt + 2, to: frame.length });
  frame.set(bytesOfU16(crc), crcAt);
  const form = findExtendedLink(ELL_II);
  if (ell?.key && form) {
    const cipher = { key: ell.key, ellAt: LINK_HEADER_LENGTH, form, addressAt: 2, end: frame.length };
    applyEllCipher(frame, cipher);
  }
  return frame;
}

const AES_CTR = 1;

function encodeExtendedLink({ control, access, session, key }: ExtendedLinkParts): Uint8Array {
  if (!session) return Uint8Array.of(ELL_I, control, access);
  const word = (session.session & 0x0f) | ((session.minute & 0x1ff_ffff) << 4);
  const encryption = key ? AES_CTR << 29 : 0;
  return concatBytes([ELL_II, control, access], bytesOfU32((word | encryption) >>> 0), [0, 0]);
}

export type Framing = "normalised" | "frame-a" | "frame-b";

const BLOCK_LENGTH = 16;
const FRAME_B_SPLIT = 126;

/** A normalised frame with the CRCs of a frame format put in (EN 13757-4). */
export function encodeWmbusFrame(normalised: Uint8Array, framing: Framing): Uint8Array {
  if (framing === "frame-a") return encodeFrameA(normalised);
  return framing === "frame-b" ? encodeFrameB(normalised) : normalised;
}

const withCrc = (block: Uint8Array): Uint8Array => {
  const crc = crcEn13757(block, { from: 0, to: block.length });
  return concatBytes(block, [crc >> 8, crc & 0xff]);
};

function encodeFrameA(normalised: Uint8Array): Uint8Array {
  const blocks = [withCrc(normalised.subarray(0, LINK_HEADER_LENGTH))];
  for (let at = LINK_HEADER_LENGTH; at < normalised.length; at += BLOCK_LENGTH) {
    blocks.push(withCrc(normalised.subarray(at, at + BLOCK_LENGTH)));
  }
  return concatBytes(...blocks);
}

function encodeFrameB(normalised: Uint8Array): Uint8Array {
  const isSplit = normalised.length > FRAME_B_SPLIT;
  const length = normalised.length - 1 + (isSplit ? 4 : 2);
  if (length > MAX_LENGTH) throw new RangeError(`a format B frame cannot carry ${normalised.length} bytes`);
  const counted = normalised.slice();
  counted[0] = length;
  if (!isSplit) return withCrc(counted);
  return concatBytes(withCrc(counted.subarray(0, FRAME_B_SPLIT)), withCrc(counted.subarray(FRAME_B_SPLIT)));
}
