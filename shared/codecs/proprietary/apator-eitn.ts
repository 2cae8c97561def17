/**
 * Apator E.ITN heat cost allocator (APA and APT 04/08, not encrypted). CI A0 leads the block; CI B6
 * wraps it: a length, that many bytes to skip, then A0 again.
 *
 * | offset | type | field |
 * |---|---|---|
 * | 0 | u8 | low byte of the season start; the byte above it is A0, so only day and month count |
 * | 3 | u16 | units of the previous season |
 * | 5 | packed date | day the electronic seal was broken, 0 when intact |
 * | 7 | u16 | units of the current season |
 * | 9 | packed date | current date (five bits of year) |
 * | 11 | u16 | average room temperature of the previous season, 1/256 °C |
 * | 13 | u16 | the same of the current season |
 */
import { readU16 } from "../bytes/cursor.ts";
import { readShortPackedDate } from "./maker-dates.ts";
import type { PayloadCodec, PayloadReading } from "./payload-codec.ts";
import { type Count, dateValue, temperatureValue, unitsValue } from "./payload-values.ts";

const LENGTH = 15;
const WRAPPER_CI = 0xb6;
const BLOCK_CI = 0xa0;
const SEASON_HIGH_BYTE = 0xa0;

/** 1/256 is 0.00390625 exactly. */
const per256 = (count: number): Count => ({ digits: count * 390_625, exponent: -8 });

export const apatorEitn: PayloadCodec = {
  name: "apator-eitn",
  scope: "payload",
  read({ transport, first, length }) {
    const { plain, ci } = transport;
    if (ci !== WRAPPER_CI) return readBlock(plain, first, length);
    const skipped = 1 + (plain[first] ?? 0);
    if (skipped >= length || plain[first + skipped] !== BLOCK_CI) return undefined;
    return readBlock(plain, first + skipped + 1, length - skipped - 1);
  },
};

function readBlock(bytes: Uint8Array, at: number, length: number): PayloadReading | undefined {
  if (length < LENGTH) return undefined;
  const isBroken = readU16(bytes, at + 5) !== 0;
  return {
    values: [
      unitsValue("current", { digits: readU16(bytes, at + 7), exponent: 0 }, [at + 7, 2]),
      unitsValue("previous", { digits: readU16(bytes, at + 3), exponent: 0 }, [at + 3, 2]),
      dateValue("current_date", readShortPackedDate(bytes, at + 9), [at + 9, 2]),
      dateValue("season_start_date", seasonStart(bytes[at] ?? 0), [at, 1]),
      dateValue("esb_date", isBroken ? readShortPackedDate(bytes, at + 5) : undefined, [at + 5, 2]),
      temperatureValue("temp_room_avg", per256(readU16(bytes, at + 13)), [at + 13, 2]),
      temperatureValue("temp_room_prev_avg", per256(readU16(bytes, at + 11)), [at + 11, 2]),
    ],
    status: isBroken ? ["seal-broken"] : [],
    warnings: [],
  };
}

/** Day and month of the season's start, in the form of ISO 8601:2000 for a day of every year. */
const seasonStart = (low: number): string | undefined =>
  readShortPackedDate(Uint8Array.of(low, SEASON_HIGH_BYTE), 0)?.replace(/^\d+/, "-");
