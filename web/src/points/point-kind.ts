import type { Medium } from "../../../shared/model/medium.ts";

/**
 * What a point's mark says when the map is coloured by kind, as the field is used to it: Kamstrup's meters
 * in blue, red and green by what flows, everybody else's in orange. Each kind has a shape of its own too.
 */
export const POINT_KINDS = ["water", "heat", "electricity", "other"] as const;
export type PointKind = (typeof POINT_KINDS)[number];

const KIND_BY_MEDIUM: Partial<Readonly<Record<Medium, PointKind>>> = {
  water: "water",
  "warm-water": "water",
  heat: "heat",
  cooling: "heat",
  "heat-cooling": "heat",
  electricity: "electricity",
};

export function pointKindOf(meterKey: string, medium: Medium): PointKind {
  const isKamstrup = meterKey.startsWith("KAM-") || meterKey.startsWith("KAW-");
  return (isKamstrup ? KIND_BY_MEDIUM[medium] : undefined) ?? "other";
}
