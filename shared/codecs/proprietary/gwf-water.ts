/**
 * GWF water meters (GWF 01/0E and 3C/07): a block behind DIF 0F.
 *
 * | offset | field |
 * |---|---|
 * | 0 | kind of block; only 01 is known |
 * | 1 | bits: 1 continuous flow, 3 broken pipe, 5 battery low, 6 backflow |
 * | 2 | bit 0 power saving, bits 3–7 remaining battery in half years |
 */
import type { StatusId } from "../../model/status.ts";
import type { PayloadCodec } from "./payload-codec.ts";
import { textValue, yearsValue } from "./payload-values.ts";

const LENGTH = 3;
const KNOWN_BLOCK = 0x01;
const BITS: readonly (readonly [mask: number, id: StatusId])[] = [
  [0x02, "continuous-flow"],
  [0x08, "burst"],
  [0x20, "low-battery"],
  [0x40, "reverse-flow"],
];
const KNOWN_BITS = 0x6a;

export const gwfWater: PayloadCodec = {
  name: "gwf-water",
  scope: "block",
  read({ transport: { plain }, first, length }) {
    if (length < 1) return undefined;
    if (plain[first] !== KNOWN_BLOCK || length < LENGTH) {
      return { values: [], status: ["unknown-info-bits"], warnings: [] };
    }
    const bits = plain[first + 1] ?? 0;
    const power = plain[first + 2] ?? 0;
    const status = BITS.filter(([mask]) => (bits & mask) !== 0).map(([, id]) => id);
    return {
      values: [
        yearsValue("battery", { digits: (power >> 3) * 5, exponent: -1 }, [first + 2, 1]),
        textValue("power_mode", power & 1 ? "saving" : "normal", [first + 2, 1]),
      ],
      status: bits & ~KNOWN_BITS ? [...status, "unknown-info-bits"] : status,
      warnings: [],
    };
  },
};
