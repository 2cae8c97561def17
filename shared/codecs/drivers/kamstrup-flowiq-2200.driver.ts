import type { Driver } from "./driver.ts";
import { WATER_FIELDS, WATER_INFO_16, WATER_INFO_32 } from "./kamstrup-common.ts";

/** Ultrasonic water meters flowIQ 2xxx and 3xxx, cold and warm. */
export const kamstrupFlowiq2200: Driver = {
  name: "kamstrup-flowiq-2200",
  product: "flowIQ 2200",
  detect: [
    { manufacturer: "KAM", versions: [0x1d], deviceTypes: [0x06, 0x16] },
    { manufacturer: "KAW", versions: [0x3a, 0x3c], deviceTypes: [0x06, 0x16] },
  ],
  fields: WATER_FIELDS,
  status: [WATER_INFO_16, WATER_INFO_32],
  source: "info codes from the product's data sheet",
};
