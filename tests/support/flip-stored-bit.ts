import { join } from "node:path";
import { meterOfBlockId } from "../../server/store/block-ids.ts";
import { Sql } from "../../server/store/sql.ts";

/** A bit goes wrong on the disk of a server: in the stored block of the last meter that came, of its n-th month. */
export function flipStoredBit({ dataFolder }: { readonly dataFolder: string }, n: number): void {
  const sql = new Sql(join(dataFolder, "town/store.db"));
  sql.exec("PRAGMA busy_timeout = 20000");
  const ids = sql.all("SELECT id FROM blocks ORDER BY id DESC").map(([id]) => Number(id));
  const own = ids.filter((id) => meterOfBlockId(id) === meterOfBlockId(ids[0] ?? 0)).toReversed();
  const bytes = sql.get("SELECT bytes FROM blocks WHERE id = ?", [own[n] ?? 0])?.[0];
  if (!(bytes instanceof Uint8Array)) throw new Error(`the meter has no month ${n}`);
  const flipped = Uint8Array.from(bytes);
  flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 4;
  sql.run("UPDATE blocks SET bytes = ? WHERE id = ?", [flipped, own[n] ?? 0]);
  sql.close();
}
