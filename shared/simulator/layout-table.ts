/**
 * What meters of the simulated town send: their record headers (DIF, DIFE, VIF, VIFE as hex, in the
 * order of the full frame; EN 13757-3:2018, 6) and what stands behind each.
 */

/** What a record holds. `target…` are values at the last monthly target date. */
export type Content =
  | "E1"
  | "V1"
  | "E8"
  | "E9"
  | "t1"
  | "t2"
  | "flow1"
  | "power1"
  | "P1"
  | "P2"
  | "info"
  | "date"
  | "clock"
  | "hours"
  | "targetEnergy"
  | "targetVolume"
  | "targetDate"
  | "maxFlow"
  | "maxPower"
  | "minWater"
  | "minAmbient"
  | "zero";

/** Which table of info bits the meter follows. */
export type InfoTable = "heat-32" | "heat-602" | "water-21" | "water-flowiq" | "none";

export interface Layout {
  readonly records: readonly (readonly [header: string, content: Content])[];
  readonly infoTable: InfoTable;
}

const DATES = [["026C", "date"]] as const;
const targets = (energy: string, volume: string) =>
  [
    [energy, "targetEnergy"],
    [volume, "targetVolume"],
    ["426C", "targetDate"],
  ] as const;

export const LAYOUTS = {
  /** MULTICAL 403, signature B34D. */
  "403": {
    infoTable: "heat-32",
    records: [
      ["0406", "E1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0414", "V1"],
      ["043B", "flow1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["04FF22", "info"],
      ...DATES,
      ...targets("4406", "4414"),
    ],
  },
  /** MULTICAL 403 counting litres: E8 and E9 then count in 0.1 m³·°C. */
  "403-litre": {
    infoTable: "heat-32",
    records: [
      ["0406", "E1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0413", "V1"],
      ["043B", "flow1"],
      ["042D", "power1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["04FF22", "info"],
      ...DATES,
      ...targets("4406", "4413"),
    ],
  },
  /** MULTICAL 403 and 603 set for a fixed network: power and the meter's own clock. */
  "403-oms": {
    infoTable: "heat-32",
    records: [
      ["0406", "E1"],
      ["0414", "V1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["043B", "flow1"],
      ["042D", "power1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["04FF22", "info"],
      ["046D", "clock"],
      ...targets("4406", "4414"),
    ],
  },
  /** MULTICAL 303, signature AE5A. */
  "303": {
    infoTable: "heat-32",
    records: [
      ["0406", "E1"],
      ["0414", "V1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["023B", "flow1"],
      ["02FF22", "info"],
      ...DATES,
      ...targets("4406", "4414"),
    ],
  },
  /** MULTICAL 603, signature 441F. */
  "603": {
    infoTable: "heat-32",
    records: [
      ["0406", "E1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0414", "V1"],
      ["043B", "flow1"],
      ["042D", "power1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["04FF22", "info"],
      ["0422", "hours"],
      ["143B", "maxFlow"],
      ["142D", "maxPower"],
    ],
  },
  /** MULTICAL 603 with two pressure sensors: the second is the first's kind again, so of subunit 1. */
  "603-pressure": {
    infoTable: "heat-32",
    records: [
      ["0406", "E1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0414", "V1"],
      ["043B", "flow1"],
      ["042D", "power1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["0269", "P1"],
      ["824069", "P2"],
      ["04FF22", "info"],
      ["0422", "hours"],
    ],
  },
  /** MULTICAL 602, signature 8400: energy and sums with the older headers. */
  "602": {
    infoTable: "heat-602",
    records: [
      ["02F9FF15", "zero"],
      ["0406", "E1"],
      ["04EEFF07", "E8"],
      ["04EEFF08", "E9"],
      ["0414", "V1"],
      ["844014", "zero"],
      ["84804014", "zero"],
      ["02FD17", "info"],
      ...DATES,
      ["426C", "targetDate"],
      ["4406", "targetEnergy"],
      ["4414", "targetVolume"],
      ["C44014", "zero"],
      ["C4804014", "zero"],
      ["043B", "flow1"],
      ["0259", "t1"],
      ["025D", "t2"],
    ],
  },
  /** MULTICAL 803 in 10 MJ, signature E7A2. */
  "803": {
    infoTable: "heat-32",
    records: [
      ["040F", "E1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0414", "V1"],
      ["844014", "zero"],
      ["84804014", "zero"],
      ["043B", "flow1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["142D", "maxPower"],
      ["84100F", "zero"],
      ["84200F", "zero"],
      ["04FF22", "info"],
      ...DATES,
      ["440F", "targetEnergy"],
      ["4414", "targetVolume"],
      ["C44014", "zero"],
      ["C4804014", "zero"],
      ["426C", "targetDate"],
    ],
  },
  /** MULTICAL 803 of the largest buildings: 10 MJ and 0.1 m³, E8 and E9 in 10 m³·°C. */
  "803-large": {
    infoTable: "heat-32",
    records: [
      ["040F", "E1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0415", "V1"],
      ["043B", "flow1"],
      ["042D", "power1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["04FF22", "info"],
      ...DATES,
      ...targets("440F", "4415"),
    ],
  },
  /** MULTICAL 403 for cooling in MJ and litres, signature 1434. */
  "403-cooling": {
    infoTable: "heat-32",
    records: [
      ["040E", "E1"],
      ["04FF07", "E8"],
      ["04FF08", "E9"],
      ["0413", "V1"],
      ["844014", "zero"],
      ["84804014", "zero"],
      ["043B", "flow1"],
      ["0259", "t1"],
      ["025D", "t2"],
      ["142D", "maxPower"],
      ["84100E", "zero"],
      ["84200E", "zero"],
      ["04FF22", "info"],
      ...DATES,
      ["440E", "targetEnergy"],
      ["4413", "targetVolume"],
      ["C44014", "zero"],
      ["C4804014", "zero"],
      ["426C", "targetDate"],
    ],
  },
  /** MULTICAL 21, signature A8ED. */
  "21": {
    infoTable: "water-21",
    records: [
      ["02FF20", "info"],
      ["0413", "V1"],
      ["4413", "targetVolume"],
      ["615B", "minWater"],
      ["6167", "minAmbient"],
    ],
  },
  /** flowIQ 2200 with day flows, signature A9F3. */
  flowiq: {
    infoTable: "water-flowiq",
    records: [
      ["04FF23", "info"],
      ["0413", "V1"],
      ["4413", "targetVolume"],
      ["426C", "targetDate"],
      ["023B", "flow1"],
      ["92013B", "maxFlow"],
      ["A2013B", "zero"],
      ["06FF1B", "zero"],
      ["A1015B", "minWater"],
      ["91015B", "t1"],
      ["A10167", "minAmbient"],
    ],
  },
  /** OMNIPOWER: 10 Wh, with the direction back to the grid. */
  omnipower: {
    infoTable: "none",
    records: [
      ["0404", "E1"],
      ["04843C", "zero"],
      ["042B", "power1"],
      ["04AB3C", "zero"],
    ],
  },
} as const satisfies Record<string, Layout>;

export type LayoutId = keyof typeof LAYOUTS;
