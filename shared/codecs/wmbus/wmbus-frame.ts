/**
 * Link layer of wireless M-Bus: frame formats A and B (EN 13757-4), with or without their CRCs.
 *
 * | format     | bytes                                                                   | L counts              |
 * | ---------- | ----------------------------------------------------------------------- | --------------------- |
 * | A          | L C M(2) A(6) CRC(2), then blocks of up to 16 bytes, each with CRC(2)   | after L, without CRCs |
 * | B          | L C M(2) A(6) CI … up to 126 bytes, CRC(2), rest, CRC(2)                | after L, with CRCs    |
 * | normalised | L C M(2) A(6) CI …                                                      | after L               |
 *
 * CRCs are sent most significant byte first. Which format came is never told by the bytes themselves,
 * so it is proven: A or B are taken only when every block CRC verifies. Length and CRC decide together:
 *
 * - the count fits format A: a CRC that fails is an error, not another format;
 * - L + 1 bytes: format B when its CRCs verify, else normalised (a receiver that keeps CRCs of format B
 *   has to check them itself: the two look the same);
 * - format B with two CRCs of which one fails: an error, because the other proves the format;
 * - some bytes too many: accepted behind verified CRCs, reported as a problem otherwise. Some receivers take
 *   out the CRCs of format A but for the last one: that one proves where the frame ends, whatever L says;
 * - bytes missing: reported as a problem, the beginning is kept.
 *
 * Not covered: Manchester and 3-of-6 symbols (`three-of-six.ts`), preambles and sync words.
 */
import type { MeterId } from "../../model/meter-id.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { crcEn13757 } from "../bytes/crc.ts";
import { readU16Be } from "../bytes/cursor.ts";
import type { DecodeError } from "../decode-error.ts";
import { readLinkAddress } from "../mbus/meter-address.ts";

/** A link frame without CRCs; `bytes[0]` counts what follows. */
export interface WmbusFrame {
  readonly link: "wmbus";
  readonly framing: "normalised" | "frame-a" | "frame-b";
  /** Normalised bytes. The received array itself when nothing had to be removed. */
  readonly bytes: Uint8Array;
  /** End of the frame in `bytes`, by the length byte; bytes behind it came from the receiver. */
  readonly end: number;
  readonly problem: DecodeError | undefined;
  readonly hasTrailingBytes: boolean;
  /** The length byte was wrong and is put right in `bytes`: the CRC of the last block says where it ends. */
  readonly isLengthCorrected?: boolean;
}

/** C, M and A: what the length byte counts at least. CI makes it 10. */
const LINK_HEADER_LENGTH = 9;
const FIRST_BLOCK_LENGTH = 10;
const BLOCK_LENGTH = 16;
const CRC_LENGTH = 2;
/** In format B the first CRC stands behind at most 126 bytes. */
const FRAME_B_SPLIT = 126;
/** Receivers add RSSI, LQI or a time stamp: a few bytes, never more. */
const MAX_TRAILING_BYTES = 8;

/** Frame from received bytes, CRCs checked and removed where they are in. */
export function decodeWmbusFrame(bytes: Uint8Array): Result<WmbusFrame, DecodeError> {
  const count = bytes.length;
  if (count === 0) return err({ kind: "empty", layer: "input", offset: 0 });
  const length = bytes[0] ?? 0;
  if (length <= LINK_HEADER_LENGTH) {
    return err({ kind: "wrong-length", layer: "link", offset: 0, expected: "10 or more", actual: length });
  }
  if (count === length + 1) return decodeExact(bytes, length);
  if (count < length + 1) return decodeShort(bytes, length);
  return decodeLong(bytes, length);
}

/** L + 1 bytes: normalised, or format B when its CRCs say so. */
function decodeExact(bytes: Uint8Array, length: number): Result<WmbusFrame, DecodeError> {
  const frameB = stripFrameB(bytes, length + 1);
  if (frameB) return ok(frameB);
  const damage = damageOfSplitFrameB(bytes, length + 1);
  return damage ? err(damage) : ok(normalisedFrame(bytes, length + 1));
}

/** More bytes than L says: format A, or a frame with bytes of the receiver behind it. */
function decodeLong(bytes: Uint8Array, length: number): Result<WmbusFrame, DecodeError> {
  const frameALength = lengthOfFrameA(length);
  if (
    bytes.length >= frameALength &&
    (bytes.length === frameALength || isBlockIntact(bytes, 0, FIRST_BLOCK_LENGTH))
  ) {
    return bytes.length - frameALength > MAX_TRAILING_BYTES
      ? err(wrongLength(bytes, frameALength))
      : stripFrameA(bytes, length);
  }
  if (isBlockIntact(bytes, 0, FIRST_BLOCK_LENGTH)) return truncatedFrameA(bytes, length);
  const excess = bytes.length - length - 1;
  if (excess > MAX_TRAILING_BYTES) return err(wrongLength(bytes, length + 1));
  const frameB = stripFrameB(bytes, length + 1);
  if (frameB) return ok(frameB);
  if (isLastBlockIntact(bytes, bytes.length - CRC_LENGTH)) return ok(endingAtItsCrc(bytes, length));
  return ok({
    link: "wmbus",
    framing: "normalised",
    bytes,
    end: length + 1,
    problem: { kind: "wrong-length", layer: "link", offset: 0, expected: bytes.length - 1, actual: length },
    hasTrailingBytes: true,
  });
}

/** Fewer bytes than L says: the beginning of a normalised frame, or of format A. */
function decodeShort(bytes: Uint8Array, length: number): Result<WmbusFrame, DecodeError> {
  if (bytes.length > FIRST_BLOCK_LENGTH + CRC_LENGTH && isBlockIntact(bytes, 0, FIRST_BLOCK_LENGTH)) {
    return truncatedFrameA(bytes, length);
  }
  if (bytes.length <= FIRST_BLOCK_LENGTH) return err(truncated(bytes, length + 1));
  return ok({
    link: "wmbus",
    framing: "normalised",
    bytes,
    end: bytes.length,
    problem: truncated(bytes, length + 1),
    hasTrailingBytes: false,
  });
}

const normalisedFrame = (bytes: Uint8Array, end: number): WmbusFrame => ({
  link: "wmbus",
  framing: "normalised",
  bytes,
  end,
  problem: undefined,
  hasTrailingBytes: false,
});

const truncated = (bytes: Uint8Array, expected: number): DecodeError => ({
  kind: "truncated",
  layer: "link",
  offset: bytes.length,
  expected,
  actual: bytes.length,
});

const wrongLength = (bytes: Uint8Array, expected: number): DecodeError => ({
  kind: "wrong-length",
  layer: "link",
  offset: 0,
  expected,
  actual: bytes.length,
});

/** Bytes of format A on the air for a length byte: L + 1 and a CRC per block. */
export function lengthOfFrameA(length: number): number {
  const blocks = 1 + Math.ceil((length - LINK_HEADER_LENGTH) / BLOCK_LENGTH);
  return length + 1 + blocks * CRC_LENGTH;
}

/** Whether the CRC behind `length` bytes from `at` is there and right. */
const isBlockIntact = (bytes: Uint8Array, at: number, length: number): boolean =>
  at + length + CRC_LENGTH <= bytes.length &&
  crcEn13757(bytes, { from: at, to: at + length }) === readU16Be(bytes, at + length);

/**
 * Whose a damaged frame was: its address, where the CRC of the first block of format A proves it.
 * Whatever stands behind that block is not to be relied on.
 */
export const addressOfDamaged = (bytes: Uint8Array): MeterId | undefined =>
  isBlockIntact(bytes, 0, FIRST_BLOCK_LENGTH) ? readLinkAddress(bytes, ADDRESS_AT) : undefined;

const ADDRESS_AT = 2;

/** Copies the blocks of format A while their CRCs verify; stops at the first that does not. */
function copyFrameA(
  bytes: Uint8Array,
  length: number,
): { readonly plain: Uint8Array; readonly filled: number; readonly at: number } {
  const plain = new Uint8Array(length + 1);
  let filled = 0;
  let at = 0;
  while (filled < plain.length) {
    const block = Math.min(filled === 0 ? FIRST_BLOCK_LENGTH : BLOCK_LENGTH, plain.length - filled);
    if (!isBlockIntact(bytes, at, block)) break;
    for (let i = 0; i < block; i++) plain[filled + i] = bytes[at + i] ?? 0;
    filled += block;
    at += block + CRC_LENGTH;
  }
  return { plain, filled, at };
}

function stripFrameA(bytes: Uint8Array, length: number): Result<WmbusFrame, DecodeError> {
  const { plain, filled, at } = copyFrameA(bytes, length);
  if (filled < plain.length) {
    const block = Math.min(filled === 0 ? FIRST_BLOCK_LENGTH : BLOCK_LENGTH, plain.length - filled);
    return err(wrongCrc(bytes, at, block));
  }
  return ok({
    link: "wmbus",
    framing: "frame-a",
    bytes: plain,
    end: plain.length,
    problem: undefined,
    hasTrailingBytes: bytes.length > at,
  });
}

/** Keeps the whole blocks of a format A frame that breaks off. */
function truncatedFrameA(bytes: Uint8Array, length: number): Result<WmbusFrame, DecodeError> {
  const { plain, filled, at } = copyFrameA(bytes, length);
  if (filled < FIRST_BLOCK_LENGTH + BLOCK_LENGTH) return err(truncated(bytes, lengthOfFrameA(length)));
  if (at + BLOCK_LENGTH + CRC_LENGTH <= bytes.length) return err(wrongCrc(bytes, at, BLOCK_LENGTH));
  return ok({
    link: "wmbus",
    framing: "frame-a",
    bytes: plain.subarray(0, filled),
    end: filled,
    problem: truncated(bytes, lengthOfFrameA(length)),
    hasTrailingBytes: false,
  });
}

/**
 * Whether the two bytes at `end` are the CRC that format A sends behind the last block of a frame of
 * `end` bytes. Chance makes it so once in 65,536.
 */
export function isLastBlockIntact(bytes: Uint8Array, end: number): boolean {
  if (end <= FIRST_BLOCK_LENGTH) return false;
  const blocks = Math.floor((end - FIRST_BLOCK_LENGTH - 1) / BLOCK_LENGTH);
  const at = FIRST_BLOCK_LENGTH + blocks * BLOCK_LENGTH;
  return isBlockIntact(bytes, at, end - at);
}

/** A frame of which the receiver left the CRC of the last block, its length byte put right. */
function endingAtItsCrc(bytes: Uint8Array, length: number): WmbusFrame {
  const end = bytes.length - CRC_LENGTH;
  const frame = { ...normalisedFrame(bytes, end), hasTrailingBytes: true };
  if (end === length + 1) return frame;
  const corrected = bytes.slice();
  corrected[0] = end - 1;
  return { ...frame, bytes: corrected, isLengthCorrected: true };
}

const wrongCrc = (bytes: Uint8Array, at: number, length: number): DecodeError => ({
  kind: "wrong-crc",
  layer: "link",
  offset: at + length,
  expected: crcEn13757(bytes, { from: at, to: at + length }),
  actual: readU16Be(bytes, at + length),
});

/** Format B without its CRCs; `undefined` when one of them does not verify. */
function stripFrameB(bytes: Uint8Array, total: number): WmbusFrame | undefined {
  const isSplit = total > FRAME_B_SPLIT + CRC_LENGTH;
  const firstLength = isSplit ? FRAME_B_SPLIT : total - CRC_LENGTH;
  const secondAt = firstLength + CRC_LENGTH;
  const secondLength = isSplit ? total - secondAt - CRC_LENGTH : 0;
  if (firstLength <= FIRST_BLOCK_LENGTH || secondLength < 0) return undefined;
  if (!isBlockIntact(bytes, 0, firstLength)) return undefined;
  if (isSplit && !isBlockIntact(bytes, secondAt, secondLength)) return undefined;
  const plain = new Uint8Array(firstLength + secondLength);
  plain.set(bytes.subarray(0, firstLength), 0);
  if (isSplit) plain.set(bytes.subarray(secondAt, secondAt + secondLength), firstLength);
  plain[0] = plain.length - 1;
  return {
    link: "wmbus",
    framing: "frame-b",
    bytes: plain,
    end: plain.length,
    problem: undefined,
    hasTrailingBytes: bytes.length > total,
  };
}

/** The CRC that fails while the frame's other one proves that it is format B; `undefined` without such proof. */
function damageOfSplitFrameB(bytes: Uint8Array, total: number): DecodeError | undefined {
  const secondAt = FRAME_B_SPLIT + CRC_LENGTH;
  const secondLength = total - secondAt - CRC_LENGTH;
  if (secondLength <= 0) return undefined;
  const isFirstIntact = isBlockIntact(bytes, 0, FRAME_B_SPLIT);
  if (isFirstIntact === isBlockIntact(bytes, secondAt, secondLength)) return undefined;
  return isFirstIntact ? wrongCrc(bytes, secondAt, secondLength) : wrongCrc(bytes, 0, FRAME_B_SPLIT);
}
