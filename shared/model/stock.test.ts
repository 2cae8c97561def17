import { describe, expect, it } from "vitest";
import { meterStateOf, readStockLines, type StockRow, serialRange, stockKeyOf } from "./stock.ts";

const said = (state: StockRow["state"], changedAtMs: number): StockRow => ({
  ...{
    meter: "KAM-00000001-34-04" as StockRow["meter"],
    state,
    changedAtMs,
    note: "",
    by: "Anna",
    gaveKey: false,
  },
});

describe("where a meter is", () => {
  it("goes from stock over mounted and removed to scrapped, and from removed back to stock", () => {
    expect(meterStateOf([], undefined)).toBe("stock");
    expect(meterStateOf([], said("stock", 5))).toBe("stock");
    expect(meterStateOf([{}], said("stock", 5))).toBe("mounted");
    expect(meterStateOf([{ removedAtMs: 10 }], said("stock", 5))).toBe("removed");
    expect(meterStateOf([{ removedAtMs: 10 }], undefined)).toBe("removed");
    expect(meterStateOf([{ removedAtMs: 10 }], said("stock", 12))).toBe("stock");
    expect(meterStateOf([{ removedAtMs: 10 }], said("scrapped", 12))).toBe("scrapped");
  });

  it("is on a wall wherever it hangs, whatever was said before, and removed when it came down after that", () => {
    expect(meterStateOf([{ removedAtMs: 10 }, {}], said("scrapped", 12))).toBe("mounted");
    expect(meterStateOf([{ removedAtMs: 10 }, { removedAtMs: 20 }], said("scrapped", 12))).toBe("removed");
  });
});

describe("a pasted list of meters", () => {
  it("has a serial number a line, with a key behind it or without", () => {
    const text =
      "80000001\r\n80000002; 000102030405060708090a0b0c0d0e0f\n\n 1234\t00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n";
    expect(readStockLines(text)).toEqual({
      lines: [
        { serial: "80000001" },
        { serial: "80000002", key: "000102030405060708090A0B0C0D0E0F" },
        { serial: "00001234", key: "000102030405060708090A0B0C0D0E0F" },
      ],
      faults: [],
    });
  });

  it("says of each line that does not fit which it is and what of it", () => {
    expect(readStockLines("80000001\n123\n80000001\n80000002 12AB\nmeter").faults).toEqual([
      { line: 2, fault: "serial" },
      { line: 3, fault: "twice" },
      { line: 4, fault: "key" },
      { line: 5, fault: "serial" },
    ]);
  });

  it("is a range of serial numbers too, of a thousand at most", () => {
    expect(serialRange("80000009", "80000011")?.map(({ serial }) => serial)).toEqual([
      ...["80000009", "80000010", "80000011"],
    ]);
    expect(serialRange("0099", "101")).toBeUndefined();
    expect(serialRange("00000099", "00000101")?.[0]).toEqual({ serial: "00000099" });
    expect(serialRange("80000011", "80000009")).toBeUndefined();
    expect(serialRange("80000000", "80000999")?.length).toBe(1000);
    expect(serialRange("80000000", "80001000")).toBeUndefined();
  });

  it("becomes meters by what they are on the air", () => {
    expect(stockKeyOf({ manufacturer: "KAM", version: 0x34, deviceType: 0x0c }, "80000001")).toBe(
      "KAM-80000001-34-0C",
    );
  });
});
