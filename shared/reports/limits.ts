import { compareScaled, makeScaled, parseScaled, type Scaled } from "../model/scaled.ts";
import type { ParamReader } from "./read-params.ts";

/** Which rows stay, by the first register asked for. `rise` and `fall` are percent against last year. */
export const LIMITS = ["all", "above", "below", "zero", "missing", "rise", "fall"] as const;

export interface Limit {
  readonly kind: (typeof LIMITS)[number];
  /** In the unit of the column; percent for `rise` and `fall`. */
  readonly value: Scaled;
}

const NOTHING = makeScaled(0, 0);

export function readLimit(params: ParamReader): Limit {
  const kind = params.choice("limit", LIMITS);
  const isCompared = kind === "above" || kind === "below" || kind === "rise" || kind === "fall";
  if (!isCompared) return { kind, value: NOTHING };
  const value = params.number("limitValue");
  if (!value) params.refuse({ code: "not-a-number", field: "limitValue", actual: params.text("limitValue") });
  return { kind, value: value ?? NOTHING };
}

interface Limited {
  readonly uses: readonly { readonly value?: Scaled; readonly isNotCounted?: true }[];
  readonly before: readonly { readonly change?: string }[];
}

export function keepsLimit(row: Limited, { kind, value }: Limit): boolean {
  if (kind === "all") return true;
  const used = row.uses[0]?.value;
  if (kind === "missing") return used === undefined && !row.uses[0]?.isNotCounted;
  if (kind === "rise" || kind === "fall") {
    const change = parseScaled(row.before[0]?.change ?? "");
    if (!change) return false;
    const fallen = makeScaled(-value.digits, value.exponent);
    return kind === "rise" ? compareScaled(change, value) > 0 : compareScaled(change, fallen) < 0;
  }
  // What is not known is neither above nor below nor nothing.
  if (!used) return false;
  const order = compareScaled(used, kind === "zero" ? NOTHING : value);
  return kind === "zero" ? order === 0 : kind === "above" ? order > 0 : order < 0;
}
