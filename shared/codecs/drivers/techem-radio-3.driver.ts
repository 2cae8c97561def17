import type { Driver } from "./driver.ts";

/** Water meters of Techem, radio 3 and 4. */
export const techemRadio3: Driver = {
  name: "techem-radio-3",
  product: "radio 3",
  mediumByType: { 98: "warm-water", 114: "water" },
  detect: [{ manufacturer: "TCH", versions: [0x70, 0x74, 0x95], deviceTypes: [0x62, 0x72] }],
  fields: [],
  payload: "techem-radio3",
  source: "public captures; layout in its codec",
};
