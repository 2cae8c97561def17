/** Shapes of the HTTP API about people, their rights and what they did. Times are UTC milliseconds. */
import type { AreaScope, Permissions, Role } from "./permission.ts";

/** `GET /api/v1/session`, and the answer to every way of signing in. */
export type WireSession =
  | {
      readonly signedIn: true;
      readonly utility: { readonly id: string; readonly name: string };
      readonly person: { readonly id: string; readonly user: string; readonly name: string };
      readonly role: Role;
      readonly permissions: Permissions;
      readonly areas: AreaScope;
      readonly expiresAtMs: number;
      /** Somebody of the demonstration, who has no password. */
      readonly isDemo?: boolean;
    }
  | {
      readonly signedIn: false;
      /** False while this server lets everybody do everything: there is no sign-in page to show. */
      readonly isEnforced: boolean;
      /** Nobody can sign in yet: the first administrator opens the link the server printed. */
      readonly needsSetup: boolean;
      /** The server holds several utilities: sign-in has to name one. */
      readonly asksUtility: boolean;
      /** People who are signed in by a click; only in the demonstration. */
      readonly demoPeople: readonly WireDemoPerson[];
    };

export interface WireDemoPerson {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
}

/** `POST /api/v1/session` */
export interface WireSignIn {
  readonly user: string;
  readonly password: string;
  readonly utility?: string;
}

/** `POST /api/v1/setup`: the first administrator, by the one-time link the server printed. */
export interface WireSetup {
  readonly token: string;
  readonly user: string;
  readonly name: string;
  readonly password: string;
}

/** `POST /api/v1/invitation`: a password of one's own, by a one-time link. */
export interface WireAcceptance {
  readonly token: string;
  readonly password: string;
}

/** `POST /api/v1/invitation/look`: what a link is for; `person` is absent for the first administrator. */
export interface WireInvitationView {
  readonly kind: "setup" | "password";
  readonly utility: { readonly id: string; readonly name: string };
  readonly person?: { readonly user: string; readonly name: string; readonly role: Role };
  readonly expiresAtMs: number;
}

/** `GET /api/v1/users` → `{ users: WireUser[] }` */
export interface WireUser {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly areas: AreaScope;
  readonly isActive: boolean;
  /** Whether a password was ever chosen; until then the invitation is waiting. */
  readonly hasPassword: boolean;
  readonly sessions: number;
  readonly lastSeenAtMs?: number;
}

/** A one-time link's token: shown once, its hash is kept. The page is `/invitation#<token>`. */
export interface WireLink {
  readonly token: string;
  readonly expiresAtMs: number;
}

/** `POST /api/v1/users` */
export interface WireNewUser {
  readonly user: WireUser;
  readonly invitation: WireLink;
}

/** `GET /api/v1/sessions`: where one is signed in oneself. */
export interface WireOwnSession {
  readonly createdAtMs: number;
  readonly seenAtMs: number;
  readonly expiresAtMs: number;
  readonly address: string;
  readonly computer: string;
  readonly isThis: boolean;
}

/** `GET /api/v1/roles` → `{ roles: WireRole[] }` */
export interface WireRole {
  readonly role: Role;
  readonly permissions: Permissions;
  readonly preset: Permissions;
  /** An administrator's rights cannot be changed. */
  readonly isFixed: boolean;
}

/** `GET /api/v1/audit?from=<ms>&to=<ms>&before=<seq>&limit=200`: newest first. */
export interface WireAudit {
  readonly entries: readonly WireAuditEntry[];
  /** Pass as `before` for the next page; absent on the last. */
  readonly nextBefore?: number;
}

export interface WireAuditEntry {
  readonly seq: number;
  readonly atMs: number;
  readonly event: string;
  /** Absent `id`: a command on the server, or somebody who was not signed in. */
  readonly by: { readonly id?: string; readonly name: string };
  readonly address: string;
  /** Browser and system as the browser names them. */
  readonly computer: string;
  readonly target?: { readonly kind: string; readonly id: string; readonly name: string };
  readonly before?: unknown;
  readonly after?: unknown;
  /** Upper-case hex; covers this entry and, through it, every earlier one. */
  readonly hash: string;
}

/** `GET /api/v1/audit/chain`: whether every entry is as it was written. */
export interface WireAuditChain {
  readonly isWhole: boolean;
  readonly entries: number;
  /** The first entry that is not as it was written. */
  readonly brokenAtSeq?: number;
  /** Hash of the last entry: noted elsewhere, it proves later that nothing was cut off the end. */
  readonly head: string;
}
