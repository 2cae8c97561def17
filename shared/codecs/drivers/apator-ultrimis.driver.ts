import type { Driver } from "./driver.ts";

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
    },
  ],
  source: "public captures",
};
