import { describe, expect, it } from "vitest";
import { decode } from "../../shared/codecs/decode.ts";
import { decodeReading } from "../../shared/codecs/decode-reading.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import type { RegisterValue } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import { scaledToNumber } from "../../shared/model/scaled.ts";
import { hexBytes } from "../support/hex-bytes.ts";

/**
 * Eleven real meters with E8 and E9 (heat analysis, 3.2): the registers as they stand in the telegram,
 * and the lifetime averages that follow when each count is worth 100 × r m³·°C, r being the volume's
 * resolution. k is energy over volume and temperature difference, in kWh/(m³·K).
 */
const ROWS: readonly (readonly [
  meter: string,
  version: string,
  codes: string,
  volumeVif: string,
  volume: number,
  e8: number,
  e9: number,
  energyKwh: number,
  t1: string,
  t2: string,
  difference: string,
  k: string,
])[] = [
  [
    "MC403 cooling 78780102",
    "34",
    "FF",
    "13",
    364737,
    65528,
    71744,
    -723.6,
    "17.97",
    "19.67",
    "-1.70",
    "1.1641",
  ],
  ["MC603 80966656", "35", "FF", "14", 26440, 15449, 9250, 7078, "58.43", "34.98", "23.45", "1.1418"],
  ["MC603 66666666", "35", "FF", "14", 26871, 15673, 9390, 7173, "58.33", "34.94", "23.38", "1.1417"],
  ["MC403 77447744", "34", "FF", "14", 223249, 148532, 118520, 34510, "66.53", "53.09", "13.44", "1.1499"],
  ["MC402 62215006", "19", "FF", "14", 1323962, 894171, 854918, 44922.2, "67.54", "64.57", "2.96", "1.1444"],
  ["MC602 78152801", "1C", "EEFF", "14", 271785, 179393, 119952, 68457, "66.01", "44.13", "21.87", "1.1517"],
  ["MC303 83010647", "40", "FF", "14", 165269, 55703, 45750, 11499, "33.70", "27.68", "6.02", "1.1553"],
  ["MC603 85007420", "35", "FF", "15", 10750, 7410, 4429, 33861.1, "68.93", "41.20", "27.73", "1.1359"],
  ["MC603 32323232", "35", "FF", "16", 85656, 67136, 37929, 3363200, "78.38", "44.28", "34.10", "1.1515"],
  ["MC403 71054899", "34", "FF", "14", 359116, 153189, 124887, 32175, "42.66", "34.78", "7.88", "1.1368"],
  ["MC303 78787878", "40", "FF", "13", 461706, 153542, 145149, 1111.6, "33.26", "31.44", "1.82", "1.3244"],
];

const littleEndian = (value: number): string =>
  [0, 8, 16, 24].map((shift) => ((value >> shift) & 0xff).toString(16).padStart(2, "0")).join("");

/** Clear wireless telegram of a Kamstrup heat meter with the three records. */
function telegramOf(version: string, records: string): Uint8Array {
  const body = `442D2C01000090${version}0478${records}`;
  return hexBytes((body.length / 2).toString(16).padStart(2, "0") + body);
}

const number = (values: readonly RegisterValue[], register: Register): number => {
  const found = values.find((value) => value.register === register);
  return found ? scaledToNumber(found.value) : Number.NaN;
};

describe("E8 and E9 carry the scale of the volume", () => {
  for (const [meter, version, codes, volumeVif, volume, e8, e9, energy, ...expected] of ROWS) {
    it(`of ${meter}`, () => {
      const records = [
        `04${codes}07${littleEndian(e8)}`,
        `04${codes}08${littleEndian(e9)}`,
        `04${volumeVif}${littleEndian(volume)}`,
      ].join("");
      const keyring = { find: () => undefined };
      const decoded = decode(telegramOf(version, records), {
        link: "wmbus",
        keyring,
        formats: createFormatStore(),
      });
      expect(decoded.ok).toBe(true);
      if (!decoded.ok) return;
      const { values } = decodeReading(decoded.value);
      const [v1, sum1, sum2] = [number(values, "V1"), number(values, "E8"), number(values, "E9")];
      expect([
        (sum1 / v1).toFixed(2),
        (sum2 / v1).toFixed(2),
        ((sum1 - sum2) / v1).toFixed(2),
        (energy / (sum1 - sum2)).toFixed(4),
      ]).toEqual(expected);
    });
  }
});
