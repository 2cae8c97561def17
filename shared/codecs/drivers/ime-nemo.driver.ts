import type { Driver, Field } from "./driver.ts";

/** A value of each phase: the maker's extension 1 to 3 behind an ordinary VIF. */
const phases = (stem: string, meaning: string): readonly Field[] =>
  [1, 2, 3].map((phase) => ({
    name: `${stem}_at_phase_${phase}`,
    match: { meaning, modifiers: [`manufacturer-0${phase}`] },
  }));

/**
 * Electricity meters Nemo of IME on the wire. Subunit 1 is active, 2 reactive, both under the VIF of
 * energy; tariff 1 has totals and imported power, tariff 2 partial counts and exported power.
 */
export const imeNemo: Driver = {
  name: "ime-nemo",
  product: "Nemo",
  detect: [{ manufacturer: "IME", versions: [0x1d], deviceTypes: [0x02] }],
  fields: [
    {
      name: "total_active_positive_3phase",
      register: "A+",
      match: { meaning: "energy", tariff: 1, subunit: 1 },
    },
    { name: "total_reactive_positive_3phase", match: { meaning: "energy", tariff: 1, subunit: 2 } },
    { name: "total_active_partial_3phase", match: { meaning: "energy", tariff: 2, subunit: 1 } },
    { name: "total_reactive_partial_3phase", match: { meaning: "energy", tariff: 2, subunit: 2 } },
    { name: "active_positive_3phase", register: "P+", match: { meaning: "power", tariff: 1, subunit: 1 } },
    { name: "reactive_positive_3phase", match: { meaning: "power", tariff: 1, subunit: 2 } },
    { name: "active_negative_3phase", register: "P-", match: { meaning: "power", tariff: 2, subunit: 1 } },
    { name: "reactive_negative_3phase", match: { meaning: "power", tariff: 2, subunit: 2 } },
    { name: "power_factor", match: { meaning: "dimensionless" } },
    ...phases("voltage", "voltage"),
    ...phases("current", "electric-current"),
  ],
  source: "public captures",
};
