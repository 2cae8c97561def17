import { expect, it } from "vitest";
import type { CustomerReport } from "./customer-report.ts";
import { signedTextOf } from "./write-customer-page.ts";

const monthsFrom = (year: number, month: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    fromMs: Date.UTC(year, month + i),
    toMs: Date.UTC(year, month + i + 1),
    value: "10",
    mark: "measured" as const,
  }));
const reportOf = (intervals: CustomerReport["series"][number]["intervals"]): CustomerReport => ({
  language: "en",
  utility: "Rundkøbing Forsyning",
  timeZone: "UTC",
  customer: "Halfdan Ravnlyst",
  customerNumber: "239256",
  address: "Nørregade 2",
  meters: ["90112648"],
  fromMs: intervals[0]?.fromMs ?? 0,
  toMs: intervals.at(-1)?.toMs ?? 0,
  issuedAtMs: Date.UTC(2026, 10, 30),
  step: "month",
  series: [{ register: "E1", unit: "kWh", total: "130", marks: [], intervals }],
});
const labelsOf = (report: CustomerReport): readonly string[] => {
  const { page } = JSON.parse(signedTextOf(report)) as { page: string };
  return [...page.matchAll(/<text x="([\d.]+)"[^>]* text-anchor="(\w+)">([^<]+)</g)].map(
    ([, x, anchor, text]) => `${x} ${anchor} ${text}`,
  );
};

it("writes so few labels below thirteen months that they stand apart on a phone, and none over an edge", () => {
  // 720 / 13 = 55.38 a month: the middles of the 1st, 4th, 7th, 10th and 13th are 27.7, 193.8, 360, 526.2 and 692.3.
  expect(labelsOf(reportOf(monthsFrom(2025, 10, 13)))).toEqual([
    "0 start Nov 2025",
    "193.8 middle Feb 2026",
    "360.0 middle May 2026",
    "526.2 middle Aug 2026",
    "720 end Nov 2026",
  ]);
});

it("keeps every label of a few months below its bar", () => {
  // 720 / 3 = 240 a month.
  expect(labelsOf(reportOf(monthsFrom(2026, 0, 3)))).toEqual([
    "120.0 middle Jan 2026",
    "360.0 middle Feb 2026",
    "600.0 middle Mar 2026",
  ]);
});

it("says between what an estimate lies, bar and total", () => {
  const [first, second] = monthsFrom(2026, 0, 2);
  if (!first || !second) throw new Error("no months");
  const report = reportOf([{ ...first, mark: "estimated", bounds: ["8.5", "12.5"] }, second]);
  const series = report.series.map((one) => ({
    ...one,
    total: "20",
    marks: ["estimated"] as const,
    bounds: ["18.5", "22.5"] as const,
  }));
  const { page } = JSON.parse(signedTextOf({ ...report, language: "de", series })) as { page: string };
  const cells = [...page.matchAll(/<td>([^<]*)<\/td><\/tr>/g)].map(([, text]) => text);
  expect(cells).toEqual(["geschätzt zwischen 8,5 und 12,5", "gemessen", "geschätzt zwischen 18,5 und 22,5"]);
});
