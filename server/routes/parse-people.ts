import { judgePassword } from "../../shared/model/judge-password.ts";
import {
  type AreaScope,
  PERMISSION_AREAS,
  type Permissions,
  RIGHTS,
  type Right,
  ROLES,
  type Role,
} from "../../shared/model/permission.ts";
import type { Person } from "../../shared/model/person.ts";
import { HttpError } from "../http-error.ts";
import type { PersonChange } from "../people-ports.ts";
import { type BodyFields, invalid } from "./body-fields.ts";

const USER = { max: 100 };
const NAME = { max: 200 };
const MAX_AREAS = 1000;
const MAX_AREA_CHARACTERS = 200;

export function parseNewPerson(body: BodyFields): Omit<Person, "id"> {
  const role = body.choice("role", ROLES);
  const areas = body.has("areas") || role !== "administrator" ? parseAreas(body, role) : "all";
  return { user: body.text("user", USER), name: body.text("name", NAME), role, areas, isActive: true };
}

/** The first administrator says who they are; everything else is given. */
export const parseFirstAdministrator = (body: BodyFields): Omit<Person, "id"> => ({
  user: body.text("user", USER),
  name: body.text("name", NAME),
  role: "administrator",
  areas: "all",
  isActive: true,
});

export function parsePersonChange(body: BodyFields, before: Person): PersonChange {
  const role = body.has("role") ? body.choice("role", ROLES) : before.role;
  const becomesAdministrator = role === "administrator" && before.role !== "administrator";
  return {
    ...(body.has("name") ? { name: body.text("name", NAME) } : {}),
    ...(body.has("role") ? { role } : {}),
    ...(becomesAdministrator ? { areas: "all" as const } : {}),
    ...(body.has("areas") ? { areas: parseAreas(body, role) } : {}),
    ...(body.has("isActive") ? { isActive: body.flag("isActive") } : {}),
  };
}

/** Whoever decides who sees what sees everything: an administrator's areas are always all. */
function parseAreas(body: BodyFields, role: Role): AreaScope {
  const areas = body.get("areas");
  if (areas === "all") return "all";
  if (role === "administrator") throw invalid("areas", `"all" for an administrator`);
  const isArea = (area: unknown): area is string =>
    typeof area === "string" && area.length > 0 && area.length <= MAX_AREA_CHARACTERS;
  if (!Array.isArray(areas) || areas.length > MAX_AREAS || !areas.every(isArea))
    throw invalid("areas", `"all", or a list of names of areas`);
  return [...new Set<string>(areas)].sort();
}

export function parsePermissions(body: BodyFields): Permissions {
  const given = body.get("permissions");
  if (typeof given !== "object" || given === null) throw invalid("permissions", "an object");
  const rights = new Map<string, unknown>(Object.entries(given));
  const rightIn = (area: string): Right => {
    const right = RIGHTS.find((known) => known === rights.get(area));
    if (right === undefined) throw invalid(`permissions.${area}`, `one of ${RIGHTS.join(", ")}`);
    return right;
  };
  return Object.fromEntries(PERMISSION_AREAS.map((area) => [area, rightIn(area)])) as unknown as Permissions;
}

/** A new password that may be used; `related` are names it must not be made of. */
export function parseNewPassword(body: BodyFields, field: string, related: readonly string[]): string {
  const password = body.secret(field);
  const fault = judgePassword(password, related);
  if (fault) throw new HttpError(fault);
  return password;
}
