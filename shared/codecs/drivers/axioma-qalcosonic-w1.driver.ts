import type { Driver } from "./driver.ts";

/** Ultrasonic water meters of Axioma. Their one-byte battery record is a percentage, not days. */
export const axiomaQalcosonicW1: Driver = {
  name: "axioma-qalcosonic-w1",
  product: "Qalcosonic W1",
  detect: [{ manufacturer: "AXI", versions: [0x01, 0x10, 0x20], deviceTypes: [0x07] }],
  fields: [
    { name: "battery", match: { header: "01FD74" }, reads: { quantity: "percentage", unit: "%" } },
    { name: "set_datetime", match: { meaning: "date-time", storage: 1 } },
    { name: "consumption_at_set_date", match: { meaning: "volume", storage: 1 } },
    {
      name: "forward_at_set_date",
      match: { meaning: "volume", storage: 1, modifiers: ["forward-flow"] },
    },
    {
      name: "backward_at_set_date",
      match: { meaning: "volume", storage: 1, modifiers: ["backward-flow"] },
    },
    { name: "error_free_time", match: { meaning: "operating-time" } },
    { name: "error_code", match: { meaning: "error-flags", function: "error" } },
  ],
  source: "real telegrams: the byte falls from 99 over years where days would end within months",
};
