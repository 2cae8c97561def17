import type { Permissions, Role } from "../../../shared/model/permission.ts";
import type {
  WireAudit,
  WireAuditChain,
  WireInvitationView,
  WireLink,
  WireNewUser,
  WireOwnSession,
  WireRole,
  WireSession,
  WireSignIn,
  WireUser,
} from "../../../shared/model/wire-people.ts";
import { type Answer, call } from "./call.ts";

/** The part of a person that an administrator decides. */
export type UserChange = Partial<Pick<WireUser, "name" | "role" | "areas" | "isActive">>;

/** Nothing stands on the screen before this is known: a network that hangs is none. */
const SESSION_PATIENCE_MS = 8000;

export const fetchSession = (): Answer<WireSession> =>
  call("GET", "/api/v1/session", { patienceMs: SESSION_PATIENCE_MS });
export const signIn = (who: WireSignIn): Answer<WireSession> =>
  call("POST", "/api/v1/session", { body: who });
export const signInDemo = (person: string): Answer<WireSession> =>
  call("POST", "/api/v1/demo-session", { body: { person } });
export const signOut = (): Answer<unknown> => call("DELETE", "/api/v1/session");
export const signOutEverywhere = (): Answer<unknown> => call("DELETE", "/api/v1/sessions");
export const fetchOwnSessions = (): Answer<{ readonly sessions: readonly WireOwnSession[] }> =>
  call("GET", "/api/v1/sessions");
export const changePassword = (change: {
  readonly current: string;
  readonly next: string;
}): Answer<unknown> => call("PUT", "/api/v1/session/password", { body: change });

export const lookAtLink = (token: string): Answer<WireInvitationView> =>
  call("POST", "/api/v1/invitation/look", { body: { token } });
export const acceptSetup = (setup: {
  readonly token: string;
  readonly user: string;
  readonly name: string;
  readonly password: string;
}): Answer<WireSession> => call("POST", "/api/v1/setup", { body: setup });
export const acceptInvitation = (acceptance: {
  readonly token: string;
  readonly password: string;
}): Answer<WireSession> => call("POST", "/api/v1/invitation", { body: acceptance });

export const fetchUsers = (): Answer<{ readonly users: readonly WireUser[] }> => call("GET", "/api/v1/users");
export const addUser = (user: Pick<WireUser, "name" | "user" | "role" | "areas">): Answer<WireNewUser> =>
  call("POST", "/api/v1/users", { body: user });
export const changeUser = (id: string, change: UserChange): Answer<{ readonly user: WireUser }> =>
  call("PATCH", userPath(id), { body: change });
export const makeUserLink = (id: string): Answer<WireLink> => call("POST", `${userPath(id)}/invitation`);
export const signUserOut = (id: string): Answer<unknown> => call("DELETE", `${userPath(id)}/sessions`);

export const fetchRoles = (): Answer<{ readonly roles: readonly WireRole[] }> => call("GET", "/api/v1/roles");
export const saveRole = (role: Role, permissions: Permissions): Answer<WireRole> =>
  call("PUT", `/api/v1/roles/${role}`, { body: { permissions } });

export const fetchAudit = (query: {
  readonly fromMs: number;
  readonly toMs?: number | undefined;
  readonly before?: number | undefined;
}): Answer<WireAudit> => {
  const search = new URLSearchParams({ from: `${query.fromMs}` });
  if (query.toMs !== undefined) search.set("to", `${query.toMs}`);
  if (query.before !== undefined) search.set("before", `${query.before}`);
  return call("GET", `/api/v1/audit?${search}`);
};
export const checkAuditChain = (): Answer<WireAuditChain> => call("GET", "/api/v1/audit/chain");

const userPath = (id: string): string => `/api/v1/users/${encodeURIComponent(id)}`;
