import { describe, expect, it } from "vitest";
import { allows, checkPermissions, isInScope, PERMISSION_AREAS, ROLE_PRESETS } from "./permission.ts";

describe("permissions", () => {
  it("a user sees, and changes nothing in any of the six areas", () => {
    const changes = PERMISSION_AREAS.filter((area) => allows(ROLE_PRESETS.user, { area, right: "write" }));
    expect(changes).toEqual([]);
    expect(allows(ROLE_PRESETS.user, { area: "data-access", right: "read" })).toBe(true);
  });

  it("a superuser changes everything but who may do what, an administrator that too", () => {
    const writable = (role: "superuser" | "administrator") =>
      PERMISSION_AREAS.filter((area) => allows(ROLE_PRESETS[role], { area, right: "write" }));
    expect(writable("superuser")).toEqual([
      "data-access",
      "reading-management",
      "device-and-customer-management",
      "group-management",
      "system-configuration",
    ]);
    expect(writable("administrator")).toEqual([...PERMISSION_AREAS]);
  });

  it("access control stays the administrator's, and the administrator's rights stay whole", () => {
    const generous = { ...ROLE_PRESETS.superuser, "access-control": "read" } as const;
    expect(checkPermissions("superuser", generous)).toMatchObject({ error: "role.access-control" });
    expect(checkPermissions("administrator", ROLE_PRESETS.user)).toMatchObject({ error: "role.fixed" });
    expect(checkPermissions("user", { ...ROLE_PRESETS.user, "group-management": "write" }).ok).toBe(true);
  });

  it("whoever may write may read", () => {
    expect(allows(ROLE_PRESETS.superuser, { area: "group-management", right: "read" })).toBe(true);
  });

  it("a scope of areas shows the points of those areas only", () => {
    expect(isInScope("all", "South")).toBe(true);
    expect(isInScope(["North", "Harbour"], "North")).toBe(true);
    expect(isInScope(["North", "Harbour"], "South")).toBe(false);
    expect(isInScope([], "North")).toBe(false);
  });
});
