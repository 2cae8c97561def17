import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Person } from "../../shared/model/person.ts";
import type { WireLink, WireNewUser, WireUser } from "../../shared/model/wire-people.ts";
import { invite } from "../auth/invite.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { AuditNote } from "../people-ports.ts";
import { BodyFields } from "./body-fields.ts";
import { parseNewPerson, parsePersonChange } from "./parse-people.ts";

/** The people of a utility. An administrator makes the account, its owner the password. */
export function usersRoutes(deps: Deps): Hono {
  const note = (c: Context, event: string): AuditNote => ({
    atMs: deps.nowMs(),
    event,
    by: callerOf(c).actor,
  });
  return new Hono()
    .get("/api/v1/users", async (c) => {
      const users = await callerOf(c).utility.store.people.list(deps.nowMs());
      return c.json({ users: users satisfies readonly WireUser[] });
    })
    .post("/api/v1/users", async (c) => {
      const { store } = callerOf(c).utility;
      const person: Person = {
        id: randomBytes(12).toString("base64url"),
        ...parseNewPerson(await BodyFields.read(c)),
      };
      const created = await store.people.create(person, note(c, "person.created"));
      if (!created.ok) throw new HttpError(created.error);
      const invitation = await inviteTo(c, person, note(c, "invitation.created"));
      const user: WireUser = { ...person, hasPassword: false, sessions: 0 };
      return c.json({ user, invitation } satisfies WireNewUser, 201);
    })
    .patch("/api/v1/users/:id", async (c) => {
      const { store } = callerOf(c).utility;
      const before = await personOf(c);
      const change = parsePersonChange(await BodyFields.read(c), before);
      const changed = await store.people.change(before.id, change, note(c, "person.changed"));
      if (!changed.ok) throw new HttpError(changed.error);
      const users: readonly WireUser[] = await store.people.list(deps.nowMs());
      return c.json({ user: users.find(({ id }) => id === before.id) });
    })
    .delete("/api/v1/users/:id", async (c) => {
      const { id } = await personOf(c);
      const removed = await callerOf(c).utility.store.people.remove(id, note(c, "person.removed"));
      if (!removed.ok) throw new HttpError(removed.error);
      return c.body(null, 204);
    })
    .post("/api/v1/users/:id/invitation", async (c) => {
      const invitation = await inviteTo(c, await personOf(c), note(c, "invitation.created"));
      return c.json(invitation satisfies WireLink, 201);
    })
    .delete("/api/v1/users/:id/sessions", async (c) => {
      const person = await personOf(c);
      const ended = { ...note(c, "session.ended-everywhere"), target: targetOf(person) };
      await callerOf(c).utility.store.sessions.endAll(person.id, ended);
      return c.body(null, 204);
    });
}

async function personOf(c: Context): Promise<Person> {
  const person = await callerOf(c).utility.store.people.find(c.req.param("id") ?? "");
  if (!person) throw new HttpError("person.not-found");
  return person;
}

const targetOf = ({ id, name }: Person) => ({ kind: "person", id, name });

function inviteTo(c: Context, person: Person, note: AuditNote): Promise<WireLink> {
  const { id, store } = callerOf(c).utility;
  const link = { utility: id, kind: "password", personId: person.id } as const;
  return invite(store.invitations, link, { ...note, target: targetOf(person) });
}
