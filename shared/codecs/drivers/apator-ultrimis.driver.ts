import type { Driver } from "./driver.ts";

const STATES = [
  "tamper",
  "low_battery",
  "dry",
  "no_consumption",
  "high_temperature",
  "burst",
  "reverse_flow",
  "leak",
];

/** The same eight states once more for this month (bits 8 to 15) and the last (16 to 23). */
const MONTHS = ["this_month", "last_month"].flatMap((month, n) =>
  STATES.map((state, bit) => ({
    name: `${state}_${month}`,
    shift: 8 * (n + 1) + bit,
    width: 1,
    texts: ["", "yes"],
  })),
);

/** Ultrasonic water meter of Apator. Three bytes of flags: now, this month, last month. */
export const apatorUltrimis: Driver = {
  name: "apator-ultrimis",
  product: "Ultrimis",
  detect: [{ manufacturer: "APA", versions: [0x01, 0x20], deviceTypes: [0x16] }],
  fields: [],
  status: [
    {
      match: { header: "03FD17" },
      bits: {
        0: "tamper",
        1: "low-battery",
        2: "dry",
        3: "no-consumption",
        4: "high-temperature",
        5: "burst",
        6: "reverse-flow",
        7: "leak",
        15: "leak-previously",
      },
      ignoredMask: 0xffff00,
      durations: MONTHS,
    },
  ],
  source: "public captures",
};
