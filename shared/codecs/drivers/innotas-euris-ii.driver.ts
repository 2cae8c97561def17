import type { Driver } from "./driver.ts";

/** Heat cost allocators and water meters with the radio of Innotas, sold by others too. */
export const innotasEurisIi: Driver = {
  name: "innotas-euris-ii",
  product: "EURIS II",
  detect: [
    { manufacturer: "AAA", versions: [0x25], deviceTypes: [0x07] },
    { manufacturer: "AAA", versions: [0x55], deviceTypes: [0x08] },
    { manufacturer: "INE", versions: [0x55], deviceTypes: [0x08] },
    { manufacturer: "RAM", versions: [0x55], deviceTypes: [0x08] },
  ],
  fields: [],
  status: [
    {
      match: { header: "02FD17" },
      bits: {
        0: "measurement-error",
        1: "tamper",
        2: "low-battery",
        3: "memory-error",
        4: "radio-error",
        5: "meter-reset",
      },
    },
  ],
  source: "public captures",
};
