import type { Driver } from "./driver.ts";
import { MULTICAL_FIELDS, MULTICAL_INFO_32 } from "./kamstrup-common.ts";

/** Heat, cooling and combined meter. */
export const kamstrupMultical403: Driver = {
  name: "kamstrup-multical-403",
  product: "MULTICAL 403",
  detect: [{ manufacturer: "KAM", versions: [0x34], deviceTypes: [0x04, 0x0a, 0x0b, 0x0c, 0x0d] }],
  fields: MULTICAL_FIELDS,
  status: [MULTICAL_INFO_32],
  source: "technical description of MULTICAL 403: registers, info codes",
};
