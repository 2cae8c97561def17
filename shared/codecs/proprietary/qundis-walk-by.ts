/**
 * Qundis walk-by block (QDS and LSE heat meters, water meters and heat cost allocators): 53 bytes in a
 * record with the manufacturer's VIF FF5F.
 *
 * | offset | type | field |
 * |---|---|---|
 * | 7 | u8 | 07 |
 * | 8 | u8 | B0 heat cost allocator, C0 heat, C1 water |
 * | 9 | VIF | unit of all values: 6E, 13, 05, 06, 0D, 0E |
 * | 10 | G | date of an error, FFFF none |
 * | 12 | BCD 8 | current value |
 * | 16, 18 | G, BCD 8 | last yearly due date, value then |
 * | 22, 24 | G, BCD 8 | last month end, value then |
 * | 28 | 12 × s16 | monthly consumptions, oldest first; the last is the month of offset 22; 8000 none |
 *
 * Monthly consumptions of water count in 10 l although the VIF says litres: the differences of the month
 * ends in real telegrams prove it. Energy counts in the VIF's unit.
 *
 * Not covered: the 12-byte variant, and bodies of allocators of version 36 that look encrypted.
 */
import type { Quantity, Unit } from "../../model/unit.ts";
import { readBcd, readDate } from "../mbus/data-types.ts";
import type { VifFact } from "../mbus/vif-fact.ts";
import { PRIMARY_VIFS } from "../mbus/vif-table.ts";
import type { RecordValue } from "../telegram.ts";
import type { PayloadCodec, PayloadValue } from "./payload-codec.ts";
import { dateValue, readS16 } from "./payload-values.ts";

const LENGTH = 53;
const MARK_AT = 7;
const MARK = 0x07;
const VIF_AT = 9;
const KNOWN_VIFS = [0x6e, 0x13, 0x05, 0x06, 0x0d, 0x0e];
const MONTHS_AT = 28;
const MONTHS = 12;
const NONE = -0x80_00;

/** Names as heat, water and allocator meters of this maker have them elsewhere. */
const NAMES: Partial<Record<Quantity, readonly [total: string, delta: string]>> = {
  energy: ["total_energy_consumption", "energy_delta"],
  volume: ["total", "volume_delta"],
  heatCostUnits: ["current_consumption", "consumption_delta"],
};

export const qundisWalkBy: PayloadCodec = {
  name: "qundis-walk-by",
  scope: { header: "0DFF5F" },
  read({ transport: { plain }, first, length }) {
    const vif = plain[first + VIF_AT] ?? 0;
    const fact = PRIMARY_VIFS[vif];
    if (length !== LENGTH || plain[first + MARK_AT] !== MARK || !KNOWN_VIFS.includes(vif) || !fact) {
      return undefined;
    }
    const [total, delta] = NAMES[fact.quantity] ?? ["total", "delta"];
    return {
      values: [
        counter(plain, first + 12, { name: total, fact }),
        ...dueDate(plain, first + 16, { name: "target_year", fact, storage: 1 }),
        ...dueDate(plain, first + 22, { name: "target", fact, storage: 17 }),
        dateValue("device_error_date", readDate(plain, first + 10, 2)?.text, [first + 10, 2]),
        ...Array.from({ length: MONTHS }, (_, n) =>
          consumption(plain, first + MONTHS_AT + 2 * n, { name: `${delta}_${n + 2}`, fact }),
        ),
      ],
      status: [],
      warnings: [],
    };
  },
};

interface Naming {
  readonly name: string;
  readonly fact: VifFact;
  readonly storage?: number;
}

function counter(bytes: Uint8Array, at: number, { name, fact, storage }: Naming): PayloadValue {
  const digits = readBcd(bytes, at, 4);
  const value: RecordValue =
    digits === undefined
      ? { kind: "none", reason: "invalid-bcd" }
      : { kind: "number", number: { digits, exponent: fact.exponent } };
  const { quantity, unit, meaning } = fact;
  return { name, quantity, unit, meaning, value, at: [at, 4], ...(storage === undefined ? {} : { storage }) };
}

const dueDate = (bytes: Uint8Array, at: number, naming: Naming): readonly PayloadValue[] => [
  {
    ...dateValue(`${naming.name}_date`, readDate(bytes, at, 2)?.text, [at, 2]),
    storage: naming.storage ?? 0,
  },
  counter(bytes, at + 2, naming),
];

function consumption(bytes: Uint8Array, at: number, { name, fact }: Naming): PayloadValue {
  const digits = readS16(bytes, at);
  const unit: Unit = fact.unit;
  const exponent = fact.quantity === "volume" ? fact.exponent + 1 : fact.exponent;
  const value: RecordValue =
    digits === NONE ? { kind: "none", reason: "no-data" } : { kind: "number", number: { digits, exponent } };
  return { name, quantity: fact.quantity, unit, meaning: fact.meaning, value, at: [at, 2] };
}
