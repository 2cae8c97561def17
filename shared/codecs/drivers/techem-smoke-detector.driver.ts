import type { Driver } from "./driver.ts";

/** Smoke detector of Techem. */
export const techemSmokeDetector: Driver = {
  name: "techem-smoke-detector",
  product: "smoke detector",
  mediumByType: { 240: "smoke-detector" },
  detect: [{ manufacturer: "TCH", versions: [0x76], deviceTypes: [0xf0] }],
  fields: [],
  payload: "techem-smoke",
  source: "public captures; layout in its codec",
};
