import type { WirePoint } from "../../../shared/model/wire.ts";
import { severityOf } from "./status-severity.ts";

/** What a point's mark in list and map says, most urgent first. */
export const POINT_STATES = ["alarm", "fault", "service", "silent", "fine", "none"] as const;
/**
 * `alarm`: the plant or the customer is losing something now; `fault`: the meter says its values are
 * wrong; `service`: somebody should come by; `silent`: nothing heard for a day; `none`: never heard.
 */
export type PointState = (typeof POINT_STATES)[number];

export const SILENT_AFTER_MS = 24 * 3_600_000;

export function pointStateOf(latest: WirePoint["latest"], nowMs: number): PointState {
  if (!latest) return "none";
  const state = worstOf(latest.status);
  if (state !== "fine") return state;
  return nowMs - latest.atMs > SILENT_AFTER_MS ? "silent" : "fine";
}

function worstOf(status: readonly string[]): PointState {
  let worst: PointState = "fine";
  for (const id of status) {
    const severity = severityOf(id);
    if (POINT_STATES.indexOf(severity) < POINT_STATES.indexOf(worst)) worst = severity;
  }
  return worst;
}

/** Place in an order by urgency that time alone does not change. */
export const pointStateRank = (latest: WirePoint["latest"]): number =>
  POINT_STATES.indexOf(latest ? worstOf(latest.status) : "none");
