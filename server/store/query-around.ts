import { decodeRegisterSummaries } from "../../shared/blocks/block-header.ts";
import { mergeMonths } from "../../shared/blocks/merge-months.ts";
import type { MonthColumns } from "../../shared/blocks/month-columns.ts";
import { edgeOf } from "../../shared/blocks/month-edges.ts";
import { areEdgesFor, EdgeReader } from "../../shared/blocks/pack-edges.ts";
import { startOfUtcMonth } from "../../shared/blocks/utc-month.ts";
import type { Register } from "../../shared/model/register.ts";
import type { AroundWhen } from "../reading-ports.ts";
import { LAST_METER, meterOfSummaryId, monthOf, summaryId } from "./block-ids.ts";
import type { BlocksTable } from "./blocks.table.ts";
import { AroundRows, type NumberedCounts } from "./counts-around.ts";
import { areEdgesWhole, withoutEdges } from "./fill-edges.ts";
import type { MeterIds } from "./meter-ids.ts";
import type { ReadingLog } from "./reading-log.ts";
import { type Sql, toBytes, toNumber, toText } from "./sql.ts";

interface Parts {
  readonly sql: Sql;
  readonly ids: MeterIds;
  readonly blocks: BlocksTable;
  readonly log: ReadingLog;
}

/** Meters answered at a time: some fifty milliseconds when their blocks have to be opened. */
const STRETCH = 1024;
/** So many of these at once where hardly a block has to be. */
const AT_ONCE = 8;
const HARDLY = 128;

/**
 * One stretch of meters. Starts of the utility's months are answered from the edges beside the blocks; where a
 * block has none yet (`fill-edges.ts`), and for other moments, it is opened.
 */
export function queryCountsAround(parts: Parts, register: Register, when: AroundWhen): NumberedCounts {
  const places = placesOf(parts, when.momentsMs);
  const most = places && areEdgesWhole(parts.sql, parts.blocks.edges) ? AT_ONCE : 1;
  const { recent, stretches } = recentTogether(parts, when, most);
  const asked = { register, momentsMs: when.momentsMs, ...stretchOf(when, stretches) };
  const rows = new AroundRows(STRETCH * stretches, when.momentsMs.length);
  if (places) addKept(parts, asked, { recent, rows, places });
  else addOpened(parts, asked, { recent, rows });
  for (const [meterId, newer] of recent) {
    const older = parts.blocks.read(meterId, asked.month, (column) => column.register === register);
    const edge = edgeOf(older ? mergeMonths(older, newer) : newer, register, asked.momentsMs);
    if (edge) rows.add(meterId, edge);
  }
  return { ...rows.done(), ...(asked.toMeter < parts.ids.last ? { next: when.stretch + stretches } : {}) };
}

interface Stretch {
  readonly month: number;
  readonly fromMeter: number;
  /** Inclusive. */
  readonly toMeter: number;
}

interface Asked extends Stretch {
  readonly register: Register;
  readonly momentsMs: readonly number[];
}

interface Answer {
  readonly recent: ReadonlyMap<number, MonthColumns>;
  readonly rows: AroundRows;
}

function stretchOf({ momentsMs, stretch }: AroundWhen, stretches: number): Stretch {
  const fromMeter = stretch * STRETCH;
  const toMeter = Math.min(LAST_METER, fromMeter + STRETCH * stretches - 1);
  return { month: monthOf(momentsMs[0] ?? 0), fromMeter, toMeter };
}

const idsOf = ({ month, fromMeter, toMeter }: Stretch): [number, number] => [
  summaryId(fromMeter, month),
  summaryId(toMeter, month),
];

/** Where the moments stand among those of the month's edges; `undefined` where one is not among them. */
function placesOf({ blocks }: Parts, momentsMs: readonly number[]): readonly number[] | undefined {
  const starts = blocks.edges.starts.within(monthOf(momentsMs[0] ?? 0));
  const places = momentsMs.map((atMs) => starts.indexOf(atMs));
  return places.includes(-1) ? undefined : places;
}

function addKept(
  { sql, blocks }: Parts,
  asked: Asked,
  { recent, rows, places }: Answer & { readonly places: readonly number[] },
): void {
  const { register, month } = asked;
  const head = blocks.edges.head(month);
  const monthMs = startOfUtcMonth(month);
  const reader = new EdgeReader(register);
  const unknown = areEdgesWhole(sql, blocks.edges) ? [] : withoutEdges(sql, ...idsOf(asked));
  eachEdges(sql, asked, (meterId, bytes) => {
    if (recent.has(meterId)) return;
    if (!areEdgesFor(bytes, head)) unknown.push(meterId);
    else if (reader.read(bytes, monthMs)) rows.addRead(meterId, reader, places);
  });
  for (const meterId of unknown) {
    if (!recent.has(meterId)) addBlock(blocks, asked, { meterId, rows });
  }
}

/** All of a stretch as one text: the binding takes microseconds for each row it hands over. */
const ALL_EDGES = `SELECT group_concat((id - ?) || ' ' || hex(bytes), ' ') FROM month_edges WHERE id BETWEEN ? AND ?`;

/** `bytes` are good until the next ones come. */
function eachEdges(sql: Sql, asked: Asked, take: (meterId: number, bytes: Uint8Array) => void): void {
  const [fromId, toId] = idsOf(asked);
  const text = toText(sql.get(ALL_EDGES, [fromId, fromId, toId])?.[0]);
  const room = new Uint8Array(text.length >> 1);
  for (let at = 0; at < text.length; ) {
    const gap = text.indexOf(" ", at);
    const meterId = asked.fromMeter + Number(text.slice(at, gap));
    let length = 0;
    for (at = gap + 1; at < text.length && text.charCodeAt(at) !== SPACE; at += 2) {
      room[length] = 16 * digitOf(text.charCodeAt(at)) + digitOf(text.charCodeAt(at + 1));
      length += 1;
    }
    at += 1;
    take(meterId, room.subarray(0, length));
  }
}

const SPACE = 0x20;
/** Of a hexadecimal digit's code, upper case. */
const digitOf = (code: number): number => code - (code < 0x41 ? 0x30 : 0x37);

function addOpened({ sql, blocks }: Parts, asked: Asked, { recent, rows }: Answer): void {
  const { register } = asked;
  for (const [id, header] of sql.all(
    "SELECT id, header FROM summaries WHERE id BETWEEN ? AND ?",
    idsOf(asked),
  )) {
    const meterId = meterOfSummaryId(toNumber(id));
    if (recent.has(meterId) || decodeRegisterSummaries(toBytes(header), register)?.length === 0) continue;
    addBlock(blocks, asked, { meterId, rows });
  }
}

function addBlock(
  blocks: BlocksTable,
  { register, month, momentsMs }: Asked,
  { meterId, rows }: { readonly meterId: number; readonly rows: AroundRows },
): void {
  const columns = blocks.read(meterId, month, (column) => column.register === register);
  const edge = columns && edgeOf(columns, register, momentsMs);
  if (edge) rows.add(meterId, edge);
}

/** What is recent of as many stretches as are answered together: of what is recent the block has to be opened. */
function recentTogether(
  parts: Parts,
  when: AroundWhen,
  most: number,
): { readonly recent: ReadonlyMap<number, MonthColumns>; readonly stretches: number } {
  const recent = recentMonths(parts, stretchOf(when, 1));
  let stretches = 1;
  for (; stretches < most && recent.size <= HARDLY; stretches++) {
    const next = { ...when, stretch: when.stretch + stretches };
    for (const [id, month] of recentMonths(parts, stretchOf(next, 1))) recent.set(id, month);
  }
  return { recent, stretches };
}

function recentMonths(
  { ids, log }: Parts,
  { month, fromMeter, toMeter }: Stretch,
): Map<number, MonthColumns> {
  const months = new Map<number, MonthColumns>();
  const [fromMs, toMs] = [startOfUtcMonth(month), startOfUtcMonth(month + 1)];
  const sets = log.sets.filter(({ readings }) => readings.oldestMs < toMs).reverse();
  for (const { readings } of sets) {
    for (let id = fromMeter; id <= Math.min(toMeter, ids.last); id++) {
      if (readings.newestMs(id) < fromMs) continue;
      for (const newer of readings.months({ id, key: ids.keyOf(id) }, fromMs, toMs)) {
        const older = months.get(id);
        months.set(id, older ? mergeMonths(older, newer) : newer);
      }
    }
  }
  return months;
}
