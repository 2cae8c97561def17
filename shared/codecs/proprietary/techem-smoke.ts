/**
 * Techem smoke detector (TCH 76/F0, CI A0–A2, not encrypted).
 *
 * | offset | type | field |
 * |---|---|---|
 * | 0 | u8 | 0 quiet, 1 smoke, others not known |
 * | 1 | packed date | end of the previous period |
 */
import { readPackedDate } from "./maker-dates.ts";
import type { PayloadCodec } from "./payload-codec.ts";
import { dateValue, flagsValue } from "./payload-values.ts";

const LENGTH = 3;

export const techemSmoke: PayloadCodec = {
  name: "techem-smoke",
  scope: "payload",
  read({ transport: { plain }, first, length }) {
    if (length < LENGTH) return undefined;
    const state = plain[first] ?? 0;
    return {
      values: [
        flagsValue("alarm_status", { digits: state, exponent: 0 }, [first, 1]),
        dateValue("prev_date", readPackedDate(plain, first + 1), [first + 1, 2]),
      ],
      status: state === 0 ? [] : [state === 1 ? "smoke" : "unknown-info-bits"],
      warnings: [],
    };
  },
};
