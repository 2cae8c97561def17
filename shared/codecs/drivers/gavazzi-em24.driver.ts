import type { Driver } from "./driver.ts";

/** Electricity meter EM24 of Carlo Gavazzi, behind a radio module of Kamstrup or its own. */
export const gavazziEm24: Driver = {
  name: "gavazzi-em24",
  product: "EM24",
  detect: [
    { manufacturer: "GAV", versions: [0x00], deviceTypes: [0x02] },
    { manufacturer: "KAM", versions: [0x33], deviceTypes: [0x02] },
  ],
  fields: [],
  status: [
    {
      match: { header: "01FD17" },
      bits: {
        0: "voltage-overflow",
        1: "voltage-overflow",
        2: "voltage-overflow",
        3: "current-overflow",
        4: "current-overflow",
        5: "current-overflow",
        6: "frequency-out-of-range",
      },
    },
  ],
  source: "public captures: one overflow bit for each phase of voltage and current",
};
