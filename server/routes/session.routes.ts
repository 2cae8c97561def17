import { type Context, Hono } from "hono";
import type { WireOwnSession, WireSession } from "../../shared/model/wire-people.ts";
import { findCaller } from "../access-guard.ts";
import { dropCookie, readCookie } from "../auth/cookies.ts";
import { listDemoPeople } from "../auth/demo-people.ts";
import { type SignInFault, signIn } from "../auth/sign-in.ts";
import { signedInOf, strangerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { Utility } from "../utilities.ts";
import { BodyFields } from "./body-fields.ts";
import { enter, leave, wireSessionOf } from "./enter.ts";
import { parseNewPassword } from "./parse-people.ts";

/** Who one is here, signing in and out, and one's own password. */
export function sessionRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/session", async (c) => {
      const caller = await findCaller(c, deps);
      if (!caller?.signedIn) return c.json((await nobodyAt(deps)) satisfies WireSession);
      const { utility, permissions, signedIn } = caller;
      const { person, session } = signedIn;
      return c.json(
        await wireSessionOf(utility, {
          person,
          permissions,
          expiresAtMs: session.expiresAtMs,
          isDemo: deps.isDemo,
        }),
      );
    })
    .post("/api/v1/session", async (c) => {
      const body = await BodyFields.read(c);
      const named = body.has("utility") ? body.secret("utility") : undefined;
      const utility = named === undefined ? deps.utilities.single() : deps.utilities.find(named);
      if (named === undefined && !utility) throw new HttpError("session.utility-needed");
      const person = await personBy(c, deps, { body, utility });
      if (!utility || !person.ok) throw refusalOf(c, person.ok ? WRONG : person.error);
      return c.json(await enter(c, deps, { utility, person: person.value, how: "password" }));
    })
    .delete("/api/v1/session", async (c) => {
      await leave(c, deps);
      dropCookie(c, "session");
      return c.body(null, 204);
    })
    .put("/api/v1/session/password", async (c) => {
      await changePassword(c, deps);
      return c.body(null, 204);
    })
    .get("/api/v1/sessions", async (c) => {
      const { utility, signedIn } = signedInOf(c);
      const thisId = Buffer.from(signedIn.session.id);
      const sessions = await utility.store.sessions.listOf(signedIn.person.id, deps.nowMs());
      const rows = sessions.map(
        ({ id, personId: _, ...session }): WireOwnSession => ({ ...session, isThis: thisId.equals(id) }),
      );
      return c.json({ sessions: rows });
    })
    .delete("/api/v1/sessions", async (c) => {
      const { utility, actor, signedIn } = signedInOf(c);
      const note = { atMs: deps.nowMs(), event: "session.ended-everywhere", by: actor };
      await utility.store.sessions.endAll(signedIn.person.id, note);
      dropCookie(c, "session");
      return c.body(null, 204);
    });
}

const WRONG: SignInFault = { code: "session.wrong-credentials" };

function personBy(
  c: Context,
  deps: Deps,
  { body, utility }: { readonly body: BodyFields; readonly utility: Utility | undefined },
) {
  const attempt = {
    store: utility?.store,
    utility: utility?.id ?? "",
    user: body.text("user", { max: 200 }),
    password: body.secret("password"),
    browserCookie: readCookie(c, "browser"),
    by: strangerOf(c, deps),
  };
  return signIn(deps.signIn, attempt, deps.nowMs());
}

function refusalOf(c: Context, fault: SignInFault): HttpError {
  if (fault.code !== "session.wait") return new HttpError(fault.code);
  c.header("Retry-After", `${Math.ceil(fault.waitMs / 1000)}`);
  return new HttpError(fault.code, { waitMs: fault.waitMs });
}

async function nobodyAt(deps: Deps): Promise<WireSession> {
  const { utilities } = deps;
  const only = utilities.single();
  return {
    signedIn: false,
    isEnforced: deps.access === "enforced",
    needsSetup: !deps.isDemo && only !== undefined && !(await only.store.people.hasAdministrator()),
    asksUtility: only === undefined,
    demoPeople: deps.isDemo ? await listDemoPeople(utilities.first.store.people) : [],
  };
}

/** The old password is asked for again: an unlocked screen is not enough to take an account over. */
async function changePassword(c: Context, deps: Deps): Promise<void> {
  const { utility, actor, signedIn } = signedInOf(c);
  const { person, session } = signedIn;
  const body = await BodyFields.read(c);
  const current = body.secret("current");
  const { name } = await utility.store.settings.utility();
  const next = parseNewPassword(body, "next", [person.user, person.name, name]);
  const attempt = {
    store: utility.store,
    utility: utility.id,
    user: person.user,
    password: current,
    browserCookie: readCookie(c, "browser"),
    by: actor,
  };
  const checked = await signIn(deps.signIn, attempt, deps.nowMs());
  if (!checked.ok) {
    const isWrong = checked.error.code === "session.wrong-credentials";
    throw isWrong ? new HttpError("password.wrong") : refusalOf(c, checked.error);
  }
  await utility.store.people.setPassword(
    person.id,
    { hash: await deps.signIn.passwords.hash(next), exceptSessionId: session.id },
    { atMs: deps.nowMs(), event: "person.password-changed", by: actor },
  );
}
