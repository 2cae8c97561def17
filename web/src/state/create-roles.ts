import { type Accessor, createSignal } from "solid-js";
import type { PermissionArea, Right, Role } from "../../../shared/model/permission.ts";
import type { WireRole } from "../../../shared/model/wire-people.ts";
import { fetchRoles, saveRole } from "../api/people-calls.ts";
import { createCall } from "./create-call.ts";

/** What each role may do; every change is saved at once. */
export interface Roles {
  readonly roles: Accessor<readonly WireRole[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  readonly fault: Accessor<string | undefined>;
  /** The role whose last change is on the server. */
  readonly saved: Accessor<Role | undefined>;
  choose(role: WireRole, area: PermissionArea, right: Right): Promise<void>;
  toPreset(role: WireRole): Promise<void>;
}

export function createRoles(): Roles {
  const call = createCall(() => "roles", fetchRoles);
  const [fault, setFault] = createSignal<string>();
  const [saved, setSaved] = createSignal<Role>();
  const save = async ({ role }: WireRole, permissions: WireRole["permissions"]): Promise<void> => {
    setSaved(undefined);
    setFault(undefined);
    const answer = await saveRole(role, permissions);
    if (answer.ok) setSaved(role);
    else setFault(answer.error.code);
    call.reload();
  };
  return {
    roles: () => call.answered()?.value.roles,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
    fault,
    saved,
    choose: (role, area, right) => save(role, { ...role.permissions, [area]: right }),
    toPreset: (role) => save(role, role.preset),
  };
}
