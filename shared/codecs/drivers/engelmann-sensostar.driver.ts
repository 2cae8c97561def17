import type { Driver } from "./driver.ts";

/** Heat meter SensoStar of Engelmann. */
export const engelmannSensostar: Driver = {
  name: "engelmann-sensostar",
  product: "SensoStar",
  detect: [{ manufacturer: "EFE", versions: [0x00], deviceTypes: [0x04] }],
  fields: [],
  status: [
    {
      match: { header: "01FD17" },
      bits: {
        0: "t1-interrupted",
        1: "t1-short-circuit",
        2: "t2-interrupted",
        3: "t2-short-circuit",
        4: "v1-communication-error",
        5: "electronics-error",
        6: "meter-reset",
        7: "low-battery",
      },
    },
  ],
  source: "public captures, and the maker's list of error codes",
};
