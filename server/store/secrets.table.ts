import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import type { AuditNote } from "../people-ports.ts";
import type { MailSettings, Signature } from "../report-ports.ts";
import type { AppendAudit } from "./audit.table.ts";
import { openSecret, sealSecret } from "./seal-key.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toBytes } from "./sql.ts";

/** Secrets of the utility itself, sealed under the master key like meter keys. */
class Secrets {
  readonly #sql: Sql;
  readonly #masterKey: Uint8Array;

  constructor(sql: Sql, masterKey: Uint8Array) {
    this.#sql = sql;
    this.#masterKey = masterKey;
  }

  find(name: string): Uint8Array | undefined {
    const row = this.#sql.get("SELECT sealed FROM secrets WHERE name = ?", [name]);
    return row && openSecret(this.#masterKey, name, toBytes(row[0]));
  }

  save(name: string, secret: Uint8Array): void {
    this.#sql.run("INSERT OR REPLACE INTO secrets VALUES (?, ?)", [
      name,
      sealSecret(this.#masterKey, name, secret),
    ]);
  }

  remove(name: string): void {
    this.#sql.run("DELETE FROM secrets WHERE name = ?", [name]);
  }
}

const SIGNING_KEY = "signing-key";
const MAIL_PASSWORD = "mail-password";
const RAW_KEY_BYTES = 32;

/** Ed25519 (RFC 8032); the private key is kept as PKCS #8. */
export function createSigningTable(sql: Sql, masterKey: Uint8Array) {
  const secrets = new Secrets(sql, masterKey);
  const privateKey = () => {
    const kept = secrets.find(SIGNING_KEY);
    if (kept) return createPrivateKey({ key: Buffer.from(kept), format: "der", type: "pkcs8" });
    const made = generateKeyPairSync("ed25519").privateKey;
    secrets.save(SIGNING_KEY, made.export({ format: "der", type: "pkcs8" }));
    return made;
  };
  const publicKeyOf = (key: ReturnType<typeof privateKey>): Uint8Array =>
    new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-RAW_KEY_BYTES));
  return {
    sign(bytes: Uint8Array): Signature {
      const key = privateKey();
      return { signature: new Uint8Array(sign(null, bytes, key)), publicKey: publicKeyOf(key) };
    },
    publicKey: (): Uint8Array => publicKeyOf(privateKey()),
  };
}

const MAIL = "mail";

export function createMailTable(sql: Sql, masterKey: Uint8Array, appendAudit: AppendAudit) {
  const secrets = new Secrets(sql, masterKey);
  const password = (): string | undefined => {
    const kept = secrets.find(MAIL_PASSWORD);
    return kept && Buffer.from(kept).toString("utf8");
  };
  return {
    settings(): (MailSettings & { readonly hasPassword: boolean }) | undefined {
      const text = readSetting(sql, MAIL);
      if (text === undefined) return undefined;
      return { ...(JSON.parse(text) as MailSettings), hasPassword: password() !== undefined };
    },
    save: (settings: MailSettings, next: string | null | undefined, note: AuditNote): void =>
      sql.transaction(() => {
        writeSetting(sql, MAIL, JSON.stringify(settings));
        if (next === null) secrets.remove(MAIL_PASSWORD);
        else if (next !== undefined) secrets.save(MAIL_PASSWORD, Buffer.from(next, "utf8"));
        appendAudit(note);
      }),
    password,
  };
}
