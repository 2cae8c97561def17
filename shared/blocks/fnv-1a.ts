const START = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/**
 * FNV-1a, 32 bits (Fowler, Noll, Vo): of the low byte of each UTF-16 unit, and of its high byte where it has one.
 * `before` goes on from the hash of what stands in front.
 */
export function fnv1a(text: string, before = START): number {
  let hash = before;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), PRIME);
    if (unit > 0xff) hash = Math.imul(hash ^ (unit >> 8), PRIME);
  }
  return hash >>> 0;
}
