import { type Accessor, createMemo } from "solid-js";
import type { StoredVisit } from "../store/local-database.ts";
import type { Field } from "./field.ts";

export interface PointVisit {
  readonly outcome: string;
  readonly atMs: number;
  /** Absent where another phone was there. */
  readonly own?: StoredVisit;
}

/** Points of the open round that somebody stood at, as far as this phone knows; its own visits count first. */
export const createVisits = (field: Field): Accessor<ReadonlyMap<string, PointVisit>> =>
  createMemo(() => {
    const visits = new Map<string, PointVisit>();
    for (const visit of field.round()?.visits ?? []) visits.set(visit.pointId, visit);
    for (const own of ownByPoint(field.ownVisits()).values())
      visits.set(own.pointId, { outcome: own.outcome, atMs: own.atMs, own });
    return visits;
  });

/** The office refused it, or somebody else was there before: its author has to look. */
export const isNotTaken = (own: StoredVisit | undefined): boolean =>
  own?.refused !== undefined || (own?.conflict !== undefined && !own.isSettled);

/** The last visit of each point, or one before it that was not taken: it waits for its author until they have seen it. */
export const ownByPoint = (own: readonly StoredVisit[]): ReadonlyMap<string, StoredVisit> =>
  new Map(
    [...own]
      .sort((a, b) => Number(isNotTaken(a)) - Number(isNotTaken(b)) || a.atMs - b.atMs)
      .map((visit) => [visit.pointId, visit]),
  );

/** The visit that says how a point stands: where the meter is read, only one that was not taken. */
export const standingVisit = (visit: PointVisit | undefined, isRead: boolean): PointVisit | undefined =>
  isRead && !isNotTaken(visit?.own) ? undefined : visit;
