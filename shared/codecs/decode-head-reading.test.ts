import { describe, expect, it } from "vitest";
import vectors from "../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../tests/support/hex-bytes.ts";
import { formatScaled } from "../model/scaled.ts";
import { readingsOfHearing } from "./decode-head-reading.ts";
import { decodeOptical } from "./decode-optical.ts";
import { registersAnswer } from "./kmp/encode-kmp-answer.ts";
import { decodeHeadHearing, joinHeadHearing } from "./kmp/head-hearing.ts";
import { encodeKmpFrame } from "./kmp/kmp-frame.ts";

const SERIAL = hexBytes(vectors["kmp.getSerial.resp"]);
const EIGHT = hexBytes(
  vectors[
    "kmp.getReg8.resp E1 12.345 MWh,V1 987.65 m3,P 12.3 kW,t1 73.12,t2 41.20,dt 31.92 K,flow 330 l/h,info 0"
  ],
);
/** The published day log: clock, date, and both in one, of the last three days of 2024. */
const DAYS = hexBytes(
  "403FB81BF904000303000000BC00000285001BBF03EA2F040000000004" +
    "03EB30040000" +
    "03AE4F015C4F070000180C1F0000040000000400" +
    "03AE4E00180C1E0000040000000400" +
    "03AE4D00180C1D000004F22D0D",
);

describe("an entry of an optical head in the journal", () => {
  it("says whose registers they are, and their values", () => {
    const hearing = decodeHeadHearing(joinHeadHearing(SERIAL, EIGHT));
    if (!hearing.ok) throw new Error(hearing.error.kind);
    expect(hearing.value.serial).toBe("90000001");
    const [reading] = readingsOfHearing(hearing.value, undefined);
    expect(reading).toMatchObject({ isLogged: false, status: [] });
    expect(
      reading?.values.map(({ register, value, unit }) => `${register} ${formatScaled(value)} ${unit}`),
    ).toEqual([
      "E1 12.345 MWh",
      "V1 987.65 m³",
      "power1 12.3 kW",
      "t1 73.12 °C",
      "t2 41.20 °C",
      "dt 31.92 K",
      "flow1 330 l/h",
    ]);
  });

  it("feeds the pressures and pulse inputs of meters that have them", () => {
    const count = (register: number, unitCode: number, exponent: number, value: number) => ({
      register,
      unitCode,
      length: 4,
      exponent,
      count: value,
    });
    // 6.25 and 3.10 bar, 128 l and 1.05 m³: unit codes 34, 27 and 28.
    const answer = registersAnswer([
      count(91, 0x34, -2, 625),
      count(92, 0x34, -2, 310),
      count(84, 0x27, 0, 128),
      count(85, 0x28, -2, 105),
    ]);
    const hearing = decodeHeadHearing(joinHeadHearing(SERIAL, encodeKmpFrame(answer)));
    const [reading] = hearing.ok ? readingsOfHearing(hearing.value, undefined) : [];
    expect(
      reading?.values.map(({ register, value, unit }) => `${register} ${formatScaled(value)} ${unit}`),
    ).toEqual(["P1 6.25 bar", "P2 3.10 bar", "InA 128 l", "InB 1.05 m³"]);
  });

  it("is one telegram to look at, every byte in its place", () => {
    const decoded = decodeOptical(joinHeadHearing(SERIAL, EIGHT));
    if (!decoded.ok) throw new Error(decoded.error.kind);
    expect(decoded.value.meter.id).toBe("90000001");
    expect(decoded.value.records.map(({ name }) => name).slice(0, 2)).toEqual([
      "serial_number",
      "total_energy_consumption",
    ]);
    const energy = decoded.value.records[1];
    const [first, length] = energy?.at ?? [0, 0];
    // 12345 = 00003039
    expect([...decoded.value.plain.slice(first, first + length)]).toEqual([0, 0, 0x30, 0x39]);
  });

  it("gives logged values the date of their row", () => {
    const hearing = decodeHeadHearing(joinHeadHearing(SERIAL, DAYS));
    if (!hearing.ok) throw new Error(hearing.error.kind);
    expect(hearing.value.log?.rows.map(({ id }) => id)).toEqual([188, 187, 186]);
  });

  it.each([
    ["one answer alone", EIGHT, "truncated"],
    ["an answer in front that names nobody", joinHeadHearing(EIGHT, EIGHT), "no-answer-content"],
    [
      "a damaged answer",
      joinHeadHearing(
        SERIAL,
        EIGHT.map((byte, n) => (n === 9 ? byte ^ 1 : byte)),
      ),
      "wrong-crc",
    ],
  ])("is an error: %s", (_, bytes, kind) => {
    expect(decodeHeadHearing(bytes)).toMatchObject({ ok: false, error: { kind } });
  });
});
