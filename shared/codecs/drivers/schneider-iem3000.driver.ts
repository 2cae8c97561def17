import type { Driver, Field } from "./driver.ts";

const ACTIVE = { quantity: "energy", unit: "kWh", exponent: -3 } as const;
const REACTIVE = { quantity: "reactiveEnergy", unit: "kvarh", exponent: -3 } as const;
const COUNT = { quantity: "count", unit: "" } as const;

/** Active energy in subunit 0, reactive in subunit 1, under one code. */
const energies = (vib: string, active: string, reactive: string): readonly Field[] => [
  { name: active, match: { vib }, reads: ACTIVE },
  { name: reactive, match: { vib, subunit: 1 }, reads: REACTIVE },
];

const phases = (stem: string, vib: string, names: readonly string[]): readonly Field[] =>
  names.map((phase, n) => ({ name: `${stem}_${phase}`, match: { vib: `${vib}FF0${n + 1}` } }));

const counts = (names: Readonly<Record<string, string>>): readonly Field[] =>
  Object.entries(names).map(([code, name]) => ({ name, match: { vib: `FF${code}` }, reads: COUNT }));

/** Electricity meters iEM3135, iEM3235 and relatives on the wire: several telegrams, one after another. */
export const schneiderIem3000: Driver = {
  name: "schneider-iem3000",
  product: "iEM3000",
  detect: [{ manufacturer: "SEC", versions: [0x13, 0x15, 0x18], deviceTypes: [0x02] }],
  fields: [
    { name: "total_energy_consumption", register: "A+", match: { vib: "03" } },
    {
      name: "total_reactive_energy_consumption",
      register: "R+",
      match: { vib: "03", subunit: 1 },
      reads: REACTIVE,
    },
    { name: "total_energy_production", register: "A-", match: { vib: "83FF09" }, reads: ACTIVE },
    {
      name: "total_reactive_energy_production",
      register: "R-",
      match: { vib: "83FF09", subunit: 1 },
      reads: REACTIVE,
    },
    ...energies("83FF0D", "partial_energy_consumption", "partial_reactive_energy_consumption"),
    { name: "total_energy_consumption_l1", match: { vib: "83FF01" } },
    { name: "total_energy_consumption_l2", match: { vib: "83FF02" } },
    { name: "total_energy_consumption_l3", match: { vib: "83FF03" } },
    { name: "active_consumption", register: "P+", match: { vib: "2E" } },
    ...phases("active_consumption", "AE", ["l1", "l2", "l3"]),
    {
      name: "reactive_consumption",
      match: { vib: "2E", subunit: 1 },
      reads: { quantity: "reactivePower", unit: "kvar" },
    },
    {
      name: "apparent_consumption",
      match: { vib: "2E", subunit: 2 },
      reads: { quantity: "apparentPower", unit: "kVA" },
    },
    ...phases("current", "FDDC", ["l1", "l2", "l3"]),
    { name: "current_average", match: { vib: "FDDCFF00" } },
    ...phases("voltage", "FDC9", ["l1_n", "l2_n", "l3_n", "average_ln"]),
    { name: "voltage_l1_l2", match: { vib: "FDC9FF05" } },
    { name: "voltage_l2_l3", match: { vib: "FDC9FF06" } },
    { name: "voltage_l3_l1", match: { vib: "FDC9FF07" } },
    { name: "voltage_average_ll", match: { vib: "FDC9FF08" } },
    { name: "power_factor", match: { vib: "FF0A" }, reads: { quantity: "ratio", unit: "" } },
    { name: "frequency", match: { vib: "FF0B" }, reads: { quantity: "frequency", unit: "Hz" } },
    { name: "nominal_frequency", match: { vib: "FF24" }, reads: { quantity: "frequency", unit: "Hz" } },
    {
      name: "operating_time",
      register: "hours",
      match: { vib: "FF20" },
      reads: { quantity: "duration", unit: "s", type: "unsigned" },
    },
    { name: "last_partial_energy_reset_datetime", match: { vib: "EDFF0C" } },
    { name: "last_input_metering_reset_datetime", match: { vib: "EDFF0E" } },
    { name: "last_alarm_datetime", match: { vib: "EDFF39" } },
    ...counts({
      "10": "active_tariff",
      "21": "phases",
      "22": "wires",
      "23": "power_system_configuration",
      "25": "vts",
      "26": "vt_primary",
      "27": "vt_secondary",
      "28": "cts",
      "29": "ct_primary",
      "2A": "ct_secondary",
      "2B": "vt_connection_type",
      "2C": "pulse_duration",
      "2E": "pulse_weight",
      "2F": "pulse_constant",
    }),
  ],
  source: "register list of the maker's M-Bus manual, checked against real telegrams",
};
