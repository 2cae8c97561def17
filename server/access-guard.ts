import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { MachineScope } from "../shared/model/machine-token.ts";
import { allows, type Need, ROLE_PRESETS } from "../shared/model/permission.ts";
import { ROUTE_ACCESS } from "./auth/access-table.ts";
import { readCookie, writeCookie } from "./auth/cookies.ts";
import { checkSession } from "./auth/open-sessions.ts";
import { readSecretToken } from "./auth/secret-token.ts";
import { type Caller, strangerOf } from "./caller.ts";
import type { Deps } from "./deps.ts";
import { HttpError } from "./http-error.ts";
import type { MachineCaller } from "./utilities.ts";

/**
 * Stands before every route and asks the access table. It looks at the routes the router itself has
 * matched, so that there is no second reading of a path that could differ from the first. A route
 * the table does not name is open to nobody.
 */
export const accessGuard = (deps: Deps): MiddlewareHandler =>
  createMiddleware(async (c, next) => {
    for (const route of guardedRoutes(c)) await admit(c, deps, route);
    return next();
  });

/** `ALL /*` are the guards and the app's files around the routes. */
const guardedRoutes = (c: Context): readonly string[] =>
  matchedRoutes(c)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => route !== "ALL /*");

async function admit(c: Context, deps: Deps, route: string): Promise<void> {
  const access = Object.hasOwn(ROUTE_ACCESS, route) ? ROUTE_ACCESS[route] : undefined;
  if (access === "public") return;
  if (access === "gateway") return admitGateway(c, deps);
  if (access === "machine:weather") return admitMachine(c, deps, "weather");
  if (access === "machine:billing") return admitMachine(c, deps, "billing");
  const caller = await findCaller(c, deps);
  if (!caller) throw new HttpError("session.needed");
  if (access === undefined) return refuseUndeclared(deps, route);
  if (!isAllowed(caller, access)) throw new HttpError("access.denied", access);
}

const bearerOf = (c: Context): string | undefined =>
  /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];

/** A token of another scope is told so: it is known, and not good for this. */
async function admitMachine(c: Context, deps: Deps, scope: MachineScope): Promise<void> {
  const token = bearerOf(c);
  const caller = token === undefined ? undefined : await deps.utilities.ofMachine(token, deps.nowMs());
  if (!caller) throw new HttpError("machine-token.wrong");
  if (caller.machine.scope !== scope) throw new HttpError("machine-token.other-scope", { scope });
  c.set("machineCaller", caller);
}

async function admitGateway(c: Context, deps: Deps): Promise<void> {
  const token = bearerOf(c);
  const caller = token === undefined ? undefined : await deps.utilities.ofGateway(token);
  if (!caller) throw new HttpError("gateway.wrong-token");
  c.set("gatewayCaller", caller);
}

function refuseUndeclared(deps: Deps, route: string): void {
  if (deps.access === "open") return;
  deps.report(`"${route}" is not in the access table: it is refused to everybody.`);
  throw new HttpError("access.undeclared");
}

function isAllowed(caller: Caller, access: Need | "own-session"): boolean {
  if (access === "own-session") return true;
  return allows(caller.permissions, access);
}

/** Who asks; `undefined` is nobody. Public routes call it when they want to know. */
export async function findCaller(c: Context, deps: Deps): Promise<Caller | undefined> {
  const known = c.get("caller");
  if (known) return known;
  const caller = (await callerBySession(c, deps)) ?? openCaller(c, deps);
  c.set("caller", caller);
  return caller;
}

async function callerBySession(c: Context, deps: Deps): Promise<Caller | undefined> {
  const token = readCookie(c, "session");
  const utility = deps.utilities.find(readSecretToken(token)?.utility ?? "");
  if (!utility) return undefined;
  const nowMs = deps.nowMs();
  const open = await checkSession(utility.store.sessions, token, nowMs);
  if (!open) return undefined;
  const { person, session, permissions, hasSlid } = open;
  if (hasSlid) writeCookie(c, "session", { value: token, lifeMs: session.expiresAtMs - nowMs });
  return {
    utility,
    permissions,
    areas: person.areas,
    actor: { ...strangerOf(c, deps), personId: person.id, name: person.name },
    signedIn: { person, session },
  };
}

function openCaller(c: Context, deps: Deps): Caller | undefined {
  if (deps.access === "enforced") return undefined;
  return {
    utility: deps.utilities.first,
    permissions: ROLE_PRESETS.administrator,
    areas: "all",
    actor: strangerOf(c, deps),
  };
}

/** Whether what opened a long answer still holds: the session, the rights and the areas. */
export async function isStillAllowed(caller: Caller, deps: Deps): Promise<boolean> {
  if (!caller.signedIn) return true;
  const { id } = caller.signedIn.session;
  const open = await caller.utility.store.sessions.find(id, deps.nowMs());
  if (!open) return false;
  const rights = (one: { readonly permissions: unknown; readonly areas: unknown }) =>
    JSON.stringify([one.permissions, one.areas]);
  return rights({ permissions: open.permissions, areas: open.person.areas }) === rights(caller);
}

/** The same of a machine: whether its token stands. */
export async function isMachineStillAllowed({ utility, machine }: MachineCaller): Promise<boolean> {
  const tokens = await utility.store.machineTokens.list();
  return tokens.some(({ id, revokedAtMs }) => id === machine.id && revokedAtMs === undefined);
}
