import { type Accessor, createMemo } from "solid-js";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { StoredVisit } from "../store/local-database.ts";
import type { Field } from "./field.ts";

export interface PointPlace {
  readonly roundId: Accessor<string>;
  readonly pointId: Accessor<string>;
}

/** A point of the open round, with the meter that hangs there since this phone's own exchange. */
export const cardAt = (field: Field, pointId: Accessor<string>): Accessor<RoundCard | undefined> =>
  createMemo(() => {
    const card = field.round()?.cards.find((one) => one.pointId === pointId());
    return card && exchangedCard(card, field.ownVisits());
  });

/** A round's card still names the meter that hung there when the round was made. */
function exchangedCard(card: RoundCard, visits: readonly StoredVisit[]): RoundCard {
  const [last] = visits
    .filter(({ pointId, exchange }) => pointId === card.pointId && exchange)
    .filter(({ refused, conflict }) => refused === undefined && conflict === undefined)
    .sort((a, b) => b.atMs - a.atMs);
  if (!last?.exchange) return card;
  const { meter, type, startValues } = last.exchange;
  const values = startValues.map(({ register, value, unit }) => [register, value, unit]);
  return {
    ...card,
    meter: { key: meter, serial: parseMeterKey(meter)?.id ?? meter, type },
    last: { atMs: last.atMs, values },
  };
}
