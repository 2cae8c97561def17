import type { AreaScope, Role } from "./permission.ts";

/** Somebody who may sign in. A person belongs to exactly one utility. */
export interface Person {
  readonly id: string;
  /** What is typed to sign in: unique in the utility, whatever its case. */
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  /** Always `"all"` for an administrator. */
  readonly areas: AreaScope;
  /** Whoever is not active keeps the name in the audit log and cannot sign in. */
  readonly isActive: boolean;
}

/** How two ways of typing a user name are compared. */
export const foldUser = (user: string): string => user.normalize("NFKC").trim().toLowerCase();
