import type { Driver } from "./driver.ts";

/** Heat meter of Techem. */
export const techemVario451: Driver = {
  name: "techem-vario-451",
  product: "vario 4",
  mediumByType: { 195: "heat" },
  detect: [{ manufacturer: "TCH", versions: [0x27], deviceTypes: [0x04, 0xc3] }],
  fields: [],
  payload: "techem-vario451",
  source: "public captures; layout in its codec",
};
