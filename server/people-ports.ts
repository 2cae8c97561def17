import type { Permissions, Role } from "../shared/model/permission.ts";
import type { Person } from "../shared/model/person.ts";
import type { Result } from "../shared/model/result.ts";

/**
 * What the server's inner parts need to know and keep about people, as types only. Every store
 * belongs to one utility. Whatever changes something takes an `AuditNote` and writes it in the same
 * transaction, so that no change is without its entry and no entry without its change.
 */

/** Who does something, and from where. */
export interface Actor {
  /** Absent: a command on the server, or somebody who is not signed in. */
  readonly personId?: string;
  readonly name: string;
  readonly address: string;
  /** Browser and system as the browser names them. */
  readonly computer: string;
}

export interface AuditTarget {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** One line of the audit log before it has its place in the chain. */
export interface AuditNote {
  readonly atMs: number;
  /** Dotted: `person.created`, `session.refused`. */
  readonly event: string;
  readonly by: Actor;
  readonly target?: AuditTarget;
  /** What changed, from what to what: plain JSON, without secrets. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface AuditEntry extends AuditNote {
  /** From 1, without gaps. */
  readonly seq: number;
  /** SHA-256 over this entry and the hash before it. */
  readonly hash: Uint8Array;
}

export interface AuditQuestion {
  readonly fromMs: number;
  readonly toMs: number;
  readonly beforeSeq: number;
  readonly limit: number;
}

/** How far the chain was walked: the last entry that is as it was written. */
export interface ChainWalk {
  readonly seq: number;
  readonly hash: Uint8Array;
  /** The entry behind it, when that one is not. */
  readonly brokenAtSeq?: number;
  readonly isEnd: boolean;
}

/** Append-only, hash-chained record of what people did. */
export interface AuditStore {
  append(note: AuditNote): Promise<void>;
  /** Newest first, `fromMs ≤ time < toMs`. */
  list(question: AuditQuestion): Promise<readonly AuditEntry[]>;
  /** Checks at most `limit` entries behind `from` (absent: from the first). */
  walkChain(limit: number, from?: ChainWalk): Promise<ChainWalk>;
}

/** A person as the office lists people. */
export interface PersonRow extends Person {
  readonly hasPassword: boolean;
  readonly sessions: number;
  readonly lastSeenAtMs?: number;
}

export type PersonFault = "person.not-found" | "person.user-taken" | "person.last-administrator";

/** What an administrator may change of a person. */
export type PersonChange = Partial<Pick<Person, "name" | "role" | "areas" | "isActive">>;

export interface PeopleStore {
  /** By name. */
  list(nowMs: number): Promise<readonly PersonRow[]>;
  find(id: string): Promise<Person | undefined>;
  /** The person of this user name, whatever its case, with the hash of their password if they chose one. */
  findUser(user: string): Promise<{ readonly person: Person; readonly passwordHash?: string } | undefined>;
  /** Whether somebody active with a password may decide who may do what. */
  hasAdministrator(): Promise<boolean>;
  create(person: Person, note: AuditNote): Promise<Result<void, PersonFault>>;
  /** Somebody made inactive is signed out everywhere. The note's `before` and `after` are filled in. */
  change(id: string, change: PersonChange, note: AuditNote): Promise<Result<Person, PersonFault>>;
  remove(id: string, note: AuditNote): Promise<Result<void, PersonFault>>;
  /** Ends all sessions but `exceptSessionId`, and makes waiting links worthless. */
  setPassword(
    id: string,
    password: { readonly hash: string; readonly exceptSessionId?: Uint8Array },
    note: AuditNote,
  ): Promise<Result<void, PersonFault>>;
}

export interface RoleStore {
  /** What a role may do now: its preset, or what an administrator made of it. */
  permissions(role: Role): Promise<Permissions>;
  /** The note's `before` and `after` are filled in. */
  save(role: Role, permissions: Permissions, note: AuditNote): Promise<void>;
}

/** A one-time link: to become the first administrator, or to choose a password. */
export interface Invitation {
  /** SHA-256 of the token; the token itself is nowhere. */
  readonly id: Uint8Array;
  readonly kind: "setup" | "password";
  /** Whose password; absent for `setup`. */
  readonly personId?: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** `invitation.invalid`: used, replaced, too old, or never given out. */
export type InvitationFault = "invitation.invalid" | PersonFault;

export interface InvitationStore {
  /** Replaces the links that wait for the same purpose. */
  create(invitation: Invitation, note: AuditNote): Promise<void>;
  find(id: Uint8Array, nowMs: number): Promise<Invitation | undefined>;
  /** Makes the first administrator, and uses up the link. */
  acceptSetup(
    id: Uint8Array,
    first: { readonly person: Person; readonly passwordHash: string },
    note: AuditNote,
  ): Promise<Result<Person, InvitationFault>>;
  /** Gives the link's person this password, ends their sessions, and uses up the link. */
  acceptPassword(
    id: Uint8Array,
    passwordHash: string,
    note: AuditNote,
  ): Promise<Result<Person, InvitationFault>>;
}

/** One browser in which somebody is signed in. */
export interface Session {
  /** SHA-256 of the token; the token itself is only in the browser. */
  readonly id: Uint8Array;
  readonly personId: string;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
  readonly expiresAtMs: number;
  readonly address: string;
  readonly computer: string;
}

/** A session with everything a request is judged by. */
export interface OpenSession {
  readonly session: Session;
  readonly person: Person;
  readonly permissions: Permissions;
}

export interface SessionStore {
  create(session: Session, note: AuditNote): Promise<void>;
  /** `undefined` when it ended, expired, or its person is not active. */
  find(id: Uint8Array, nowMs: number): Promise<OpenSession | undefined>;
  /** Slides the session forward. */
  extend(id: Uint8Array, seenAtMs: number, expiresAtMs: number): Promise<void>;
  listOf(personId: string, nowMs: number): Promise<readonly Session[]>;
  end(id: Uint8Array, note: AuditNote): Promise<void>;
  /** How many were open. */
  endAll(personId: string, note: AuditNote): Promise<number>;
}
