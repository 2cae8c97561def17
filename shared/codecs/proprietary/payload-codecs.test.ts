import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { decode } from "../decode.ts";
import { outputOf } from "../decode-output.ts";
import { createFormatStore } from "../wmbus/format-store.ts";
import { PAYLOAD_CODECS } from "./index.ts";
import type { PayloadCodecs } from "./payload-codec.ts";

const decodeBytes = (bytes: Uint8Array, payloads: PayloadCodecs = PAYLOAD_CODECS) =>
  outputOf(
    decode(bytes, {
      link: "wmbus",
      keyring: { find: () => undefined },
      formats: createFormatStore(),
      payloads,
    }),
  );

/** Telegram of the bytes after the length byte, blanks for reading. */
const telegram = (text: string): Uint8Array => {
  const body = hexBytes(text);
  return Uint8Array.of(body.length, ...body);
};
const values = (text: string) =>
  Object.fromEntries(
    (decodeBytes(telegram(text)).records ?? []).map(({ name, value, unit }) => [
      name,
      `${value} ${unit}`.trim(),
    ]),
  );
const status = (text: string) => decodeBytes(telegram(text)).status;

/** Samples and readings are those of the fact sheet on proprietary payloads, from real telegrams. */
describe("Techem", () => {
  it("adds both periods of a radio 3 water meter, and finds the year of the current date", () => {
    expect(values("44 6850 11223344 74 62 A2 069F255900B02931000000030606")).toMatchObject({
      total: "13.8 m³",
      target: "8.9 m³",
      prev_date: "2018-12-31",
      current_date: "2019-04-27",
    });
  });
  it("puts half months of version 50 together by the day", () => {
    expect(values("44 6850 11223344 50 72 A2 0C007C31102500 00293400373A002E3800")).toMatchObject({
      target_date: "2024-11-28",
      total: "948.8 m³",
      last_nov: "9.3 m³",
      last_oct: "11.3 m³",
      last_sep: "10.2 m³",
    });
  });
  it("reads compact V in kWh and vario 4 in MJ", () => {
    expect(values("44 6850 11223344 39 43 A2 10672C866100181C01000480")).toMatchObject({
      total_energy_consumption: "25250 kWh",
      current: "284 kWh",
      previous: "24966 kWh",
      prev_date: "2022-03-07",
    });
    expect(values("44 6850 11223344 27 C3 A2 129F25383300A862260000")["total_energy_consumption"]).toMatch(
      /^6371\.66666[67]/,
    );
  });
  it("reads both layouts of heat cost allocators", () => {
    expect(values("44 6850 11223344 69 80 A0 119F27020480048300C408F709")).toMatchObject({
      previous: "1026 HCA",
      previous_date: "2019-12-31",
      current: "131 HCA",
      current_date: "2020-02-08",
      temp_room: "22.44 °C",
      temp_radiator: "25.51 °C",
    });
    expect(values("44 6850 11223344 94 80 A2 0F9F292D005024040011BD083809")).toMatchObject({
      current: "4 HCA",
      current_date: "2021-02-05",
      temp_room: "22.37 °C",
      temp_radiator: "23.60 °C",
    });
  });
  it("hears smoke", () => {
    expect(status("44 6850 11223344 76 F0 A0 019F278229")).toEqual(["smoke"]);
    expect(status("44 6850 11223344 76 F0 A0 009F278229")).toEqual([]);
  });
});

describe("Apator", () => {
  it("reads registers of AT-WMBUS-16-2 and checks the maker's CRC", () => {
    const body =
      "44 0106 40520302 0507 7A 2D002085 2F2F 0F334DA39A000000 71011ABF0D00039A0D00 A010538503 10CECC0D00 8943";
    expect(values(body)).toMatchObject({
      total: "904.398 m³",
      history_1: "900.890 m³",
      history_2: "891.395 m³",
    });
    expect(decodeBytes(telegram(body)).warnings).toEqual([]);
    expect(decodeBytes(telegram(body.replace("CECC0D00", "CFCC0D00"))).warnings).toEqual(["maker-crc-wrong"]);
  });
  it("reads thirds of a litre", () => {
    const ring = "4C4034B31CED0106FF01 D0932700 65F02200";
    expect(values(`44 1486 01020304 0303 A0 B9E52700 ${ring}`)).toMatchObject({
      total: "871.571000 m³",
      month_end_1: "864.581333 m³",
      month_end_2: "763.255000 m³",
    });
    expect(values("44 1486 07A81400 0411 A0 1D54000008400300000000 05FF05D83D0000")["total"]).toBe(
      "7.177667 m³",
    );
  });
  it("reads the allocator E.ITN, in and out of its wrapper", () => {
    expect(values("44 0186 31373737 0408 A0 A1000059001C270100322DE413B415")).toMatchObject({
      previous: "89 HCA",
      current: "1 HCA",
      current_date: "2022-09-18",
      season_start_date: "--05-01",
      esb_date: "2019-08-28",
      temp_room_prev_avg: "19.89062500 °C",
      temp_room_avg: "21.70312500 °C",
    });
    expect(status("44 0186 31373737 0408 A0 A1000059001C270100322DE413B415")).toEqual(["seal-broken"]);
    expect(
      values("44 1486 31373737 0408 B6 0AFFFFF5450186F41B9D58 A0 A10000780900000000 1F2D6416C819"),
    ).toMatchObject({
      previous: "2424 HCA",
      current: "0 HCA",
      esb_date: "null",
    });
  });
  it("opens NA-1 with the factory key and finds volume, clock and history", () => {
    const body = "44 0106 81359104 1407 A0 7F018D43B54E718E8718D5D2C8F939194847";
    expect(values(body)).toMatchObject({
      total: "687.361 m³",
      meter_datetime: "2024-10-15T12:23:11",
      historic: "662.325 m³",
      historic_datetime: "2024-09-30T21:23:11",
      historic_age: "351 h",
    });
    expect(decodeBytes(telegram(body))).toMatchObject({
      security: { verdict: "decrypted" },
      warnings: ["maker-default-key"],
    });
  });
});

describe("Diehl PRIOS", () => {
  it("reads total, month end and label of a serial address", () => {
    expect(values("44 304C 9C5824210C04 A3 63140013 716577EC59E8663AB0D31C")).toMatchObject({
      total: "38.944 m³",
      target: "38.691 m³",
      target_date: "2021-02-01",
      transmit_period: "0.008888889 h",
      prefix: "H19CA",
      serial_number: "159196",
      manufacture_year: "2019",
    });
  });
  it("tells what is wrong now and what was", () => {
    const body = "44 304C F3628920BC01 A0 712F0313 0CEB627A81";
    expect(values(body)["total"]).toBe("1248.146 m³");
    expect(status(body)).toEqual(["mechanical-fraud", "mechanical-fraud-previously", "meter-blocked"]);
  });
});

describe("other makers", () => {
  it("reads 18 months of a BFW allocator", () => {
    const body = `44 D708 11223344 02 08 7A 80 C0 0000 2F2F6F1F 0144 0100 1470 ${"000000".repeat(7)} 37009B 4410AC 260221`;
    expect(values(body)).toMatchObject({
      prev: "324 HCA",
      current: "256 HCA",
      prev_01: "172 HCA",
      prev_02: "324 HCA",
      prev_03: "155 HCA",
      prev_04: "55 HCA",
      prev_18: "0 HCA",
      device_date: "2021-02-26",
    });
  });
  it("reads 1/256 litres of Zenner 0B exactly", () => {
    const body = "44 496A 77330850 0B16 7A D8001025 2F2F 0F 00000000 80BF1B00 00A64200 00";
    expect(values(body)).toMatchObject({ target: "7.10350000000 m³", total: "17.06200000000 m³" });
  });
  it("reads the parts that a HydroDigit announces, and shows months not yet recorded as missing", () => {
    const block =
      "950A24042507000000A405006E0700850900CA0B004A0E00FFFFFFFFFFFF020000020000250000B3010095030000";
    expect(values(`44 B409 11223344 1307 7A 01000000 0C13 63020400 0F ${block}`)).toMatchObject({
      voltage: "3.05 V",
      leak_date: "2024-04-25",
      backflow: "0.007 m³",
      january_total: "14.44 m³",
      june_total: "null m³",
      december_total: "9.17 m³",
    });
  });
  it("uncovers the volume of an RFM-TX1", () => {
    const ring = "805400 4A4800 000000".replaceAll(" ", "").padEnd(72, "0");
    const body = `44 B409 11223344 0507 7A A5000610 0000 F78184AB 00000000000000 590410310320 ${ring} 00`;
    expect(values(body)).toMatchObject({ total: "188.560 m³", meter_datetime: "2020-03-31T10:04:59" });
  });
  it("reads both layouts of HydroClima", () => {
    const block =
      "110001B9604734CE2E2708FD071B088832940766070000000000000000C407260800802DD400000000000000220000";
    expect(values(`44 B009 11223344 85 08 7A 01000000 036E 000000 0F ${block}`)).toMatchObject({
      meter_datetime: "2026-02-07T12:05:50",
      average_heater_temperature: "20.87 °C",
      average_ambient_temperature: "20.45 °C",
      max_ambient_temperature: "20.75 °C",
      max_ambient_temperature_date: "2025-04-08",
      ambient_temperature_at_set_date_3: "null °C",
      total_consumption: "34 HCA",
    });
  });
  it("reads battery and power mode of GWF", () => {
    const body = "44 E61E 11223344 3C07 7A 01000000 0413 DC690D00 0F 0100E3";
    expect(values(body)).toMatchObject({ total: "879.068 m³", power_mode: "saving" });
    expect(status("44 E61E 11223344 3C07 7A 01000000 0413 DC690D00 0F 0122E3")).toEqual([
      "continuous-flow",
      "low-battery",
    ]);
  });
});

describe("Qundis walk-by", () => {
  const heat =
    "0779 9876543193442304 0DFF5F35 0082FE00005F0107C005FFFF68223500DF2C80253200FE242515350 05C03030000000000AF03F508E91E1D2EFC236E1FA218FE142F 046D 1911F225".replaceAll(
      " ",
      "",
    );
  it("takes the metering unit's identity, values and months of a heat meter", () => {
    const output = decodeBytes(telegram(`44 9344 11345678 2337 78 ${heat}`));
    expect(output).toMatchObject({ meter: { manufacturer: "QDS", id: "31547698", medium: "heat" } });
    expect(values(`44 9344 11345678 2337 78 ${heat}`)).toMatchObject({
      total_energy_consumption: "35226.8 kWh",
      target_year_date: "2022-12-31",
      target_date: "2023-04-30",
      energy_delta_2: "86.0 kWh",
      energy_delta_13: "537.4 kWh",
      meter_datetime: "2023-05-18T17:25",
    });
  });
  it("counts monthly volumes in ten litres, and shows 8000 as no value", () => {
    const water =
      "0DFF5F350082DA0000600107C113FFFF48200000BF2C91170000DF2120200000008001000000060019001000160018000D001300350017002F";
    const found = values(`44 9344 12345678 1806 78 ${water}`);
    expect(found).toMatchObject({ total: "2.048 m³", volume_delta_2: "null m³", volume_delta_13: "0.23 m³" });
  });
});

describe("codecs of proprietary payloads", () => {
  it("stand under their own names", () => {
    expect(Object.entries(PAYLOAD_CODECS).filter(([name, codec]) => name !== codec.name)).toEqual([]);
  });

  it("leave their bytes as they are when they were not brought along", () => {
    const output = decodeBytes(telegram("44 6850 11223344 76 F0 A0 019F278229"), {});
    expect(output).toMatchObject({ ok: true, warnings: ["payload-codec-missing"] });
    expect(output.records).toMatchObject([{ name: "manufacturer_data", value: "019F278229" }]);
  });

  it("never throw and never read past the end, whatever is in the payload", () => {
    const heads = [
      "446850112233447462A2",
      "446850112233445072A2",
      "446850112233443943A2",
      "446850112233446980A0",
      "44148601020304 0303A0",
      "440106813591041407A0",
      "44018631373737 0408B6",
      "44304C9C5824210C04A3",
      "44B40911223344 13077A010000000F",
      "44B00911223344 85087A010000000F",
      "44D70811223344 02087A80C00000",
    ];
    void fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 90 }), (head, bytes) => {
        const body = hexBytes(head);
        const whole = Uint8Array.of(body.length + bytes.length, ...body, ...bytes);
        for (const { at } of decodeBytes(whole).records ?? []) {
          expect(at[0] + at[1]).toBeLessThanOrEqual(whole.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
