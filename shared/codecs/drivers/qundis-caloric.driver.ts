import type { Driver } from "./driver.ts";
import { QUNDIS_FIELDS } from "./qundis-common.ts";

/** Heat cost allocators of Qundis. */
export const qundisCaloric: Driver = {
  name: "qundis-caloric",
  product: "Q caloric",
  detect: [
    { manufacturer: "LSE", versions: [0x18, 0x34, 0x35], deviceTypes: [0x08] },
    { manufacturer: "QDS", versions: [0x34, 0x35, 0x36], deviceTypes: [0x08] },
    { manufacturer: "ZRI", versions: [0xfd], deviceTypes: [0x08] },
  ],
  fields: QUNDIS_FIELDS,
  isNamedByEnhancedId: true,
  payload: "qundis-walk-by",
  source: "real telegrams: AMR records, and the walk-by block in its codec",
};
