import type { Driver } from "./driver.ts";

/** Water meters with Kaden's radio. The second volume and duration of a telegram are their own. */
export const kadenPicoflux: Driver = {
  name: "kaden-picoflux",
  product: "picoFlux",
  detect: [
    { manufacturer: "ECM", versions: [0x05], deviceTypes: [0x07] },
    { manufacturer: "KDN", versions: [0x01], deviceTypes: [0x07] },
    { manufacturer: "VIP", versions: [0x01], deviceTypes: [0x07] },
  ],
  fields: [],
  statusByteBits: { 5: "leak", 6: "burst" },
  source: "public captures",
};
