import { hkdfSync } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { normalizePassword } from "../../shared/model/judge-password.ts";
import { SingleFile } from "./single-file.ts";

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane; the package's default variant is id. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MAX_WAITING = 50;

/**
 * Hashes and checks passwords with argon2id. A key derived from the master key goes into each hash,
 * so a stolen database alone cannot be tried out. Browsers that are known wait in a line of their
 * own: a flood of strangers does not hold them up, and two cores at most are ever hashing.
 */
export class Passwords {
  readonly #secret: Uint8Array;
  readonly #lines = { known: new SingleFile(MAX_WAITING), unknown: new SingleFile(MAX_WAITING) };
  /** Checked when there is no account or no password: the answer takes as long as any other. */
  readonly #nobody: Promise<string>;

  constructor(masterKey: Uint8Array) {
    this.#secret = new Uint8Array(hkdfSync("sha256", masterKey, "", "rounds password", 32));
    this.#nobody = this.hash("nobody has this password");
  }

  hash(password: string): Promise<string> {
    return hash(normalizePassword(password), { ...ARGON2ID, secret: this.#secret });
  }

  /** `undefined`: too many are waiting to be checked. */
  verify(
    passwordHash: string | undefined,
    password: string,
    line: "known" | "unknown",
  ): Promise<boolean> | undefined {
    return this.#lines[line].run(async () => {
      const stored = passwordHash ?? (await this.#nobody);
      const isRight = await verify(stored, normalizePassword(password), { secret: this.#secret });
      return isRight && passwordHash !== undefined;
    });
  }
}
