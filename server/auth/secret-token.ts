import { createHash, randomBytes } from "node:crypto";

/**
 * What proves a session or a one-time link: `<utility>.<43 characters>`. The first part says in
 * whose store to look; the second is 32 random bytes. A store keeps the hash of the whole only.
 */
export interface SecretToken {
  readonly text: string;
  readonly id: Uint8Array;
}

export function makeSecretToken(utility: string): SecretToken {
  const text = `${utility}.${randomBytes(32).toString("base64url")}`;
  return { text, id: hashToken(text) };
}

/** A token somebody shows; `undefined` when it cannot be one. */
export function readSecretToken(text: string): (SecretToken & { readonly utility: string }) | undefined {
  const utility = /^([a-z0-9][a-z0-9-]{0,62})\.[\w-]{43}$/.exec(text)?.[1];
  return utility === undefined ? undefined : { utility, text, id: hashToken(text) };
}

const hashToken = (text: string): Uint8Array =>
  new Uint8Array(createHash("sha256").update(text, "utf8").digest());
