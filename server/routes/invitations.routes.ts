import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Person } from "../../shared/model/person.ts";
import type { WireInvitationView } from "../../shared/model/wire-people.ts";
import { readSecretToken } from "../auth/secret-token.ts";
import { strangerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { Invitation } from "../people-ports.ts";
import type { Utility } from "../utilities.ts";
import { BodyFields } from "./body-fields.ts";
import { enter } from "./enter.ts";
import { parseFirstAdministrator, parseNewPassword } from "./parse-people.ts";

/** What a one-time link opens: the first administrator's account, or a password of one's own. */
export function invitationsRoutes(deps: Deps): Hono {
  return new Hono()
    .post("/api/v1/invitation/look", async (c) => {
      const { invitation, utility, person } = await linkIn(await BodyFields.read(c), deps);
      const { name } = await utility.store.settings.utility();
      return c.json({
        kind: invitation.kind,
        utility: { id: utility.id, name },
        ...(person && { person: { user: person.user, name: person.name, role: person.role } }),
        expiresAtMs: invitation.expiresAtMs,
      } satisfies WireInvitationView);
    })
    .post("/api/v1/setup", async (c) => c.json(await setUp(c, deps)))
    .post("/api/v1/invitation", async (c) => c.json(await accept(c, deps)));
}

async function setUp(c: Context, deps: Deps) {
  const body = await BodyFields.read(c);
  const { invitation, utility } = await linkIn(body, deps);
  if (invitation.kind !== "setup") throw new HttpError("invitation.invalid");
  const first = { id: randomBytes(12).toString("base64url"), ...parseFirstAdministrator(body) };
  const { name } = await utility.store.settings.utility();
  const password = parseNewPassword(body, "password", [first.user, first.name, name]);
  const passwordHash = await deps.signIn.passwords.hash(password);
  const by = { ...strangerOf(c, deps), name: first.name };
  const created = await utility.store.invitations.acceptSetup(
    invitation.id,
    { person: first, passwordHash },
    { atMs: deps.nowMs(), event: "person.set-up", by },
  );
  if (!created.ok) throw new HttpError(created.error);
  return enter(c, deps, { utility, person: created.value, how: "setup" });
}

async function accept(c: Context, deps: Deps) {
  const body = await BodyFields.read(c);
  const { invitation, utility, person } = await linkIn(body, deps);
  if (!person) throw new HttpError("invitation.invalid");
  const { name } = await utility.store.settings.utility();
  const password = parseNewPassword(body, "password", [person.user, person.name, name]);
  const passwordHash = await deps.signIn.passwords.hash(password);
  const accepted = await utility.store.invitations.acceptPassword(invitation.id, passwordHash, {
    atMs: deps.nowMs(),
    event: "invitation.accepted",
    by: strangerOf(c, deps),
  });
  if (!accepted.ok) throw new HttpError(accepted.error);
  return enter(c, deps, { utility, person: accepted.value, how: "invitation" });
}

interface OpenLink {
  readonly invitation: Invitation;
  readonly utility: Utility;
  readonly person?: Person;
}

/** The link a token opens. Used, replaced, too old and never given out are the same answer. */
async function linkIn(body: BodyFields, deps: Deps): Promise<OpenLink> {
  const secret = readSecretToken(body.secret("token"));
  const utility = secret && deps.utilities.find(secret.utility);
  const invitation = secret && (await utility?.store.invitations.find(secret.id, deps.nowMs()));
  if (!(utility && invitation)) throw new HttpError("invitation.invalid");
  if (invitation.personId === undefined) return { invitation, utility };
  const person = await utility.store.people.find(invitation.personId);
  if (!person?.isActive) throw new HttpError("invitation.invalid");
  return { invitation, utility, person };
}
