import { createHash, randomBytes } from "node:crypto";
import { type Sql, toText } from "./sql.ts";

const sha256 = (token: string): Uint8Array => createHash("sha256").update(token, "utf8").digest();

export const createGatewaysTable = (sql: Sql) => ({
  create(name: string): string {
    const token = randomBytes(32).toString("base64url");
    sql.run("INSERT INTO gateways VALUES (?, ?)", [sha256(token), name]);
    return token;
  },
  authenticate(token: string): string | undefined {
    const row = sql.get("SELECT name FROM gateways WHERE token_sha256 = ?", [sha256(token)]);
    return row ? toText(row[0]) : undefined;
  },
});
