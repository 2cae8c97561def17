import { MAX_PASSWORD_CHARACTERS } from "../../shared/model/judge-password.ts";
import { foldUser, type Person } from "../../shared/model/person.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { Actor, AuditStore, PeopleStore } from "../people-ports.ts";
import { KnownBrowsers } from "./known-browsers.ts";
import { Passwords } from "./passwords.ts";
import { SignInThrottle, type SignInTry } from "./sign-in-throttle.ts";

export interface SignInDeps {
  readonly passwords: Passwords;
  readonly throttle: SignInThrottle;
  readonly browsers: KnownBrowsers;
}

export const createSignInDeps = (masterKey: Uint8Array): SignInDeps => ({
  passwords: new Passwords(masterKey),
  throttle: new SignInThrottle(),
  browsers: new KnownBrowsers(masterKey),
});

export interface SignInAttempt {
  /** Absent: there is no such utility, which is answered like a wrong password. */
  readonly store: { readonly people: PeopleStore; readonly audit: AuditStore } | undefined;
  readonly utility: string;
  readonly user: string;
  readonly password: string;
  /** The cookie of known browsers, as it came. */
  readonly browserCookie: string;
  readonly by: Actor;
}

export type SignInFault =
  | { readonly code: "session.wrong-credentials" }
  | { readonly code: "session.busy" }
  | { readonly code: "session.wait"; readonly waitMs: number };

/** Checks user name and password. What is wrong is never said: neither names nor utilities can be asked for. */
export async function signIn(
  deps: SignInDeps,
  attempt: SignInAttempt,
  nowMs: number,
): Promise<Result<Person, SignInFault>> {
  const { store, utility, user, by } = attempt;
  const found = await store?.people.findUser(user);
  const mark = found && deps.browsers.find(attempt.browserCookie, { utility, personId: found.person.id });
  const counted: SignInTry = {
    account: `${utility}/${foldUser(user)}`,
    address: by.address,
    ...(mark !== undefined && deps.throttle.isTrusted(mark, nowMs) ? { browser: mark } : {}),
  };
  const waitMs = deps.throttle.begin(counted, nowMs);
  if (waitMs > 0) return err({ code: "session.wait", waitMs });
  const line = counted.browser === undefined ? "unknown" : "known";
  // Nobody's password is that long, and hashing must not be asked for megabytes.
  const isTooLong = attempt.password.length > 2 * MAX_PASSWORD_CHARACTERS;
  const [passwordHash, password] = isTooLong ? [undefined, ""] : [found?.passwordHash, attempt.password];
  const isRight = await deps.passwords.verify(passwordHash, password, line);
  if (isRight === undefined) {
    deps.throttle.takeBack(counted);
    return err({ code: "session.busy" });
  }
  if (!(found?.person.isActive && isRight)) {
    await noteRefusal(attempt, found?.person, nowMs);
    return err({ code: "session.wrong-credentials" });
  }
  deps.throttle.succeed(counted);
  return ok(found.person);
}

/** Names that nobody has stay out of the log: people type passwords there. */
async function noteRefusal(
  { store, by }: SignInAttempt,
  person: Person | undefined,
  nowMs: number,
): Promise<void> {
  if (!(store && person)) return;
  const target = { kind: "person", id: person.id, name: person.name };
  await store.audit.append({ atMs: nowMs, event: "session.refused", by, target });
}
