import { Hono } from "hono";
import { findDemoPerson } from "../auth/demo-people.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { BodyFields } from "./body-fields.ts";
import { enter } from "./enter.ts";

/** `POST /api/v1/demo-session {person}`: signs one of the demonstration's people in. Nowhere else is it there. */
export function demoSessionRoutes(deps: Deps): Hono {
  const routes = new Hono();
  if (!deps.isDemo) return routes;
  return routes.post("/api/v1/demo-session", async (c) => {
    const body = await BodyFields.read(c);
    const utility = deps.utilities.first;
    const person = await findDemoPerson(utility.store.people, body.text("person", { max: 100 }));
    if (!person) throw new HttpError("person.not-found");
    return c.json(await enter(c, deps, { utility, person, how: "demo" }));
  });
}
