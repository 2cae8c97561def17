import { type HeatUse, heatCountsOf, heatUseOf } from "../../../shared/analysis/heat-at-read.ts";
import { compareScaled, type Scaled } from "../../../shared/model/scaled.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { StoredRead } from "../store/local-database.ts";

/** A heat customer of the round with what their meter says of the water they use. */
export interface HeatRow {
  readonly card: RoundCard;
  readonly read: StoredRead;
  /** `undefined`: too little water went through for a figure. */
  readonly use: HeatUse | undefined;
}

/** Whose door is worth knocking at, the most water to be gained first; those without a figure last. */
export function rankHeat(
  cards: readonly RoundCard[],
  readOf: (pointId: string) => StoredRead | undefined,
  returnC: Scaled,
): readonly HeatRow[] {
  const rows = cards.flatMap((card): HeatRow[] => {
    const read = readOf(card.pointId);
    // What cold water brings back is to be warm: no return aimed at in heating says anything of it.
    if (!read?.heat || card.medium === "cooling") return [];
    const before = card.last && heatCountsOf(card.last.values);
    return [{ card, read, use: heatUseOf(read.heat, before, returnC) }];
  });
  return rows.sort((a, b) =>
    a.use && b.use ? compareScaled(b.use.excessM3, a.use.excessM3) : Number(!a.use) - Number(!b.use),
  );
}
