/**
 * Combinable VIF extensions (EN 13757-3:2018, 6.4.6, table 15) and their extension after FC
 * (table 16), with the record errors of 6.4.8 (table 18).
 *
 * A VIFE either only marks the value ("backward-flow"), or scales it, or replaces what the value
 * is (a date, a duration, a count), or says why there is no value. Marks keep the VIF's unit; they
 * appear in `modifiers`, in the order of the bytes.
 */
import type { Unit } from "../../model/unit.ts";

/** Kind of a series record (EN 13757-3:2018, Annex F). */
export type ProfileKind = "compact-profile" | "inverse-compact-profile" | "compact-profile-with-registers";

export type VifeFact =
  | { readonly kind: "mark"; readonly meaning: string }
  /** Factor 10^exponent on the value. */
  | { readonly kind: "scale"; readonly exponent: number }
  /** 10^exponent of the VIF's unit is added to the value. */
  | { readonly kind: "add"; readonly exponent: number }
  /** The value is a date (types F, G, I, J by its length) that belongs to the VIF. */
  | { readonly kind: "date"; readonly meaning: string }
  | { readonly kind: "duration"; readonly meaning: string; readonly unit: Unit }
  | { readonly kind: "count"; readonly meaning: string }
  /** The bits are unsigned (types C and D). */
  | { readonly kind: "unsigned"; readonly meaning: string }
  /** A whole series of values in one record (Annex F). */
  | { readonly kind: "profile"; readonly meaning: ProfileKind }
  /** The meter could not say the value. */
  | { readonly kind: "error"; readonly meaning: string; readonly reason: "no-data" | "reported-by-meter" }
  | { readonly kind: "nothing" };

const mark = (meaning: string): VifeFact => ({ kind: "mark", meaning });
const fault = (meaning: string): VifeFact => ({ kind: "error", meaning, reason: "reported-by-meter" });

const PLAIN: readonly (readonly [code: number, fact: VifeFact])[] = [
  [0x00, { kind: "nothing" }],
  [0x01, fault("too-many-difes")],
  [0x02, fault("storage-not-implemented")],
  [0x03, fault("subunit-not-implemented")],
  [0x04, fault("tariff-not-implemented")],
  [0x05, fault("function-not-implemented")],
  [0x06, fault("data-class-not-implemented")],
  [0x07, fault("data-size-not-implemented")],
  [0x0b, fault("too-many-vifes")],
  [0x0c, fault("illegal-vif-group")],
  [0x0d, fault("illegal-vif-exponent")],
  [0x0e, fault("vif-dif-mismatch")],
  [0x0f, fault("unimplemented-action")],
  [0x12, mark("average")],
  [0x13, { kind: "profile", meaning: "inverse-compact-profile" }],
  [0x14, mark("relative-deviation")],
  [0x15, { kind: "error", meaning: "no-data-available", reason: "no-data" }],
  [0x16, fault("data-overflow")],
  [0x17, fault("data-underflow")],
  [0x18, fault("data-error")],
  [0x1c, fault("premature-end-of-record")],
  [0x1d, mark("standard-conform-content")],
  [0x1e, { kind: "profile", meaning: "compact-profile-with-registers" }],
  [0x1f, { kind: "profile", meaning: "compact-profile" }],
  [0x20, mark("per-second")],
  [0x21, mark("per-minute")],
  [0x22, mark("per-hour")],
  [0x23, mark("per-day")],
  [0x24, mark("per-week")],
  [0x25, mark("per-month")],
  [0x26, mark("per-year")],
  [0x27, mark("per-revolution")],
  [0x28, mark("per-input-pulse-0")],
  [0x29, mark("per-input-pulse-1")],
  [0x2a, mark("per-output-pulse-0")],
  [0x2b, mark("per-output-pulse-1")],
  [0x2c, mark("per-litre")],
  [0x2d, mark("per-cubic-metre")],
  [0x2e, mark("per-kilogram")],
  [0x2f, mark("per-kelvin")],
  [0x30, mark("per-kilowatt-hour")],
  [0x31, mark("per-gigajoule")],
  [0x32, mark("per-kilowatt")],
  [0x33, mark("per-kelvin-litre")],
  [0x34, mark("per-volt")],
  [0x35, mark("per-ampere")],
  [0x36, mark("times-second")],
  [0x37, mark("times-second-per-volt")],
  [0x38, mark("times-second-per-ampere")],
  [0x39, { kind: "date", meaning: "start-of" }],
  [0x3a, mark("uncorrected")],
  [0x3b, mark("forward-flow")],
  [0x3c, mark("backward-flow")],
  [0x3d, mark("non-metric")],
  [0x3e, mark("at-base-conditions")],
  [0x3f, mark("obis-declaration")],
  [0x69, mark("during-leakage")],
  [0x6d, mark("during-overflow")],
  [0x7d, { kind: "scale", exponent: 3 }],
  [0x7e, mark("future")],
];

const BOUNDS = ["lower", "upper"] as const;
const ENDS = ["first", "last"] as const;
const EDGES = ["begin", "end"] as const;
const CLOCKS = ["s", "min", "h", "d"] as const;

/** Families whose low bits choose among alternatives: u lower/upper, f first/last, b begin/end, nn unit. */
function familyFact(code: number): VifeFact | undefined {
  const bound = BOUNDS[(code >> 3) & 1] ?? "lower";
  const end = ENDS[(code >> 2) & 1] ?? "first";
  const edge = EDGES[code & 1] ?? "begin";
  const unit = CLOCKS[code & 3] ?? "s";
  if ((code & 0x77) === 0x40) return mark(`${bound}-limit`);
  if ((code & 0x77) === 0x41) return { kind: "count", meaning: `exceeds-of-${bound}-limit` };
  if ((code & 0x72) === 0x42) return { kind: "date", meaning: `${edge}-of-${end}-${bound}-limit-exceed` };
  if ((code & 0x70) === 0x50)
    return { kind: "duration", meaning: `duration-of-${end}-${bound}-limit-exceed`, unit };
  if ((code & 0x78) === 0x60) return { kind: "duration", meaning: `duration-of-${end}`, unit };
  if ((code & 0x7b) === 0x68) return mark(`during-${BOUNDS[(code >> 2) & 1] ?? "lower"}-limit-exceed`);
  if ((code & 0x7a) === 0x6a) return { kind: "date", meaning: `${edge}-of-${end}` };
  if ((code & 0x78) === 0x70) return { kind: "scale", exponent: (code & 7) - 6 };
  if ((code & 0x7c) === 0x78) return { kind: "add", exponent: (code & 3) - 3 };
  return undefined;
}

/** Facts by VIFE & 0x7F; `undefined` is reserved. 7C and 7F lead elsewhere (record-header.ts). */
export const VIFES: readonly (VifeFact | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  if (code === 0x7c || code === 0x7f) return undefined;
  return PLAIN.find(([plainCode]) => plainCode === code)?.[1] ?? familyFact(code);
});

const EXTENDED: readonly (readonly [code: number, fact: VifeFact])[] = [
  [0x01, mark("phase-l1")],
  [0x02, mark("phase-l2")],
  [0x03, mark("phase-l3")],
  [0x04, mark("neutral")],
  [0x05, mark("between-l1-l2")],
  [0x06, mark("between-l2-l3")],
  [0x07, mark("between-l3-l1")],
  [0x08, mark("quadrant-1")],
  [0x09, mark("quadrant-2")],
  [0x0a, mark("quadrant-3")],
  [0x0b, mark("quadrant-4")],
  [0x0c, mark("import-export-difference")],
  [0x10, mark("absolute-sum")],
  [0x11, { kind: "unsigned", meaning: "type-c" }],
  [0x12, { kind: "unsigned", meaning: "type-d" }],
  [0x14, mark("to-meter")],
  [0x15, mark("from-meter")],
];

/** Facts by the byte after VIFE FC. */
export const EXTENDED_VIFES: readonly (VifeFact | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => EXTENDED.find(([extendedCode]) => extendedCode === code)?.[1],
);

export const VIFE_EXTENSION = 0x7c;
export const VIFE_MANUFACTURER = 0x7f;
