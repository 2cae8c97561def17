import type { Driver } from "./driver.ts";
import { MULTICAL_FIELDS, MULTICAL_INFO_CODE } from "./kamstrup-common.ts";

/** Heat and cooling meter of the generation before 403. */
export const kamstrupMultical402: Driver = {
  name: "kamstrup-multical-402",
  product: "MULTICAL 402",
  detect: [{ manufacturer: "KAM", versions: [0x19], deviceTypes: [0x04, 0x0a, 0x0b, 0x0c, 0x0d] }],
  fields: MULTICAL_FIELDS,
  status: [MULTICAL_INFO_CODE],
  source: "registers and info code from real telegrams",
};
