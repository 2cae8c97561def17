import type { Context } from "hono";
import type { Person } from "../../shared/model/person.ts";
import type { WireSession } from "../../shared/model/wire-people.ts";
import { readCookie, writeCookie } from "../auth/cookies.ts";
import { startSession } from "../auth/open-sessions.ts";
import { readSecretToken } from "../auth/secret-token.ts";
import { strangerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import type { Utility } from "../utilities.ts";

const BROWSER_LIFE_MS = 400 * 86_400_000;

/** How somebody proved who they are. */
export type Entrance = "password" | "setup" | "invitation" | "demo";

/** Lets a person in: a fresh session in the browser's cookie, and the browser known from now on. */
export async function enter(
  c: Context,
  deps: Deps,
  who: { readonly utility: Utility; readonly person: Person; readonly how: Entrance },
): Promise<WireSession> {
  const { utility, person, how } = who;
  const nowMs = deps.nowMs();
  await leave(c, deps);
  const by = strangerOf(c, deps);
  const started = await startSession(utility.store.sessions, { utility: utility.id, person, by, how }, nowMs);
  writeCookie(c, "session", { value: started.token, lifeMs: started.expiresAtMs - nowMs });
  if (how !== "demo") {
    const owner = { utility: utility.id, personId: person.id };
    const marks = deps.signIn.browsers.add(readCookie(c, "browser"), owner);
    writeCookie(c, "browser", { value: marks, lifeMs: BROWSER_LIFE_MS });
  }
  const permissions = await utility.store.roles.permissions(person.role);
  return wireSessionOf(utility, {
    person,
    permissions,
    expiresAtMs: started.expiresAtMs,
    isDemo: deps.isDemo,
  });
}

/** Ends the session this browser comes with, whoever's it is. */
export async function leave(c: Context, deps: Deps): Promise<void> {
  const secret = readSecretToken(readCookie(c, "session"));
  const utility = secret && deps.utilities.find(secret.utility);
  const open = secret && (await utility?.store.sessions.find(secret.id, deps.nowMs()));
  if (!(secret && utility && open)) return;
  const by = { ...strangerOf(c, deps), personId: open.person.id, name: open.person.name };
  await utility.store.sessions.end(secret.id, { atMs: deps.nowMs(), event: "session.ended", by });
}

export async function wireSessionOf(
  { id, store }: Utility,
  {
    person,
    permissions,
    expiresAtMs,
    isDemo,
  }: Pick<WireSession & { signedIn: true }, "permissions" | "expiresAtMs"> & {
    readonly person: Person;
    readonly isDemo: boolean;
  },
): Promise<WireSession> {
  const { name } = await store.settings.utility();
  return {
    signedIn: true,
    utility: { id, name },
    person: { id: person.id, user: person.user, name: person.name },
    role: person.role,
    permissions,
    areas: person.areas,
    expiresAtMs,
    ...(isDemo ? { isDemo } : {}),
  };
}
