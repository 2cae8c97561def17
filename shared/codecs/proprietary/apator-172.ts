/**
 * Apator AT-WMBUS-17-2 water meter (APT 04/11, CI A0, not encrypted).
 *
 * | offset | type | field |
 * |---|---|---|
 * | 0 | u32 | total, 1/3 l |
 * | 13 | u8 | month of the earlier counter |
 * | 14 | u32 | earlier counter, 1/3 l |
 *
 * The unit is that of the sister model (apator-08.ts): with it a household meter reads 485 m³; read as
 * thirds of a cubic metre, as other readers have it, the same meter would show 485,814 m³.
 */
import { readU32 } from "../bytes/cursor.ts";
import { thirdsOfLitre } from "./apator-08.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { volumeValue } from "./payload-values.ts";

const LENGTH = 4;
const EARLIER_AT = 14;

export const apator172: PayloadCodec = {
  name: "apator-172",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const values: PayloadValue[] = [volumeValue("total", thirdsOfLitre(readU32(plain, first)), [first, 4])];
    if (EARLIER_AT + 4 <= length) {
      const at = first + EARLIER_AT;
      values.push(volumeValue("target", thirdsOfLitre(readU32(plain, at)), [at, 4]));
    }
    return { values, status: [], warnings: [] };
  },
};
