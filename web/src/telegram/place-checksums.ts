/** EN 13757-4 frame formats: where the link's own checksums stand among the received bytes. */
const CRC_LENGTH = 2;
const FIRST_BLOCK_A = 10;
const NEXT_BLOCK_A = 16;
const FIRST_PART_B = 126;

/**
 * For every received byte its place in the telegram without checksums; `undefined` for a checksum.
 * Where the lengths do not fit the named format, bytes stand for themselves as far as they go.
 */
export function placeReceivedBytes(
  framing: string,
  receivedLength: number,
  plainLength: number,
): readonly (number | undefined)[] {
  const isChecksum = checksumTest(framing, receivedLength);
  let next = 0;
  const places = Array.from({ length: receivedLength }, (_, at) => (isChecksum(at) ? undefined : next++));
  return next === plainLength
    ? places
    : Array.from({ length: receivedLength }, (_, at) => (at < plainLength ? at : undefined));
}

function checksumTest(framing: string, length: number): (at: number) => boolean {
  if (framing === "frame-a") {
    return (at) => {
      const behindFirst = at - FIRST_BLOCK_A;
      if (behindFirst < 0) return false;
      if (behindFirst < CRC_LENGTH) return true;
      const inBlocks = behindFirst - CRC_LENGTH;
      return inBlocks % (NEXT_BLOCK_A + CRC_LENGTH) >= NEXT_BLOCK_A || at >= length - CRC_LENGTH;
    };
  }
  if (framing === "frame-b") {
    const isLong = length > FIRST_PART_B + CRC_LENGTH;
    return (at) =>
      at >= length - CRC_LENGTH || (isLong && at >= FIRST_PART_B && at < FIRST_PART_B + CRC_LENGTH);
  }
  return () => false;
}
