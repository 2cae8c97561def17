import { describe, expect, it } from "vitest";
import { formatScaled } from "./scaled.ts";
import { degreeDaysBetween, parseWeatherFile, readWeatherDays } from "./weather.ts";

describe("a weather file", () => {
  it("is read with its names, decimal commas and further columns", () => {
    const file =
      "\uFEFFDato;Middel;Max\r\n01-01-1;\r\n".replace("01-01-1;\r\n", "") +
      "30.11.2026;4,3;7\r\n29.11.2026;-0,5;1\r\n\r\n";
    expect(parseWeatherFile(file)).toEqual({
      ok: true,
      value: [
        ["2026-11-29", "-0.5"],
        ["2026-11-30", "4.3"],
      ],
    });
    expect(parseWeatherFile("20261129\t17\n")).toEqual({ ok: true, value: [["2026-11-29", "17"]] });
    expect(parseWeatherFile("day,mean\n2026-11-29,4.3\n")).toMatchObject({ ok: true });
  });

  it("names the line that is wrong, and is none without a day", () => {
    expect(parseWeatherFile("2026-11-29;4\n2026-11-31;4")).toEqual({ ok: false, error: { line: 2 } });
    expect(parseWeatherFile("2026-11-29;4\n2026-11-30;440")).toEqual({ ok: false, error: { line: 2 } });
    // The first line is one of names only where it begins with one: 2026 has no 29 February.
    for (const first of ["2026-02-29;4", "29.2.2026;4", '"2026-02-29";"4"', "2026-11-29;440", "2026-11-29;"])
      expect(parseWeatherFile(`${first}\n2026-11-30;3`)).toEqual({ ok: false, error: { line: 1 } });
    expect(parseWeatherFile("2024-02-29;4\n")).toEqual({ ok: true, value: [["2024-02-29", "4"]] });
    expect(parseWeatherFile("hello\nworld")).toEqual({ ok: false, error: { line: 2 } });
    expect(parseWeatherFile("")).toEqual({ ok: false, error: { line: 1 } });
  });

  it("in a body has each day once", () => {
    expect(
      readWeatherDays([
        ["2026-11-30", "1"],
        ["2026-11-29", "2"],
      ]),
    ).toEqual({
      ok: true,
      value: [
        ["2026-11-29", "2"],
        ["2026-11-30", "1"],
      ],
    });
    expect(
      readWeatherDays([
        ["2026-11-29", "2"],
        ["2026-11-29", "2"],
      ]),
    ).toEqual({ ok: false, error: { at: 1 } });
    expect(readWeatherDays([["2026-11-29", 2]])).toEqual({ ok: false, error: { at: 0 } });
    expect(readWeatherDays({})).toEqual({ ok: false, error: { at: 0 } });
  });
});

describe("degree days", () => {
  const weather = new Map([
    ["2026-11-28", "4.3"],
    ["2026-11-29", "-0.5"],
    ["2026-11-30", "18.0"],
  ]);
  const between = (fromDay: string, toDay: string, baseC = 17) => {
    const sum = degreeDaysBetween(weather, { fromDay, toDay }, baseC);
    return sum && formatScaled(sum);
  };

  it("are the sum of what each day lies below the base: (17 − 4.3) + (17 + 0.5) + 0 = 30.2", () => {
    expect(between("2026-11-28", "2026-12-01")).toBe("30.2");
    // A base of 15.5: 11.2 + 16.0
    expect(between("2026-11-28", "2026-12-01", 15.5)).toBe("27.2");
  });

  it("are not known where the weather of a day is not", () => {
    expect(between("2026-11-28", "2026-12-02")).toBeUndefined();
    expect(between("2026-11-28", "2026-11-28")).toBe("0");
  });
});
