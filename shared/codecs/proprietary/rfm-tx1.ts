/**
 * BMeters RFM-TX1 water module (BMT 05/07, CI 7A, configuration word 1006): values hidden under the
 * access number. Offsets count in the whole telegram:
 *
 * | offset | field |
 * |---|---|
 * | 11 | access number k; row r = k & 0F |
 * | 17 | four bytes e(j): BCD digits of the volume in litres, e xor k xor T(r, j), lowest pair first |
 * | 28 | second, minute, hour, day, month, year, one BCD byte each, in clear |
 * | 34 + 3i | u24 month end reading, 10 l, January first |
 *
 * Only row 5 of the table has been seen in the field: a digit above 9 means a wrong row, and no value.
 * With any other configuration word the telegram is an ordinary one.
 */
import { readBcd } from "../mbus/data-types.ts";
import { dateText } from "./maker-dates.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { absentValue, dateValue, readU24, volumeValue } from "./payload-values.ts";

const CONFIG = 0x10_06;
const ACCESS_AT = 11;
const VOLUME_AT = 17;
const CLOCK_AT = 28;
const RING_AT = 34;
const END = 70;
const LITRE = -3;
const TEN_LITRES = -2;

const ROWS: readonly (readonly [number, number, number, number])[] = [
  [0x7a, 0x10, 0x1a, 0x0a],
  [0x70, 0x13, 0x22, 0x13],
  [0xb9, 0x0b, 0x8e, 0x99],
  [0x79, 0x07, 0x4a, 0x16],
  [0x07, 0x9a, 0xcb, 0x69],
  [0x32, 0xa1, 0x39, 0x0e],
  [0x9c, 0x7e, 0x60, 0x99],
  [0xb4, 0xc4, 0x80, 0xa3],
  [0x0a, 0xce, 0x19, 0x03],
  [0xf0, 0x05, 0xa5, 0x86],
  [0x16, 0x98, 0x11, 0x5e],
  [0x0c, 0xc9, 0x7d, 0xa2],
  [0x4a, 0x48, 0xe4, 0x1f],
  [0x77, 0x2e, 0x8a, 0xe8],
  [0xbd, 0x78, 0x57, 0x8c],
  [0x39, 0x6f, 0x28, 0x05],
];

export const rfmTx1: PayloadCodec = {
  name: "rfm-tx1",
  scope: "payload",
  read({ transport }) {
    const { plain, config } = transport;
    if (config !== CONFIG || plain.length < END) return undefined;
    return {
      values: [
        totalValue(plain),
        dateValue("meter_datetime", clockText(plain), [CLOCK_AT, 6]),
        ...ring(plain),
      ],
      status: [],
      warnings: [],
      security: { mode: 16, layer: "manufacturer", verdict: "decrypted" },
    };
  },
};

function totalValue(bytes: Uint8Array): PayloadValue {
  const access = bytes[ACCESS_AT] ?? 0;
  const row = ROWS[access & 0x0f] ?? [0, 0, 0, 0];
  const clear = Uint8Array.from(row, (mask, j) => (bytes[VOLUME_AT + j] ?? 0) ^ access ^ mask);
  const litres = clear.some((byte) => byte >> 4 > 9 || (byte & 0x0f) > 9) ? undefined : readBcd(clear, 0, 4);
  const value = volumeValue("total", { digits: Number(litres ?? 0), exponent: LITRE }, [VOLUME_AT, 4]);
  return litres === undefined ? absentValue(value) : value;
}

function clockText(bytes: Uint8Array): string | undefined {
  const [second, minute, hour, day, month, year] = [0, 1, 2, 3, 4, 5].map((n) =>
    readBcd(bytes, CLOCK_AT + n, 1),
  );
  const date = dateText({ day: Number(day ?? 0), month: Number(month ?? 0), year: 2000 + Number(year ?? 0) });
  const clock = [hour, minute, second].map((part) => String(part ?? 99).padStart(2, "0"));
  const isTime = Number(hour ?? 99) < 24 && Number(minute ?? 99) < 60 && Number(second ?? 99) < 60;
  return date !== undefined && isTime ? `${date}T${clock.join(":")}` : undefined;
}

const ring = (bytes: Uint8Array): readonly PayloadValue[] =>
  Array.from({ length: 12 }, (_, n) => {
    const at = RING_AT + 3 * n;
    return volumeValue(`month_end_${n + 1}`, { digits: readU24(bytes, at), exponent: TEN_LITRES }, [at, 3]);
  });
