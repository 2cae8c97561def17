import type { Register } from "../../model/register.ts";
import type { Driver, Field, FieldReads } from "./driver.ts";

/**
 * Codes are FF, a code byte, and a VIF that only tells the scale. Energy comes in tariff 5 (total),
 * 1 and 2 (tariffs) and 6 (partial), at scales from 1 Wh to 10 kWh by the transformer ratio.
 */
const SCALES = [3, 4, 5, 6, 7];
const PARTS: readonly (readonly [tariff: number, before: string, after: string])[] = [
  [5, "", "total"],
  [1, "", "tariff1"],
  [2, "", "tariff2"],
  [6, "partial_", ""],
];

interface EnergyCode {
  readonly code: string;
  readonly stem: string;
  readonly reads: Pick<FieldReads, "quantity" | "unit">;
  /** Registers of the totals. */
  readonly imported: Register;
  readonly exported: Register;
}

const energies = ({ code, stem, reads, imported, exported }: EnergyCode): readonly Field[] =>
  PARTS.flatMap(([tariff, before, after]) =>
    [
      ["3B", "positive"],
      ["3C", "negative"],
    ].flatMap(([vife, sign]) =>
      SCALES.map((scale) => ({
        name: [`${before}${sign}`, after, stem].filter((part) => part !== "").join("_"),
        ...(after === "total" && { register: sign === "positive" ? imported : exported }),
        match: { vib: `FF${code}8${scale}${vife}`, tariff },
        reads: { ...reads, exponent: scale - 6 },
      })),
    ),
  );

/** A value of each phase, in tariffs 8 to 10. */
const phases = (vib: string, names: readonly string[], reads: FieldReads): readonly Field[] =>
  names.map((name, n) => ({ name, match: { vib, tariff: 8 + n }, reads }));

const WATT: FieldReads = { quantity: "power", unit: "kW", exponent: -3 };
const MINUTES: FieldReads = { quantity: "duration", unit: "min" };

/** Electricity meters of IME with transformers, on the wire. */
export const imeConto: Driver = {
  name: "ime-conto",
  product: "Conto",
  detect: [{ manufacturer: "IME", versions: [0x66], deviceTypes: [0x02] }],
  fields: [
    ...energies({
      code: "80",
      stem: "active_energy",
      reads: { quantity: "energy", unit: "kWh" },
      imported: "A+",
      exported: "A-",
    }),
    ...energies({
      code: "81",
      stem: "reactive_energy",
      reads: { quantity: "reactiveEnergy", unit: "kvarh" },
      imported: "R+",
      exported: "R-",
    }),
    ...phases("FF8748", ["voltage_1_n", "voltage_2_n", "voltage_3_n"], {
      quantity: "voltage",
      unit: "V",
      exponent: -1,
    }),
    ...phases("FF8848", ["voltage_1_2", "voltage_2_3", "voltage_3_1"], {
      quantity: "voltage",
      unit: "V",
      exponent: -1,
    }),
    ...phases("FF8959", ["current_l1", "current_l2", "current_l3"], {
      quantity: "electricCurrent",
      unit: "A",
      exponent: -3,
    }),
    {
      name: "frequency",
      match: { vib: "FF8A48" },
      reads: { quantity: "frequency", unit: "Hz", exponent: -1 },
    },
    {
      name: "three_phase_power_factor",
      match: { vib: "FF8B28", tariff: 7 },
      reads: { quantity: "ratio", unit: "", exponent: -3 },
    },
    {
      name: "power_factor_sector",
      match: { vib: "FF8C2B", tariff: 7 },
      reads: { quantity: "count", unit: "" },
    },
    { name: "total_active_power_requirement", match: { vib: "FF8D2B", tariff: 1 }, reads: WATT },
    { name: "max_total_active_power_tariff{tariff}", match: { vib: "FF8E2B", tariff: [1, 2] }, reads: WATT },
    { name: "run_meter_total", match: { vib: "FF8F21", tariff: 7 }, reads: MINUTES },
    { name: "run_meter_tariff{tariff}", match: { vib: "FF8F21", tariff: [1, 2] }, reads: MINUTES },
    { name: "pulse_input", match: { vib: "FF9029" }, reads: { quantity: "count", unit: "" } },
  ],
  source: "real telegrams; the third byte of each code is the scale of an ordinary VIF",
};
