import type { StatusSpan } from "../model/pressure-path.ts";
import type { MeterSpan } from "./counter-line.ts";
import { type HistorySpan, statusRuns } from "./point-history.ts";

/**
 * The info codes that stood within a time, in the order in which they began. `spans` hold readings from before it too:
 * without them none is known to have begun in it.
 */
export function statusSpans(
  spans: readonly MeterSpan[],
  { fromMs, toMs }: HistorySpan,
  isMeant: (status: string) => boolean,
): readonly StatusSpan[] {
  const found = spans.flatMap((span) => spansOfMeter(span, isMeant));
  const isWithin = (one: StatusSpan): boolean =>
    (one.fromMs ?? Number.NEGATIVE_INFINITY) < toMs && (one.toMs ?? Number.POSITIVE_INFINITY) > fromMs;
  return found.filter(isWithin).sort((a, b) => (a.fromMs ?? 0) - (b.fromMs ?? 0));
}

function spansOfMeter(span: MeterSpan, isMeant: (status: string) => boolean): readonly StatusSpan[] {
  const ended: StatusSpan[] = [];
  let standing: readonly StatusSpan[] = [];
  let isFirst = true;
  for (const { atMs, status } of statusRuns(span)) {
    const goesOn = (one: StatusSpan): boolean => status.includes(one.status);
    ended.push(...standing.filter((one) => !goesOn(one)).map((one) => ({ ...one, toMs: atMs })));
    const known = new Set(standing.map((one) => one.status));
    const fresh = status.filter((id) => isMeant(id) && !known.has(id));
    const began = isFirst ? {} : { fromMs: atMs };
    standing = [...standing.filter(goesOn), ...fresh.map((id) => ({ status: id, ...began }))];
    isFirst = false;
  }
  const end = span.removedAtMs === undefined ? {} : { toMs: span.removedAtMs };
  return [...ended, ...standing.map((one) => ({ ...one, ...end }))];
}
