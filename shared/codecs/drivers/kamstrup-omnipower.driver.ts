import type { Driver } from "./driver.ts";

/** Electricity meter. It sends no status record. */
export const kamstrupOmnipower: Driver = {
  name: "kamstrup-omnipower",
  product: "OMNIPOWER",
  detect: [{ manufacturer: "KAM", versions: [0x30], deviceTypes: [0x02] }],
  fields: [],
  source: "header row of its compact frame",
};
