import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { chooseColumns, type Sheet } from "./sheet.ts";
import { writeSheetJson } from "./write-sheet-json.ts";
import { writeSheetPdf } from "./write-sheet-pdf.ts";
import { encodeCsv, writeSheetCsv } from "./write-table.ts";
import { writeXlsx } from "./write-xlsx.ts";

const sheet: Sheet = {
  title: "Forbrugsrapport: Åhusene",
  facts: ["1. oktober – 31. oktober 2026"],
  columns: [
    { key: "customer", name: "Kunde", isNumber: false },
    { key: "use.V1", name: "Volumen", unit: "m³", isNumber: true },
    { key: "note", name: "Bemærkning", isNumber: false },
  ],
  rows: [
    ["Åse Kærgård", "12.345", '=HYPERLINK("http://example.org")'],
    ["Jörg Weiß", null, "@SUM(A1)"],
    ["Łukasz Ćwik", "1234567890123456.5", 'a; b, "c"'],
  ],
  totals: ["I alt", "1234567890123468.845", null],
};

const font = (name: string): Uint8Array =>
  readFileSync(
    new URL(`../../node_modules/@fontsource/inter/files/inter-${name}-normal.woff`, import.meta.url),
  );
const type = {
  regular: [font("latin-400"), font("latin-ext-400")],
  bold: [font("latin-600"), font("latin-ext-600")],
};

describe("a sheet as CSV", () => {
  it("parts, quotes and defuses as a spreadsheet of the reader's language expects", () => {
    expect(writeSheetCsv(sheet, { separator: ";", decimalSign: "," })).toBe(
      [
        "Kunde;Volumen (m³);Bemærkning",
        'Åse Kærgård;12,345;"\'=HYPERLINK(""http://example.org"")"',
        "Jörg Weiß;;'@SUM(A1)",
        'Łukasz Ćwik;1234567890123456,5;"a; b, ""c"""',
        "I alt;1234567890123468,845;",
        "",
      ].join("\r\n"),
    );
    expect(writeSheetCsv(sheet, { separator: "\t", decimalSign: "." }).split("\r\n")[1]).toContain(
      "\t12.345\t",
    );
  });

  it("begins with the mark that tells Excel it is UTF-8", () => {
    expect([...encodeCsv("æ")]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa6]);
  });
});

describe("a sheet as XLSX", () => {
  it("opens as a zip of XML, with numbers as numbers and nothing as a formula", () => {
    const files = unzipSync(writeXlsx(sheet));
    const text = (path: string): string => strFromU8(files[path] ?? new Uint8Array());
    const cells = text("xl/worksheets/sheet1.xml");
    const strings = [...cells.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, value]) => value);
    expect(strings).toContain("Åse Kærgård");
    expect(strings).toContain("Volumen (m³)");
    expect(strings).toContain("=HYPERLINK(&quot;http://example.org&quot;)");
    // Sixteen digits are more than a float holds: they are kept as text.
    expect(strings).toContain("1234567890123456.5");
    expect(cells).toMatch(/<c r="B2"[^>]*><v>12\.345<\/v>/);
    expect(cells).not.toContain("<f>");
    expect(text("xl/styles.xml")).toContain("0.000");
    expect(text("xl/workbook.xml")).toContain("Forbrugsrapport");
  });
});

describe("a sheet as JSON", () => {
  it("keeps numbers as decimal text, a row as an object", () => {
    const read = JSON.parse(writeSheetJson(sheet)) as { rows: Record<string, unknown>[]; totals: object };
    expect(read.rows[1]).toEqual({ customer: "Jörg Weiß", "use.V1": null, note: "@SUM(A1)" });
    expect(read.totals).toEqual({ customer: "I alt", "use.V1": "1234567890123468.845", note: null });
  });
});

describe("a sheet as PDF", () => {
  it("says every letter of every name, page by page", async () => {
    const long = {
      ...sheet,
      rows: Array.from({ length: 120 }, (_, i) => [`Åse Kærgård ${i}`, "12.345", "Straße"]),
    };
    const bytes = await writeSheetPdf(
      { ...long, rows: [...long.rows, ...sheet.rows] },
      { type, decimalSign: ",", pageOf: (page, pages) => `Side ${page} af ${pages}` },
    );
    const { text, totalPages } = await extractText(await getDocumentProxy(bytes));
    expect(totalPages).toBe(3);
    expect(text[0]).toContain("Forbrugsrapport: Åhusene");
    expect(text[0]).toContain("Volumen (m³)");
    expect(text[0]).toContain("12,345");
    expect(text[1]).toContain("Kunde");
    expect(text[2]).toContain("Side 3 af 3");
    for (const name of ["Jörg Weiß", "Łukasz Ćwik", "I alt"]) expect(text[2]).toContain(name);
  });
});

describe("a sheet of many columns as PDF", () => {
  it("says each heading whole, with its unit, in as many lines as it takes", async () => {
    const names = ["Wärmeenergie, mindestens", "Wärmeenergie, höchstens", "Volumen, höchstens", "Abgedeckt"];
    const columns = Array.from({ length: 12 }, (_, i) => ({
      ...{ key: `${i}`, name: names[i % 4] ?? "", unit: `u${i}`, isNumber: true },
    }));
    const bytes = await writeSheetPdf(
      { title: "", facts: [], columns, rows: [columns.map(() => "1234.5")] },
      { type, decimalSign: ",", pageOf: () => "" },
    );
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    expect(text).not.toContain("…");
    for (const { unit } of columns) expect(text).toContain(`(${unit})`);
    expect(text.match(/mindestens/g)).toHaveLength(3);
  });
});

describe("choosing columns", () => {
  it("keeps the ones wanted, in the order wanted", () => {
    const chosen = chooseColumns(sheet, ["note", "customer", "gone"]);
    expect(chosen.columns.map(({ key }) => key)).toEqual(["note", "customer"]);
    expect(chosen.rows[1]).toEqual(["@SUM(A1)", "Jörg Weiß"]);
    expect(chosen.totals).toEqual([null, "I alt"]);
  });
});
