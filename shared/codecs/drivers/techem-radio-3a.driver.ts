import type { Driver } from "./driver.ts";

/** Water meter of Techem, version 50. */
export const techemRadio3a: Driver = {
  name: "techem-radio-3a",
  product: "radio 3",
  mediumByType: { 98: "warm-water", 114: "water" },
  detect: [{ manufacturer: "TCH", versions: [0x50], deviceTypes: [0x72] }],
  fields: [],
  payload: "techem-radio3a",
  source: "public captures; layout in its codec",
};
