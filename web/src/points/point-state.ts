import { isStatusId, type Severity, severityOf } from "../../../shared/model/status.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";

/**
 * What a point's mark in list and map says, most urgent first. The first three are the severities of
 * info codes; `silent`: nothing heard for a day; `none`: never heard.
 */
export const POINT_STATES = ["plant", "measurement", "service", "silent", "fine", "none"] as const;
export type PointState = (typeof POINT_STATES)[number];

const SILENT_AFTER_MS = 24 * 3_600_000;

/** An id that a newer server knows and we do not: somebody should have a look. */
export const severityOfStatus = (id: string): Severity => (isStatusId(id) ? severityOf(id) : "service");

export function pointStateOf(
  latest: Pick<NonNullable<WirePoint["latest"]>, "atMs" | "status"> | undefined,
  nowMs: number,
): PointState {
  if (!latest) return "none";
  const state = worstOf(latest.status);
  if (state !== "fine") return state;
  return nowMs - latest.atMs > SILENT_AFTER_MS ? "silent" : "fine";
}

function worstOf(status: readonly string[]): PointState {
  let worst: PointState = "fine";
  for (const id of status) {
    const severity = severityOfStatus(id);
    if (POINT_STATES.indexOf(severity) < POINT_STATES.indexOf(worst)) worst = severity;
  }
  return worst;
}

/** Info codes, the most urgent first. */
export const sortByUrgency = (status: readonly string[]): readonly string[] =>
  [...status].sort(
    (a, b) => POINT_STATES.indexOf(severityOfStatus(a)) - POINT_STATES.indexOf(severityOfStatus(b)),
  );

/** Place in an order by urgency that time alone does not change. */
export const pointStateRank = (latest: { readonly status: readonly string[] } | undefined): number =>
  POINT_STATES.indexOf(latest ? worstOf(latest.status) : "none");
