import type { Driver } from "./driver.ts";

/** Heat meter of Techem. */
export const techemCompact5: Driver = {
  name: "techem-compact-5",
  product: "compact V",
  mediumByType: { 67: "heat", 69: "heat", 195: "heat" },
  detect: [
    { manufacturer: "TCH", versions: [0x45], deviceTypes: [0x04, 0x43, 0xc3] },
    { manufacturer: "TCH", versions: [0x22, 0x39], deviceTypes: [0x43, 0x45] },
  ],
  fields: [],
  payload: "techem-compact5",
  source: "public captures; layout in its codec",
};
