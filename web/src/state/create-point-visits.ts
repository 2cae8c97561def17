import type { Accessor } from "solid-js";
import type { WireVisit } from "../../../shared/model/wire-visits.ts";
import { fetchVisits, photoPath } from "../api/visit-calls.ts";
import { createCall } from "./create-call.ts";

/** What readers found at a point's door, and where their photos are. */
export const createPointVisits = (pointId: Accessor<string>) => ({
  ...createCall(pointId, fetchVisits, { as: (id) => `visits/${id}`, isQuiet: true }),
  photoOf: ({ pointId: id, photo }: WireVisit): string | undefined =>
    photo === undefined ? undefined : photoPath(id, photo),
});
