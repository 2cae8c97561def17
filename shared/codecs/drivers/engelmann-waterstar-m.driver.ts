import type { Driver } from "./driver.ts";

/** Water meter WaterStar M of Engelmann, sold by Lorenz too. */
export const engelmannWaterstarM: Driver = {
  name: "engelmann-waterstar-m",
  product: "WaterStar M",
  detect: [
    { manufacturer: "DWZ", versions: [0x00, 0x02], deviceTypes: [0x06, 0x07] },
    { manufacturer: "EFE", versions: [0x03, 0x70], deviceTypes: [0x07] },
  ],
  fields: [],
  status: [
    {
      match: { meaning: "error-flags" },
      bits: {
        0: "electronics-error",
        1: "memory-error",
        2: "electronics-error",
        3: "measurement-error",
        4: "low-battery",
        5: "tamper",
        6: "leak-or-no-consumption",
        7: "reverse-flow",
        8: "flow-above-q4",
      },
    },
  ],
  source: "public captures",
};
