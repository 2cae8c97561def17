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
    expect(writeCsv([[" =1+1", "\uFF1D1+1", " -12.5", "\n=1"]], ".")).toBe(
      "' =1+1,'\uFF1D1+1, -12.5,\"'\n=1\"\r\n",
    );
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

  it("defuses what would run when it is pasted, and keeps a cell that begins with a quote to itself", () => {
    const names = ['=HYPERLINK("http://x")', "\t=1+1", "-12,5", "@x"];
    expect(writeTsv([names])).toBe("'=HYPERLINK(\"http://x\")\t' =1+1\t-12,5\t'@x");
    expect(writeTsv([['"Elm', 'Elm "A"', "7"]])).toBe('"""Elm"\tElm "A"\t7');
  });
});
