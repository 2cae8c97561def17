import type { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { auditRoutes } from "./audit.routes.ts";
import { blocksRoutes } from "./blocks.routes.ts";
import { changesRoutes } from "./changes.routes.ts";
import { customFieldsRoutes } from "./custom-fields.routes.ts";
import { customerReportsRoutes } from "./customer-reports.routes.ts";
import { demoSessionRoutes } from "./demo-session.routes.ts";
import { doorUsesRoutes } from "./door-uses.routes.ts";
import { firmwareRoutes } from "./firmware.routes.ts";
import { healthRoutes } from "./health.routes.ts";
import { hearingsRoutes } from "./hearings.routes.ts";
import { ingestRoutes } from "./ingest.routes.ts";
import { invitationsRoutes } from "./invitations.routes.ts";
import { lastImportRoutes } from "./last-import.routes.ts";
import { latestRoutes } from "./latest.routes.ts";
import { liveRoutes } from "./live.routes.ts";
import { machineTokensRoutes } from "./machine-tokens.routes.ts";
import { mailSettingsRoutes } from "./mail-settings.routes.ts";
import { mapRoutes } from "./map.routes.ts";
import { newPointsRoutes } from "./new-points.routes.ts";
import { ordersRoutes } from "./orders.routes.ts";
import { pathsRoutes } from "./paths.routes.ts";
import { phonesRoutes } from "./phones.routes.ts";
import { pointsRoutes } from "./points.routes.ts";
import { redecodingRoutes } from "./redecoding.routes.ts";
import { removedPointsRoutes } from "./removed-points.routes.ts";
import { replayRoutes } from "./replay.routes.ts";
import { reportRunsRoutes } from "./report-runs.routes.ts";
import { retentionRoutes } from "./retention.routes.ts";
import { reviewRoutes } from "./review.routes.ts";
import { rolesRoutes } from "./roles.routes.ts";
import { roomsRoutes } from "./rooms.routes.ts";
import { roundsRoutes } from "./rounds.routes.ts";
import { savedReportsRoutes } from "./saved-reports.routes.ts";
import { sessionRoutes } from "./session.routes.ts";
import { stockRoutes } from "./stock.routes.ts";
import { telegramsRoutes } from "./telegrams.routes.ts";
import { usersRoutes } from "./users.routes.ts";
import { visitsRoutes } from "./visits.routes.ts";
import { weatherRoutes } from "./weather.routes.ts";

/** One line per file of routes. */
export const ROUTES: readonly ((deps: Deps) => Hono)[] = [
  auditRoutes,
  blocksRoutes,
  changesRoutes,
  customFieldsRoutes,
  firmwareRoutes,
  customerReportsRoutes,
  demoSessionRoutes,
  doorUsesRoutes,
  healthRoutes,
  hearingsRoutes,
  ingestRoutes,
  invitationsRoutes,
  lastImportRoutes,
  latestRoutes,
  liveRoutes,
  machineTokensRoutes,
  mapRoutes,
  newPointsRoutes,
  ordersRoutes,
  mailSettingsRoutes,
  pathsRoutes,
  phonesRoutes,
  pointsRoutes,
  redecodingRoutes,
  removedPointsRoutes,
  replayRoutes,
  reportRunsRoutes,
  retentionRoutes,
  reviewRoutes,
  rolesRoutes,
  roomsRoutes,
  roundsRoutes,
  savedReportsRoutes,
  sessionRoutes,
  stockRoutes,
  telegramsRoutes,
  usersRoutes,
  visitsRoutes,
  weatherRoutes,
];
