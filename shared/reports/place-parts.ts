import type { ReportPlace } from "./report.ts";

/** One customer's share of an interval at a place. */
export interface PlacePart {
  readonly fromMs: number;
  readonly toMs: number;
  readonly customerNumber: string;
  /** Empty while nobody lived there. */
  readonly customerName: string;
}

/**
 * An interval cut where customers moved, without gaps: what nobody used is a part of its own, so that
 * the parts of a place always add up to it and no customer sees what was used before or after them.
 */
export function partsOf(place: ReportPlace, fromMs: number, toMs: number): readonly PlacePart[] {
  const nobody = { customerNumber: "", customerName: "" };
  const listed = { customerNumber: place.customerNumber, customerName: place.customerName };
  if (place.tenancies.length === 0) return [{ fromMs, toMs, ...listed }];
  const parts: PlacePart[] = [];
  let atMs = fromMs;
  for (const tenancy of place.tenancies) {
    const startMs = Math.max(atMs, tenancy.fromMs);
    const endMs = Math.min(toMs, tenancy.toMs ?? toMs);
    if (endMs <= startMs) continue;
    if (startMs > atMs) parts.push({ fromMs: atMs, toMs: startMs, ...nobody });
    const { customerNumber, customerName } = tenancy;
    parts.push({ fromMs: startMs, toMs: endMs, customerNumber, customerName });
    atMs = endMs;
  }
  if (atMs < toMs) parts.push({ fromMs: atMs, toMs, ...restOf(place, atMs, { nobody, listed }) });
  return parts;
}

type Who = Pick<PlacePart, "customerNumber" | "customerName">;

/** After the last move known: whoever is listed now, unless that is still the one who left. */
function restOf(
  { tenancies }: ReportPlace,
  atMs: number,
  { nobody, listed }: { readonly nobody: Who; readonly listed: Who },
): Who {
  const isLast = tenancies.every(({ fromMs }) => fromMs <= atMs);
  const left = tenancies.at(-1);
  const isSame = left?.customerNumber === listed.customerNumber && left.customerName === listed.customerName;
  return isLast && !isSame ? listed : nobody;
}

/** The boundaries of a place: those of everybody, and the moments somebody moved. */
export function placeBoundaries(place: ReportPlace, boundariesMs: readonly number[]): readonly number[] {
  if (place.tenancies.length === 0) return boundariesMs;
  const [fromMs, toMs] = [boundariesMs[0] ?? 0, boundariesMs.at(-1) ?? 0];
  const moves = partsOf(place, fromMs, toMs)
    .map((part) => part.fromMs)
    .filter((atMs) => !boundariesMs.includes(atMs));
  return moves.length === 0 ? boundariesMs : [...boundariesMs, ...moves].sort((a, b) => a - b);
}
