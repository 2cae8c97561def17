import type { MeterKey } from "../../shared/model/meter-id.ts";
import { openSecret, sealSecret } from "./seal-key.ts";
import { readSetting, writeSetting } from "./settings.table.ts";
import { type Sql, toBytes, toText } from "./sql.ts";

export const createKeysTable = (sql: Sql, masterKey: Uint8Array) => ({
  save: (keys: readonly { readonly meter: MeterKey; readonly key: Uint8Array }[]): void =>
    sql.transaction(() => {
      for (const { meter, key } of keys) {
        sql.run(
          `INSERT INTO keys (meter, sealed) VALUES (?, ?)
           ON CONFLICT DO UPDATE SET sealed = excluded.sealed, tried_with = NULL`,
          [meter, sealSecret(masterKey, meter, key)],
        );
      }
    }),
  find(meter: MeterKey): Uint8Array | undefined {
    const row = sql.get("SELECT sealed FROM keys WHERE meter = ?", [meter]);
    return row && openSecret(masterKey, meter, toBytes(row[0]));
  },
  meters: (): readonly MeterKey[] =>
    sql.all("SELECT meter FROM keys").map(([meter]) => toText(meter) as MeterKey),
  toTry: (version: string): readonly MeterKey[] =>
    sql.transaction(() => {
      sql.run("UPDATE keys SET tried_with = ? WHERE tried_with IS NOT ?", [TRYING, version]);
      return sql
        .all("SELECT meter FROM keys WHERE tried_with = ?", [TRYING])
        .map(([meter]) => toText(meter) as MeterKey);
    }),
  noteTried(version: string): void {
    sql.run("UPDATE keys SET tried_with = ? WHERE tried_with = ?", [version, TRYING]);
  },
  remove(meter: MeterKey): void {
    sql.run("DELETE FROM keys WHERE meter = ?", [meter]);
  },
  all(): ReadonlyMap<MeterKey, Uint8Array> {
    const keys = new Map<MeterKey, Uint8Array>();
    for (const [meter, sealed] of sql.all("SELECT meter, sealed FROM keys")) {
      const key = openSecret(masterKey, toText(meter), toBytes(sealed));
      if (key) keys.set(toText(meter) as MeterKey, key);
    }
    return keys;
  },
});

/** No version of a program; a key that is saved meanwhile is `NULL`, and so not among those that have been tried. */
const TRYING = "trying";

const CHECK = "master-key.check";

/**
 * Whether this master key sealed this file's secrets. The first key a file sees leaves a known text
 * sealed under it; another key cannot open that text.
 */
export function isMasterKeyOf(sql: Sql, masterKey: Uint8Array): boolean {
  const check = readSetting(sql, CHECK);
  if (check === undefined) {
    const sealed = sealSecret(masterKey, CHECK, Buffer.from(CHECK, "utf8"));
    writeSetting(sql, CHECK, Buffer.from(sealed).toString("base64"));
    return true;
  }
  return openSecret(masterKey, CHECK, Buffer.from(check, "base64")) !== undefined;
}
