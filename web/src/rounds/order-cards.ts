import type { RoundCard } from "../../../shared/rooms/round-view.ts";

export interface Spot {
  readonly lat: number;
  readonly lon: number;
}

const METRES_PER_DEGREE = 111_320;

/** Metres between two places a drive apart; good to a part in a thousand there. */
export function distanceM(a: Spot, b: Spot): number {
  const north = (a.lat - b.lat) * METRES_PER_DEGREE;
  const east = (a.lon - b.lon) * METRES_PER_DEGREE * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180));
  return Math.hypot(north, east);
}

export interface PlacedCard {
  readonly card: RoundCard;
  readonly distanceM?: number;
}

/** Nearest first; without a position, and for points that have none, in the order of the round. */
export function orderCards(cards: readonly RoundCard[], here: Spot | undefined): readonly PlacedCard[] {
  const placed = cards.map((card): PlacedCard => {
    if (!here || card.lat === undefined || card.lon === undefined) return { card };
    return { card, distanceM: distanceM(here, { lat: card.lat, lon: card.lon }) };
  });
  if (!here) return placed;
  const far = ({ distanceM: metres }: PlacedCard): number => metres ?? Number.POSITIVE_INFINITY;
  return placed.sort((a, b) => (far(a) === far(b) ? 0 : far(a) - far(b)));
}
