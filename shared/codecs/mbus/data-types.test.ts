import { describe, expect, it } from "vitest";
import { formatScaled } from "../../model/scaled.ts";
import { readBcd, readDate, readDigits, readReal, readSigned, readText, readUnsigned } from "./data-types.ts";

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const whole = <T>(read: (bytes: Uint8Array, at: number, length: number) => T, text: string): T =>
  read(hex(text), 0, text.length / 2);

describe("type A, BCD", () => {
  it("reads two digits a byte, least significant byte first", () => {
    expect(whole(readBcd, "78563412")).toBe(12345678);
    expect(whole(readDigits, "07004500")).toBe("00450007");
  });
  it("takes F as first digit for a minus sign", () => {
    expect(whole(readBcd, "23f1")).toBe(-123);
    expect(whole(readBcd, "00f0")).toBe(0);
  });
  it("has no value when a digit is above 9 anywhere else", () => {
    expect(whole(readBcd, "bdebdd")).toBeUndefined();
    expect(whole(readBcd, "f123")).toBeUndefined();
    expect(whole(readBcd, "ffffffff")).toBeUndefined();
  });
  it("keeps eighteen digits exact", () => {
    expect(whole(readBcd, "999999999999999999")).toBe(999_999_999_999_999_999n);
  });
});

describe("types B and C, integers", () => {
  it("reads two's complement at every width", () => {
    expect(whole(readSigned, "ff")).toBe(-1);
    expect(whole(readSigned, "2efb")).toBe(-1234);
    expect(whole(readSigned, "2efbff")).toBe(-1234);
    expect(whole(readSigned, "2efbffff")).toBe(-1234);
    expect(whole(readSigned, "2efbffffffff")).toBe(-1234);
    expect(whole(readSigned, "2efbffffffffffff")).toBe(-1234);
    expect(whole(readSigned, "ffffffffffffff7f")).toBe(9_223_372_036_854_775_807n);
  });
  it("has no value for the most negative number (Annex A, type B)", () => {
    for (const text of ["80", "0080", "000080", "00000080", "000000000080", "0000000000000080"]) {
      expect(whole(readSigned, text)).toBeUndefined();
    }
  });
  it("reads unsigned integers without a sign", () => {
    expect(whole(readUnsigned, "ffff")).toBe(65535);
    expect(whole(readUnsigned, "ffffffffffff")).toBe(281_474_976_710_655);
    expect(whole(readUnsigned, "ffffffffffffffff")).toBe(18_446_744_073_709_551_615n);
  });
});

describe("type H, single precision", () => {
  const text = (bytes: string) => {
    const value = readReal(hex(bytes), 0);
    return value && formatScaled(value);
  };
  it("is the shortest decimal that stands for the same number", () => {
    // 0x40C1EDA0 = 6.06025695800781; 0x42484000 = 50.0625; 0x3DCCCCCD = 0.1
    expect(text("a0edc140")).toBe("6.060257");
    expect(text("00404842")).toBe("50.0625");
    expect(text("cdcccc3d")).toBe("0.1");
    expect(text("0000803f")).toBe("1");
    expect(text("000080bf")).toBe("-1");
    expect(text("00000000")).toBe("0");
  });
  it("returns to the same bits from every decimal it writes", () => {
    const view = new DataView(new ArrayBuffer(4));
    let seed = 12345;
    for (let i = 0; i < 20_000; i++) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      view.setUint32(0, seed, true);
      const value = readReal(new Uint8Array(view.buffer), 0);
      if (value)
        expect(Math.fround(Number(`${value.digits}e${value.exponent}`))).toBe(view.getFloat32(0, true));
    }
  });
  it("has no value for infinities and what is not a number", () => {
    expect(text("0000807f")).toBeUndefined();
    expect(text("0000c07f")).toBeUndefined();
  });
});

describe("types F, G, I and J, dates", () => {
  const date = (text: string) => whole(readDate, text)?.text;
  it("reads the worked examples of the fact sheet", () => {
    expect(date("573b")).toBe("2026-11-23");
    expect(date("0f08573b")).toBe("2026-11-23T08:15");
    expect(date("2e2b0f31")).toBe("2024-01-15T11:46");
    expect(date("2c1aa1d52100")).toBe("2022-01-21T01:26:44");
    expect(date("3b300b")).toBe("11:48:59");
  });
  it("says when the meter's clock is in summer time", () => {
    expect(whole(readDate, "0f88573b")).toMatchObject({ text: "2026-11-23T08:15", isSummerTime: true });
    expect(whole(readDate, "6c1aa1d52100")?.isSummerTime).toBe(true);
  });
  it("says when the meter marks its clock invalid", () => {
    expect(whole(readDate, "8f08573b")).toMatchObject({ text: "2026-11-23T08:15", isInvalid: true });
    expect(whole(readDate, "2c9aa1d52100")).toMatchObject({ text: "2022-01-21T01:26:44", isInvalid: true });
    expect(whole(readDate, "0f08573b")?.isInvalid).toBe(false);
  });
  it("has no value where a part is out of range", () => {
    for (const text of ["ffff", "0000", "e0ff", "5f3b", "3f08573b", "0f1f573b"]) {
      expect(date(text), text).toBeUndefined();
    }
    expect(date("3e12"), "30 February 2009").toBeUndefined();
    expect(date("3d22"), "29 February 2017").toBeUndefined();
  });
  it("writes a date that returns every year without inventing one", () => {
    // day 1, month 7, year 127
    expect(date("e1f7")).toBe("--07-01");
  });
  it("reads years above 80 as the last century", () => {
    // day 31, month 12, year 99
    expect(date("7fcc")).toBe("1999-12-31");
  });
});

describe("text", () => {
  it("comes last character first", () => {
    expect(whole(readText, "313332324841")).toBe("AH2231");
  });
  it("is no text when control characters are among it", () => {
    expect(whole(readText, "310033")).toBeUndefined();
  });
});
