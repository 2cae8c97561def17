import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { parseHex } from "../bytes/hex.ts";
import { outputOf } from "../decode-output.ts";
import { decodeKmp } from "./decode-kmp.ts";
import { KMP_REGISTERS } from "./kmp-register-table.ts";

function output(hex: string) {
  const bytes = parseHex(hex);
  if (!bytes.ok) throw new Error(bytes.error.kind);
  return outputOf(decodeKmp(bytes.value));
}

describe("a frame of the optical head as a telegram", () => {
  it("its registers are records in canonical units", () => {
    const line = output(vectors["kmp.getReg60.resp 12.345 MWh"]);
    expect(line).toMatchObject({ ok: true, driver: "kamstrup-kmp", security: { mode: 0, verdict: "clear" } });
    expect(line.records).toMatchObject([
      {
        name: "total_energy_consumption",
        quantity: "energy",
        unit: "kWh",
        value: "12345",
        storage: 0,
        at: [8, 4],
      },
    ]);
  });

  it("none of those of high resolution, which roll over early, is a count that anything rests on (pitfall 9)", () => {
    // A manual shows E1 1,234,567.8 kWh beside HighRes 4,567,890.1 Wh: the value modulo 10 MWh.
    const fine = [239, 266, 267].map((id) => KMP_REGISTERS.get(id));
    expect(fine.map((one) => one?.name)).toEqual([
      "volume_high_resolution",
      "energy_high_resolution",
      "cooling_high_resolution",
    ]);
    expect(fine.map((one) => one?.register)).toEqual([undefined, undefined, undefined]);
    expect(KMP_REGISTERS.get(60)?.register).toBe("E1");
  });

  it("knows the meter where the frame says its number", () => {
    expect(output(vectors["kmp.getSerial.resp"]).meter).toMatchObject({
      manufacturer: "KAM",
      id: "90000001",
    });
  });

  it("rows of a log are storage numbers, newest first", () => {
    const line = output("403FB81BF902000201000000020000000200C003EB3004000003F8050003D0F5AA3A0D");
    expect(line.records?.map(({ name, storage, value }) => [name, storage, value])).toEqual([
      ["meter_date", 0, "2026-01-01"],
      ["meter_date", 1, "2025-01-01"],
    ]);
    expect(line.warnings).toEqual(["oldest-included", "newest-included"]);
  });

  it("a request and an acknowledgement say so and hold no values", () => {
    expect(output(vectors["kmp.getType.req"])).toMatchObject({
      ok: true,
      records: [],
      warnings: ["request"],
    });
    expect(output("06")).toMatchObject({ ok: true, records: [], warnings: ["acknowledged"] });
  });

  it("a wrong checksum is an error with both sums", () => {
    expect(output("803F0105890D")).toMatchObject({
      ok: false,
      error: { kind: "wrong-crc", layer: "kmp", expected: 0x058a, actual: 0x0589 },
    });
  });
});
