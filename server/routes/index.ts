import type { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { changesRoutes } from "./changes.routes.ts";
import { healthRoutes } from "./health.routes.ts";
import { ingestRoutes } from "./ingest.routes.ts";
import { pointsRoutes } from "./points.routes.ts";
import { telegramsRoutes } from "./telegrams.routes.ts";

/** One line per file of routes. */
export const ROUTES: readonly ((deps: Deps) => Hono)[] = [
  changesRoutes,
  healthRoutes,
  ingestRoutes,
  pointsRoutes,
  telegramsRoutes,
];
