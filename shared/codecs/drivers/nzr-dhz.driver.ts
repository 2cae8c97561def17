import type { Driver } from "./driver.ts";

/** Electricity meters of NZR on the wire: the total is in tariff 1, the phases in storages 2, 4, 6. */
export const nzrDhz: Driver = {
  name: "nzr-dhz",
  product: "DHZ",
  detect: [{ manufacturer: "NZR", versions: [0x00], deviceTypes: [0x02] }],
  fields: [
    { name: "total_energy_consumption", register: "A+", match: { meaning: "energy", tariff: 1 } },
    ...[1, 2, 3].flatMap((phase) => [
      { name: `current_power_consumption_${phase}`, match: { meaning: "power", storage: 2 * phase } },
      { name: `voltage_at_phase_${phase}`, match: { meaning: "voltage", storage: 2 * phase } },
      { name: `current_at_phase_${phase}`, match: { meaning: "electric-current", storage: 2 * phase } },
    ]),
  ],
  source: "public captures",
};
