import { describe, expect, it } from "vitest";
import { writeCsv, writeTsv } from "./write-table.ts";

describe("writeCsv", () => {
  it("parts columns by semicolons where a comma is the decimal sign", () => {
    expect(writeCsv([["t", "12,5"]], ",")).toBe("t;12,5\r\n");
    expect(writeCsv([["t", "12.5"]], ".")).toBe("t,12.5\r\n");
  });

  it("quotes what would be read as two cells", () => {
    expect(writeCsv([['Elm "A"', "a,b", "a\nb"]], ".")).toBe('"Elm ""A""","a,b","a\nb"\r\n');
  });

  it("defuses text that a spreadsheet would run, and leaves negative numbers alone", () => {
    expect(writeCsv([["=1+1", "-12.5", "@x"]], ".")).toBe("'=1+1,-12.5,'@x\r\n");
  });
});

describe("writeTsv", () => {
  it("keeps every row on one line", () => {
    expect(
      writeTsv([
        ["a", "b\nc"],
        ["1", "2\t3"],
      ]),
    ).toBe("a\tb c\n1\t2 3");
  });
});
