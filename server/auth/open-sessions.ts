import type { Person } from "../../shared/model/person.ts";
import type { Actor, OpenSession, SessionStore } from "../people-ports.ts";
import { makeSecretToken, readSecretToken } from "./secret-token.ts";

const DAY_MS = 86_400_000;
/** A browser not used for this long has to sign in again. */
const SESSION_LIFE_MS = 30 * DAY_MS;
/** Sliding forward is a write: once a day is enough. */
const SLIDE_MS = DAY_MS;

export interface StartedSession {
  /** Goes into the browser's cookie and nowhere else. */
  readonly token: string;
  readonly expiresAtMs: number;
}

/** Signs a person in: the token is fresh each time, so one planted beforehand is worth nothing. */
export async function startSession(
  sessions: SessionStore,
  who: { readonly utility: string; readonly person: Person; readonly by: Actor; readonly how: string },
  nowMs: number,
): Promise<StartedSession> {
  const { utility, person, by, how } = who;
  const token = makeSecretToken(utility);
  const expiresAtMs = nowMs + SESSION_LIFE_MS;
  const session = {
    id: token.id,
    personId: person.id,
    createdAtMs: nowMs,
    seenAtMs: nowMs,
    expiresAtMs,
    address: by.address,
    computer: by.computer,
  };
  const actor = { ...by, personId: person.id, name: person.name };
  await sessions.create(session, { atMs: nowMs, event: "session.started", by: actor, after: { how } });
  return { token: token.text, expiresAtMs };
}

export interface CheckedSession extends OpenSession {
  /** The session slid forward: the browser's cookie has to live on too. */
  readonly hasSlid: boolean;
}

/** The session a token opens in this utility, slid forward while it is used. */
export async function checkSession(
  sessions: SessionStore,
  token: string,
  nowMs: number,
): Promise<CheckedSession | undefined> {
  const secret = readSecretToken(token);
  const open = secret && (await sessions.find(secret.id, nowMs));
  if (!open) return undefined;
  const { session } = open;
  if (nowMs - session.seenAtMs < SLIDE_MS) return { ...open, hasSlid: false };
  const expiresAtMs = nowMs + SESSION_LIFE_MS;
  await sessions.extend(session.id, nowMs, expiresAtMs);
  return { ...open, session: { ...session, seenAtMs: nowMs, expiresAtMs }, hasSlid: true };
}
