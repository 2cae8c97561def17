import type { Driver } from "./driver.ts";

/** Electricity meters of Gran-System: the flags tell how many phases are measured. */
export const granSystemsElectricity: Driver = {
  name: "gran-systems-electricity",
  product: "Gran-System",
  detect: [{ manufacturer: "GSS", versions: [0x01], deviceTypes: [0x02] }],
  fields: [],
  status: [
    {
      match: { header: "04FD17" },
      bits: {},
      ignoredMask: 0xffff0000,
      durations: [
        {
          name: "meter_kind",
          shift: 16,
          width: 2,
          texts: ["", "three-phase meter", "single-phase meter", ""],
        },
      ],
    },
  ],
  source: "public captures",
};
