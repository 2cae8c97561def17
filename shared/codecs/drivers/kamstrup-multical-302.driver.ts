import type { Driver } from "./driver.ts";
import { MULTICAL_FIELDS } from "./kamstrup-common.ts";

/** Small heat and cooling meter. Its info byte (01FF21) is not documented and stays a number. */
export const kamstrupMultical302: Driver = {
  name: "kamstrup-multical-302",
  product: "MULTICAL 302",
  detect: [{ manufacturer: "KAM", versions: [0x30], deviceTypes: [0x04, 0x0c, 0x0d] }],
  fields: MULTICAL_FIELDS,
  source: "registers from real telegrams",
};
