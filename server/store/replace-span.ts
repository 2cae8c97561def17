import { SOURCE_CODES } from "../../shared/blocks/block-codes-table.ts";
import { headerBytesOf } from "../../shared/blocks/block-header.ts";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { gatherRows } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { readingsOf } from "../../shared/blocks/month-readings.ts";
import { packReadings } from "../../shared/blocks/pack-readings.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { SpanOutcome, SpanReplacement } from "../reading-ports.ts";
import { deflateRaw } from "./block-compression.ts";
import { monthOf } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import type { ChangeCount } from "./change-count.ts";
import { isMeantBy, type MeantSpan } from "./meant-span.ts";
import type { MeterIds } from "./meter-ids.ts";
import { newestInBlocks } from "./newest-plausible.ts";
import type { ReadingQuery } from "./query-readings.ts";
import type { ReadingLog } from "./reading-log.ts";
import type { RowKey } from "./recent-readings.ts";
import type { StoredCount } from "./stored-count.ts";

interface Parts {
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
  readonly stored: StoredCount;
  readonly changes: ChangeCount;
  readonly query: ReadingQuery;
}

/** The last moment a `Date` can hold: a span without an end reaches to it. */
const MAX_TIME_MS = 8.64e15;

/** Readings in the place of others: out of blocks and of what is recent, and durable, in one transaction. */
export function replaceSpan(parts: Parts, replacement: SpanReplacement): SpanOutcome {
  const { meter, sources = [], kept } = replacement;
  if (kept.held.includes(meter)) return { removed: 0, isHeld: true };
  const meant: MeantSpan = {
    fromMs: Math.max(-MAX_TIME_MS, replacement.fromMs, kept.lockedBeforeMs || -MAX_TIME_MS),
    toMs: Math.min(MAX_TIME_MS, replacement.toMs),
    sources,
  };
  const isMeant = isMeantBy(meant);
  const readings = replacement.readings.filter((one) => one.meter === meter && isMeant(keyOf(one)));
  const known = parts.query
    .columns(meter, meant.fromMs, meant.toMs)
    .flatMap((month) => readingsOf(month))
    .filter((one) => isMeant(keyOf(one)));
  const { madeOf } = replacement;
  if (
    madeOf &&
    !isSame(
      known,
      madeOf.filter((one) => isMeant(keyOf(one))),
    )
  )
    return { removed: 0, isHeld: false, isStale: true };
  if (known.length === 0 && readings.length === 0) return { removed: 0, isHeld: false };
  if (isSame(known, readings)) return { removed: 0, isHeld: false };
  const places = new Set(readings.map(nameOfPlace));
  write(parts, { meter, meant, months: new Set(known.map(({ atMs }) => monthOf(atMs))), readings });
  return { removed: known.filter((one) => !places.has(nameOfPlace(one))).length, isHeld: false };
}

interface Writing {
  readonly meter: SpanReplacement["meter"];
  readonly meant: MeantSpan;
  /** Months in which something gives way. */
  readonly months: ReadonlySet<number>;
  readonly readings: readonly Reading[];
}

function write(parts: Parts, { meter, meant, months, readings }: Writing): void {
  const { ids, blocks, log, stored, changes } = parts;
  const packed = packReadings(readings);
  let removed = 0;
  let meterId = 0;
  let changeSeq = 0;
  try {
    changes.change((seq) => {
      changeSeq = seq;
      meterId = ids.idOf(meter);
      for (const month of months) removed += takeOut(blocks, { meterId, month, seq }, meant);
      if (removed > 0) noteNewest(parts, meterId);
      const filled = new Set(readings.map(({ atMs }) => monthOf(atMs)));
      for (const month of months) {
        if (!filled.has(month) && isEmpty(parts, { meterId, month }, meant))
          blocks.remove({ meterId, month, seq });
      }
      stored.save(-removed);
      log.recordReplacement(seq, { meterId, ...meant, readings: packed });
    });
  } catch (error) {
    ids.reload();
    throw error;
  }
  stored.add(-removed);
  log.takeReplacement(changeSeq, { meterId, ...meant, readings: packed });
}

/** Takes the month's rows that are meant out of its block; gives how many there were. */
function takeOut(
  blocks: BlocksTable,
  place: { readonly meterId: number; readonly month: number; readonly seq: number },
  meant: MeantSpan,
): number {
  const full = blocks.read(place.meterId, place.month);
  if (!full) return 0;
  const isMeant = isMeantBy(meant);
  const rows = [...full.timesMs.keys()].filter((row) => !isMeant(keyAt(full, row)));
  if (rows.length === full.timesMs.length) blocks.touch(place);
  else if (rows.length === 0) blocks.remove(place);
  else {
    const columns = gatherRows(full, undefined, Int32Array.from(rows));
    const block = encodeBlock(columns, deflateRaw);
    if (!block.ok) throw new Error(`what is left of a month of ${full.meter} is ${block.error.kind}`);
    blocks.write(place, { bytes: block.value, headerBytes: headerBytesOf(block.value), columns });
  }
  return full.timesMs.length - rows.length;
}

/** Whether nothing of the month is left, neither in its block nor among what is recent. */
function isEmpty(
  { blocks, log }: Parts,
  { meterId, month }: { readonly meterId: number; readonly month: number },
  meant: MeantSpan,
): boolean {
  if (blocks.bytes(meterId, month)) return false;
  const isMeant = isMeantBy(meant);
  const [startMs, endMs] = [startOfUtcMonth(month), startOfUtcMonth(month + 1)];
  return !log.sets.some(({ readings }) =>
    readings.keysOf(meterId).some((key) => key.atMs >= startMs && key.atMs < endMs && !isMeant(key)),
  );
}

/** When the meter's blocks end now, and which reading in them is its newest. */
function noteNewest({ ids, blocks }: Parts, meterId: number): void {
  const lastMonth = blocks.months(meterId).at(-1);
  if (lastMonth === undefined) {
    ids.forgetFolded(meterId);
    return;
  }
  const lastMs = blocks.header(meterId, lastMonth)?.lastMs ?? startOfUtcMonth(lastMonth + 1) - 1;
  const newest = newestInBlocks(blocks, meterId);
  ids.setFolded(meterId, lastMs, newest && packReadings([newest]));
}

const keyOf = ({ atMs, source }: Reading): RowKey => ({ atMs, source: SOURCE_CODES.indexOf(source) });

const keyAt = ({ timesMs, origins, originIndex }: MonthColumns, row: number): RowKey => ({
  atMs: timesMs[row] ?? Number.NaN,
  source: SOURCE_CODES.indexOf(origins[originIndex[row] ?? 0]?.source ?? "import"),
});

const nameOfPlace = ({ atMs, source }: Reading): string => `${atMs} ${source}`;

/** Whether both say the same, whatever the order of their rows: a batch of each has the same bytes. */
function isSame(known: readonly Reading[], readings: readonly Reading[]): boolean {
  if (known.length !== readings.length) return false;
  const ordered = (all: readonly Reading[]) =>
    packReadings(all.toSorted((a, b) => a.atMs - b.atMs || a.source.localeCompare(b.source)));
  return Buffer.compare(ordered(known), ordered(readings)) === 0;
}
