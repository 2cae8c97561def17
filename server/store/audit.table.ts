import { createHash, createHmac, hkdfSync } from "node:crypto";
import type { AuditEntry, AuditNote, AuditQuestion, AuditTarget, ChainWalk } from "../people-ports.ts";
import { type Sql, type SqlRow, toBytes, toNumber, toText } from "./sql.ts";

/**
 * The audit log: a chain of entries that only grows.
 *
 * | column | what |
 * |---|---|
 * | hash | SHA-256 over the hash before (32 zero bytes at first) and the entry as a JSON array, in the order of `CHAINED` |
 * | seal | HMAC-SHA-256 of the hash under a key derived from the master key |
 *
 * Whoever has a copy of the entries can check the hashes; only this server can make or check a
 * seal, so a file changed elsewhere does not pass even with all its hashes computed anew. A log cut
 * at its end passes: the head's hash has to be noted outside to notice that.
 */
export function createAuditTable(sql: Sql, masterKey: Uint8Array) {
  const sealKey = new Uint8Array(hkdfSync("sha256", masterKey, "", "rounds audit seal", 32));
  const seal = (hash: Uint8Array): Uint8Array => createHmac("sha256", sealKey).update(hash).digest();
  return {
    append: (note: AuditNote): void =>
      sql.transaction(() => {
        const last = sql.get("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
        const row = [toNumber(last?.[0]) + 1, ...columnsOf(note)];
        const hash = hashOf(last ? toBytes(last[1]) : FIRST_HASH, row);
        sql.run("INSERT INTO audit VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", [...row, hash, seal(hash)]);
      }),
    list: ({ fromMs, toMs, beforeSeq, limit }: AuditQuestion): readonly AuditEntry[] =>
      sql
        .all(
          `SELECT ${CHAINED}, hash FROM audit WHERE at_ms >= ? AND at_ms < ? AND seq < ?
           ORDER BY seq DESC LIMIT ?`,
          [fromMs, toMs, beforeSeq, limit],
        )
        .map(toEntry),
    walkChain(limit: number, from: ChainWalk = START): ChainWalk {
      const rows = sql.all(`SELECT ${CHAINED}, hash, seal FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`, [
        from.seq,
        limit,
      ]);
      let { seq, hash } = from;
      for (const row of rows) {
        const expected = hashOf(hash, row.slice(0, CHAINED_COUNT));
        const [found, foundSeal] = row.slice(CHAINED_COUNT).map(toBytes);
        const isWritten = toNumber(row[0]) === seq + 1 && isSame(found, expected);
        if (!(isWritten && isSame(foundSeal, seal(expected))))
          return { seq, hash, brokenAtSeq: seq + 1, isEnd: true };
        seq += 1;
        hash = expected;
      }
      return { seq, hash, isEnd: rows.length < limit };
    },
  };
}

/** Writes an entry in the transaction of the change it tells of. */
export type AppendAudit = (note: AuditNote) => void;

const CHAINED = "seq, at_ms, event, person_id, person_name, address, computer, target, before, after";
const CHAINED_COUNT = CHAINED.split(",").length;
const FIRST_HASH = new Uint8Array(32);
const START: ChainWalk = { seq: 0, hash: FIRST_HASH, isEnd: false };

const hashOf = (previous: Uint8Array, row: SqlRow): Uint8Array =>
  createHash("sha256").update(previous).update(JSON.stringify(row)).digest();

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a !== undefined && Buffer.compare(a, b) === 0;

const columnsOf = ({ atMs, event, by, target, before, after }: AuditNote): SqlRow => [
  atMs,
  event,
  by.personId ?? null,
  by.name,
  by.address,
  by.computer,
  writeJson(target),
  writeJson(before),
  writeJson(after),
];

const writeJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

function toEntry(row: SqlRow): AuditEntry {
  const [seq, atMs, event, personId, name, address, computer, target, before, after, hash] = row;
  return {
    seq: toNumber(seq),
    atMs: toNumber(atMs),
    event: toText(event),
    by: {
      ...(personId === null ? {} : { personId: toText(personId) }),
      name: toText(name),
      address: toText(address),
      computer: toText(computer),
    },
    ...(target === null ? {} : { target: JSON.parse(toText(target)) as AuditTarget }),
    ...(before === null ? {} : { before: JSON.parse(toText(before)) as unknown }),
    ...(after === null ? {} : { after: JSON.parse(toText(after)) as unknown }),
    hash: toBytes(hash),
  };
}
