import { Hono } from "hono";
import type { WireAudit, WireAuditChain, WireAuditEntry } from "../../shared/model/wire-people.ts";
import { callerOf } from "../caller.ts";
import type { AuditEntry, AuditStore, ChainWalk } from "../people-ports.ts";
import { numberOf } from "./query-numbers.ts";

/** Entries checked at a time: the store's thread answers others in between. */
const WALK_STEP = 20_000;

/** Who did what, when, from where, with what was there before; and whether the log is whole. */
export function auditRoutes(): Hono {
  return new Hono()
    .get("/api/v1/audit", async (c) => {
      const limit = Math.min(1000, Math.max(1, numberOf(c, "limit", 200)));
      const entries = await callerOf(c).utility.store.audit.list({
        fromMs: numberOf(c, "from", 0),
        toMs: numberOf(c, "to", Number.MAX_SAFE_INTEGER),
        beforeSeq: numberOf(c, "before", Number.MAX_SAFE_INTEGER),
        limit: limit + 1,
      });
      const page = entries.slice(0, limit).map(wireEntryOf);
      const last = page.at(-1);
      const answer =
        entries.length > limit && last ? { entries: page, nextBefore: last.seq } : { entries: page };
      return c.json(answer satisfies WireAudit);
    })
    .get("/api/v1/audit/chain", async (c) => {
      const { seq, hash, brokenAtSeq } = await walkWhole(callerOf(c).utility.store.audit);
      return c.json({
        isWhole: brokenAtSeq === undefined,
        entries: seq,
        ...(brokenAtSeq === undefined ? {} : { brokenAtSeq }),
        head: hexOf(hash),
      } satisfies WireAuditChain);
    });
}

async function walkWhole(audit: AuditStore): Promise<ChainWalk> {
  let walk = await audit.walkChain(WALK_STEP);
  while (!walk.isEnd) walk = await audit.walkChain(WALK_STEP, walk);
  return walk;
}

const wireEntryOf = ({ by, hash, ...entry }: AuditEntry): WireAuditEntry => ({
  ...entry,
  by: { ...(by.personId === undefined ? {} : { id: by.personId }), name: by.name },
  address: by.address,
  computer: by.computer,
  hash: hexOf(hash),
});

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex").toUpperCase();
