import type { Driver } from "./driver.ts";
import { MULTICAL_FIELDS, MULTICAL_INFO_CODE } from "./kamstrup-common.ts";

/** Heat and cooling meter for large plants, the generation before 603. */
export const kamstrupMultical602: Driver = {
  name: "kamstrup-multical-602",
  product: "MULTICAL 602",
  detect: [{ manufacturer: "KAM", versions: [0x1c], deviceTypes: [0x04, 0x0a, 0x0b, 0x0c, 0x0d] }],
  fields: MULTICAL_FIELDS,
  status: [MULTICAL_INFO_CODE],
  source: "registers from real telegrams (04EEFF07 and 04EEFF08 behave as E8 and E9)",
};
