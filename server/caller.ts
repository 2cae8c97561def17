import type { Context } from "hono";
import { type AreaScope, isInScope, type Permissions } from "../shared/model/permission.ts";
import type { Person } from "../shared/model/person.ts";
import { nameComputer } from "./auth/name-computer.ts";
import type { Deps } from "./deps.ts";
import { HttpError } from "./http-error.ts";
import type { Actor, Session } from "./people-ports.ts";
import type { GatewayCaller, MachineCaller, Utility } from "./utilities.ts";

/** Who asks, of which utility, and what they may see. The access guard puts it beside the request. */
export interface Caller {
  readonly utility: Utility;
  readonly permissions: Permissions;
  readonly areas: AreaScope;
  /** For the audit log. */
  readonly actor: Actor;
  /** Absent only where nobody has to sign in. */
  readonly signedIn?: { readonly person: Person; readonly session: Session };
}

declare module "hono" {
  interface ContextVariableMap {
    caller: Caller | undefined;
    gatewayCaller: GatewayCaller | undefined;
    machineCaller: MachineCaller | undefined;
  }
}

export function callerOf(c: Context): Caller {
  const caller = c.get("caller");
  if (!caller) throw new HttpError("session.needed");
  return caller;
}

/** For routes about oneself. */
export function signedInOf(c: Context): Caller & Required<Pick<Caller, "signedIn">> {
  const { signedIn, ...caller } = callerOf(c);
  if (!signedIn) throw new HttpError("session.needed");
  return { ...caller, signedIn };
}

export function gatewayCallerOf(c: Context): GatewayCaller {
  const caller = c.get("gatewayCaller");
  if (!caller) throw new HttpError("gateway.wrong-token");
  return caller;
}

export function machineCallerOf(c: Context): MachineCaller {
  const caller = c.get("machineCaller");
  if (!caller) throw new HttpError("machine-token.wrong");
  return caller;
}

/**
 * The one filter by area: whether this caller may see a point and what was read of it. What belongs
 * to no point (a stranger's meter) is for those who see all areas.
 */
export const isVisible = (caller: Caller, point: { readonly area: string } | undefined): boolean =>
  point === undefined ? caller.areas === "all" : isInScope(caller.areas, point.area);

/** Whoever sent this request, before they have proved anything. */
export const strangerOf = (c: Context, deps: Deps): Actor => ({
  name: "",
  address: addressOf(c, deps),
  computer: nameComputer(c.req.header("user-agent")),
});

interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

/** Behind a proxy that is ours, the browser's address is the last one the proxy wrote down. */
function addressOf(c: Context, { proxies }: Deps): string {
  const env = c.env as NodeBindings | undefined;
  const peer = (env?.incoming?.socket?.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (!proxies.includes(peer)) return peer;
  return c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? peer;
}
