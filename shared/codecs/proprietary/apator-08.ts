/**
 * Apator AT-WMBUS-08 water meter (APT 03/03 and 0F/0F, CI A0, not encrypted). Counts are thirds of a litre.
 *
 * | offset | type | field |
 * |---|---|---|
 * | 0 | u32 | total, 1/3 l |
 * | 14 + 4i | u32 | reading at the end of month i + 1, a ring from January (i = 0…11) |
 *
 * Not covered: bytes 4–13 and what follows the ring.
 */
import { readU32 } from "../bytes/cursor.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { type Count, volumeValue } from "./payload-values.ts";

const LENGTH = 4;
const RING_AT = 14;
const MONTHS = 12;

/** Thirds of a litre in m³: rounded at the microlitre, as no decimal holds a third. */
export const thirdsOfLitre = (count: number): Count => ({
  digits: Math.round((count * 1000) / 3),
  exponent: -6,
});

export const apator08: PayloadCodec = {
  name: "apator-08",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const values: PayloadValue[] = [volumeValue("total", thirdsOfLitre(readU32(plain, first)), [first, 4])];
    for (let month = 1; month <= MONTHS; month++) {
      const offset = RING_AT + 4 * (month - 1);
      if (offset + 4 > length) break;
      const at = first + offset;
      values.push(volumeValue(`month_end_${month}`, thirdsOfLitre(readU32(plain, at)), [at, 4]));
    }
    return { values, status: [], warnings: [] };
  },
};
