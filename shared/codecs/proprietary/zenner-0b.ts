/**
 * Zenner water meter of version 0B (ZRI 0B/16, CI 7A, mode 5), behind DIF 0F:
 *
 * | offset | type | field |
 * |---|---|---|
 * | 0 | u32 | status, 0 is well; its bits are not known |
 * | 4 | u32 | volume at the start of the month, 1/256 l |
 * | 8 | u32 | total, 1/256 l |
 */
import { readU32 } from "../bytes/cursor.ts";
import type { PayloadCodec } from "./payload-codec.ts";
import { type Count, flagsValue, volumeValue } from "./payload-values.ts";

const LENGTH = 12;

/** 1/256 l is 0.00000390625 m³ exactly. */
const per256Litre = (count: number): Count => ({ digits: count * 390_625, exponent: -11 });

export const zenner0b: PayloadCodec = {
  name: "zenner-0b",
  scope: "block",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const bits = readU32(plain, first);
    return {
      values: [
        volumeValue("total", per256Litre(readU32(plain, first + 8)), [first + 8, 4]),
        volumeValue("target", per256Litre(readU32(plain, first + 4)), [first + 4, 4]),
        flagsValue("error_flags", { digits: bits, exponent: 0 }, [first, 4]),
      ],
      status: bits === 0 ? [] : ["unknown-info-bits"],
      warnings: [],
    };
  },
};
