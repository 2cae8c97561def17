import {
  PERMISSION_AREAS,
  type PermissionArea,
  type Permissions,
  RIGHTS,
  type Right,
  ROLE_PRESETS,
  type Role,
} from "../../shared/model/permission.ts";
import type { AuditNote } from "../people-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { type Sql, toText } from "./sql.ts";

export const createRolesTable = (sql: Sql, appendAudit: AppendAudit) => ({
  permissions: (role: Role): Permissions => readPermissions(sql, role),
  save: (role: Role, permissions: Permissions, note: AuditNote): void =>
    sql.transaction(() => {
      const before = readPermissions(sql, role);
      sql.run(
        "INSERT INTO roles VALUES (?, ?) ON CONFLICT DO UPDATE SET permissions = excluded.permissions",
        [role, JSON.stringify(permissions)],
      );
      appendAudit({ ...note, before, after: readPermissions(sql, role) });
    }),
});

/** What a role may do now. Whatever the file says, access control stays the administrator's. */
export function readPermissions(sql: Sql, role: Role): Permissions {
  const preset = ROLE_PRESETS[role];
  if (role === "administrator") return preset;
  const row = sql.get("SELECT permissions FROM roles WHERE role = ?", [role]);
  if (!row) return preset;
  const stored = new Map(Object.entries(JSON.parse(toText(row[0])) as Record<string, unknown>));
  const rightIn = (area: PermissionArea): Right =>
    RIGHTS.find((right) => right === stored.get(area)) ?? preset[area];
  const rights = PERMISSION_AREAS.map((area) => [area, rightIn(area)] as const);
  return { ...preset, ...Object.fromEntries(rights), "access-control": "none" };
}
