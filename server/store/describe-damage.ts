import type { BlockError } from "../../shared/blocks/block-error.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import { meterOfBlockId, monthOfBlockId } from "./block-ids.ts";
import { type Sql, toText } from "./sql.ts";

/** What is wrong with a stored block, whose readings of which month are missing for it, and what to do. */
export function describeDamage(sql: Sql, blockId: number, { kind }: BlockError): string {
  const meter = toText(sql.get("SELECT key FROM meters WHERE id = ?", [meterOfBlockId(blockId)])?.[0]);
  const month = new Date(startOfUtcMonth(monthOfBlockId(blockId))).toISOString().slice(0, 7);
  const what = `Block ${blockId}, ${meter || "an unknown meter"} in ${month}, cannot be read (${kind})`;
  return NEWER.has(kind)
    ? `${what}: a newer Rounds wrote it. Install that one; until then these readings are missing.`
    : `${what}: its bytes are damaged. These readings are missing until the store is restored from a backup or they are imported again.`;
}

/** The same of a commit in the log in front of the blocks. */
export const describeDamagedCommit = (name: string, why: string): string =>
  `${name} cannot be read (${why}): its bytes are damaged and are kept aside. What it said is missing until the store is restored from a backup; telegrams that the journal still has are read anew by Administration, Read anew.`;

const NEWER: ReadonlySet<BlockError["kind"]> = new Set(["newer-version", "unknown-code"]);
