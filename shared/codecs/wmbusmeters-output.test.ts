import { describe, expect, it } from "vitest";
import vectors from "../../tests/fixtures/vectors.json" with { type: "json" };
import { parseHex } from "./bytes/hex.ts";
import { decode } from "./decode.ts";
import { createFormatStore } from "./wmbus/format-store.ts";
import { wmbusmetersOutput } from "./wmbusmeters-output.ts";

function output(hex: string, key = vectors.key) {
  const [bytes, keyBytes] = [parseHex(hex), parseHex(key)];
  if (!bytes.ok || !keyBytes.ok) throw new Error("not hexadecimal");
  const keyring = { find: () => keyBytes.value };
  const decoded = decode(bytes.value, { link: "wmbus", keyring, formats: createFormatStore() });
  if (!decoded.ok) throw new Error(decoded.error.kind);
  return wmbusmetersOutput(decoded.value, { name: "Cellar", timestamp: "2026-11-23T08:15:00Z" });
}

describe("the output for set-ups built on wmbusmeters", () => {
  it("has its field names, units and status words for a MULTICAL 403", () => {
    // Values as composed in the vector: E8 900123 and E9 600456 stay raw counts; info 0x208 is
    // t1 above range (bit 3) and wrong flow direction (bit 9).
    expect(output(vectors["403.full.telegram(no dll crc)"])).toEqual({
      _: "telegram",
      media: "heat",
      meter: "kamheat",
      name: "Cellar",
      id: "90000001",
      total_energy_consumption_kwh: 12345,
      forward_energy_m3c: 900123,
      return_energy_m3c: 600456,
      total_volume_m3: 987.65,
      volume_flow_m3h: 0.33,
      t1_temperature_c: 73.12,
      t2_temperature_c: 41.2,
      meter_date: "2026-11-23",
      target_energy_kwh: 11111,
      target_volume_m3: 900,
      target_date: "2026-11-01",
      status: "SENSOR_T1_ABOVE_MEASURING_RANGE WRONG_FLOW_DIRECTION",
      timestamp: "2026-11-23T08:15:00Z",
    });
  });

  it("spells out the durations of a water meter's info code", () => {
    // MULTICAL 21 with info 0x0071: dry now (bit 0), dry for code 7 (bits 4–6): 22-31 days; 6.408 m³.
    const fields = output("21442D2C010000901B167802FF2071000413081900004413081900" + "00615B7F616713");
    expect(fields).toMatchObject({
      media: "cold water",
      meter: "kamwater",
      total_m3: 6.408,
      current_status: "DRY",
      status: "DRY",
      time_dry: "22-31 days",
      time_reversed: "",
    });
  });

  it("prints a water meter's lowest temperature twice, as the original does", () => {
    // flowIQ 2200: 6.408 m³, and 12 °C as the least of storage 2.
    expect(output("1444372C010000903A167804130819" + "0000A1015B0C")).toMatchObject({
      flow_temperature_c: 12,
      min_flow_temperature_c: 12,
    });
  });
});
