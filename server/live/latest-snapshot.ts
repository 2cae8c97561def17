import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { LatestWriter } from "../../shared/blocks/latest-columns.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { sortByImportance } from "../../shared/model/wire-reading.ts";
import type { PointIndex } from "./point-index.ts";

const compress = promisify(gzip);

/** What all points said last, ready to be sent. */
export interface LatestSnapshot {
  /** Change cursor it is true at. */
  readonly cursor: number;
  readonly etag: string;
  readonly bytes: Uint8Array;
  /** The same, gzip. */
  readonly packed: Uint8Array;
}

export interface LatestQuestion {
  readonly points: PointIndex;
  readonly changes: { cursor(): number };
  /** What tells apart people who see other points. */
  readonly scope: string;
  isVisible(point: { readonly area: string }): boolean;
}

/** Scopes kept at once. One that nobody asked for lately is made anew. */
const KEPT_SCOPES = 8;
/** Lines written before others get their turn. */
const STRETCH = 4_000;

interface Kept {
  readonly cursor: number;
  readonly snapshot: Promise<LatestSnapshot>;
}

const keptByPoints = new WeakMap<PointIndex, Map<string, Kept>>();

/** Made once for each moment and scope, however many ask. */
export function latestSnapshot(question: LatestQuestion): Promise<LatestSnapshot> {
  const cursor = question.changes.cursor();
  const scopes = keptByPoints.get(question.points) ?? new Map<string, Kept>();
  keptByPoints.set(question.points, scopes);
  const known = scopes.get(question.scope);
  if (known?.cursor === cursor) return known.snapshot;
  const kept = { cursor, snapshot: makeSnapshot(question, cursor) };
  scopes.delete(question.scope);
  scopes.set(question.scope, kept);
  kept.snapshot.catch(() => scopes.delete(question.scope));
  const [oldest] = scopes.keys();
  if (scopes.size > KEPT_SCOPES && oldest !== undefined) scopes.delete(oldest);
  return kept.snapshot;
}

async function makeSnapshot({ points, isVisible }: LatestQuestion, cursor: number): Promise<LatestSnapshot> {
  const writer = new LatestWriter();
  let left = STRETCH;
  for (const { point, hasKey, latest } of points.latestRows()) {
    if (!isVisible(point)) continue;
    writer.add({ pointId: point.id, hasKey, ...(latest ? { reading: listed(latest) } : {}) });
    left -= 1;
    if (left > 0) continue;
    left = STRETCH;
    await setImmediate();
  }
  const bytes = writer.finish();
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
  return { cursor, etag, bytes, packed: await compress(bytes, { level: 4 }) };
}

const listed = ({ atMs, values, status }: Reading) => ({ atMs, status, values: sortByImportance(values) });
