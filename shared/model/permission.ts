import { err, ok, type Result } from "./result.ts";

/** What can be permitted: six areas, from looking at data to deciding who may do what. */
export const PERMISSION_AREAS = [
  "data-access",
  "reading-management",
  "device-and-customer-management",
  "group-management",
  "system-configuration",
  "access-control",
] as const;
export type PermissionArea = (typeof PERMISSION_AREAS)[number];

export const ROLES = ["user", "superuser", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** Each includes the ones before it: who may write may also read. */
export const RIGHTS = ["none", "read", "write"] as const;
export type Right = (typeof RIGHTS)[number];

export type Permissions = Readonly<Record<PermissionArea, Right>>;

/** What something asks for before it answers. */
export interface Need {
  readonly area: PermissionArea;
  readonly right: "read" | "write";
}

/**
 * What the roles may do until an administrator changes it: a user looks and exports, a superuser
 * changes everything but who may do what, an administrator does that too.
 */
export const ROLE_PRESETS: Readonly<Record<Role, Permissions>> = {
  user: {
    "data-access": "read",
    "reading-management": "read",
    "device-and-customer-management": "read",
    "group-management": "read",
    "system-configuration": "none",
    "access-control": "none",
  },
  superuser: {
    "data-access": "write",
    "reading-management": "write",
    "device-and-customer-management": "write",
    "group-management": "write",
    "system-configuration": "write",
    "access-control": "none",
  },
  administrator: {
    "data-access": "write",
    "reading-management": "write",
    "device-and-customer-management": "write",
    "group-management": "write",
    "system-configuration": "write",
    "access-control": "write",
  },
};

export const allows = (permissions: Permissions, need: Need): boolean =>
  RIGHTS.indexOf(permissions[need.area]) >= RIGHTS.indexOf(need.right);

/** The areas of the utility whose points a person sees: every one, or those named. */
export type AreaScope = "all" | readonly string[];

/** A point has exactly one area; whoever is scoped elsewhere does not learn that it exists. */
export const isInScope = (scope: AreaScope, area: string): boolean => scope === "all" || scope.includes(area);

export type PermissionsFault = "role.fixed" | "role.access-control";

/** An administrator's rights cannot be changed, and access control cannot be given to anybody else. */
export function checkPermissions(
  role: Role,
  permissions: Permissions,
): Result<Permissions, PermissionsFault> {
  if (role === "administrator") return err("role.fixed");
  if (permissions["access-control"] !== "none") return err("role.access-control");
  return ok(permissions);
}
