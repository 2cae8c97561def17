import { Hono } from "hono";
import { checkPermissions, ROLE_PRESETS, ROLES, type Role } from "../../shared/model/permission.ts";
import type { WireRole } from "../../shared/model/wire-people.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import type { RoleStore } from "../people-ports.ts";
import { BodyFields } from "./body-fields.ts";
import { parsePermissions } from "./parse-people.ts";

/** What each role may do. Access control stays the administrator's. */
export function rolesRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/roles", async (c) => {
      const { roles } = callerOf(c).utility.store;
      return c.json({ roles: await Promise.all(ROLES.map((role) => wireRoleOf(roles, role))) });
    })
    .put("/api/v1/roles/:role", async (c) => {
      const { utility, actor } = callerOf(c);
      const role = ROLES.find((known) => known === c.req.param("role"));
      if (!role) throw new HttpError("role.not-found");
      const permissions = checkPermissions(role, parsePermissions(await BodyFields.read(c)));
      if (!permissions.ok) throw new HttpError(permissions.error);
      const target = { kind: "role", id: role, name: role };
      const note = { atMs: deps.nowMs(), event: "role.changed", by: actor, target };
      await utility.store.roles.save(role, permissions.value, note);
      return c.json(await wireRoleOf(utility.store.roles, role));
    });
}

async function wireRoleOf(roles: RoleStore, role: Role): Promise<WireRole> {
  return {
    role,
    permissions: await roles.permissions(role),
    preset: ROLE_PRESETS[role],
    isFixed: role === "administrator",
  };
}
