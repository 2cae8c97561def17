import type { Occupancy, PointRecord } from "./point-record.ts";

/**
 * Who is listed at a point and lives there, though nobody wrote down since when: since the last one left, or since the
 * first meter hung. `undefined` where somebody's time there is written and goes on, or nobody else is listed.
 */
export function unwrittenCustomer(record: PointRecord): Omit<Occupancy, "id"> | undefined {
  const { occupancies, segments, customerNumber, customerName } = record;
  if (customerName === "" && customerNumber === "") return undefined;
  if (occupancies.some(({ toMs }) => toMs === undefined)) return undefined;
  const left = occupancies.at(-1);
  if (left?.customerNumber === customerNumber && left.customerName === customerName) return undefined;
  const leftMs = Math.max(...occupancies.map(({ toMs }) => toMs ?? 0), 0);
  const [first] = segments;
  const mountedAtMs = first?.mountedAtMs ?? 0;
  return {
    customerNumber,
    customerName,
    phone: record.customerPhone,
    email: record.customerEmail,
    fromMs: Math.max(leftMs, mountedAtMs),
    // What the first meter showed when it was put up, it showed no more when somebody came later.
    startValues: leftMs > mountedAtMs ? [] : (first?.startValues ?? []),
    endValues: [],
  };
}
