import { type CustomerReport, TOTAL_MARKS } from "../../shared/exports/customer-report.ts";
import type { CustomerLanguage } from "../../shared/exports/customer-words-table.ts";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Register } from "../../shared/model/register.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import { formatScaled, type Scaled } from "../../shared/model/scaled.ts";
import { type PlacePart, partsOf } from "../../shared/reports/place-parts.ts";
import type { PlaceUse } from "../../shared/reports/report.ts";
import { stepBoundaries } from "../../shared/reports/report-span.ts";
import { lacksDamaged, sumUse } from "../../shared/reports/sum-use.ts";
import type { PointOccupancy, Segment } from "../ports.ts";
import type { Utility } from "../utilities.ts";
import { readUses, silentUse } from "./read-uses.ts";
import { placeOf } from "./report-places.ts";
import { withDamage } from "./with-damage.ts";

export interface CustomerQuestion {
  readonly pointId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly language: CustomerLanguage;
  readonly nowMs: number;
}

export interface BuiltReport {
  readonly report: CustomerReport;
  /** Empty when nobody said one. */
  readonly email: string;
}

/** What bills rest on; a point's other registers are nothing a customer knows. */
export const CUSTOMER_REGISTERS: readonly Register[] = ["E1", "E3", "V1", "A+"];
/** Days up to here, months beyond: more bars than fit on a page say nothing. */
const MAX_DAYS_MS = 63 * 86_400_000;

/**
 * What the customer who lives at a point used there. Of an interval in which somebody moved only the last
 * customer's own time is told: what was used before them is nobody's business but that one's.
 */
export async function buildCustomerReport(
  utility: Utility,
  question: CustomerQuestion,
): Promise<Result<BuiltReport, "customer.none">> {
  const { pointId, fromMs, toMs, nowMs } = question;
  const found = utility.points.find(pointId);
  if (!found) return err("customer.none");
  const { point, row } = found;
  const occupancies = await utility.store.points.occupancies(pointId);
  const place = placeOf(point, undefined, occupancies);
  const parts = partsOf(place, fromMs, toMs);
  const part = parts.findLast(({ customerName, customerNumber }) => customerName + customerNumber !== "");
  if (!part) return err("customer.none");
  const { timeZone, name } = await utility.store.settings.utility();
  const step = part.toMs - part.fromMs <= MAX_DAYS_MS ? "day" : "month";
  const boundariesMs = stepBoundaries(part, step, timeZone);
  const segments = utility.points.segmentsOf(pointId);
  const asked = { registers: CUSTOMER_REGISTERS, boundariesMs, segments, occupancies, nowMs };
  const read = await readUses(utility.store.readings, asked);
  const said = read.map(
    (use, r) =>
      use ??
      silentUse(utility, { register: CUSTOMER_REGISTERS[r], medium: row.medium, segments, boundariesMs }),
  );
  const [uses = said] = await withDamage(utility, [place], [said]);
  const town = [row.postalCode, row.city].filter((text) => text !== "").join(" ");
  const report: CustomerReport = {
    language: question.language,
    utility: name,
    timeZone,
    customer: part.customerName,
    customerNumber: part.customerNumber,
    address: [row.address, town].filter((text) => text !== "").join(", "),
    meters: metersOf(segments, part),
    fromMs: part.fromMs,
    toMs: part.toMs,
    issuedAtMs: nowMs,
    step,
    series: uses.flatMap((use, r) => seriesOf(use, { register: CUSTOMER_REGISTERS[r], part })),
  };
  return ok({ report, email: await emailOf(utility, pointId, { part, occupancies, listed: row }) });
}

const metersOf = (segments: readonly Segment[], { fromMs, toMs }: PlacePart): readonly string[] =>
  segments
    .filter((one) => one.mountedAtMs < toMs && (one.removedAtMs ?? toMs) > fromMs)
    .map(({ meter }) => parseMeterKey(meter)?.id ?? meter);

function seriesOf(
  use: PlaceUse | undefined,
  asked: { readonly register: Register | undefined; readonly part: PlacePart },
): CustomerReport["series"] {
  if (!(use && asked.register)) return [];
  const summed = sumUse(use, asked.part, use.unit);
  // Neighbours share a boundary: the outermost of several, added up, are far beyond what the total can be.
  const isBounded = summed.steps.filter(({ bounds }) => bounds).length === 1;
  return [
    {
      register: asked.register,
      unit: use.unit,
      total: summed.value ? formatScaled(summed.value) : null,
      ...(summed.bounds && isBounded ? { bounds: textOf(summed.bounds) } : {}),
      ...(summed.silentSinceMs === undefined ? {} : { silentSinceMs: summed.silentSinceMs }),
      marks: TOTAL_MARKS.filter((mark) => summed.marks.includes(mark)),
      intervals: summed.steps.map(({ fromMs, toMs, mark, value, bounds }) => ({
        ...{ fromMs, toMs, mark, value: value ? formatScaled(value) : null },
        ...(bounds ? { bounds: textOf(bounds) } : {}),
        ...(lacksDamaged(use, { fromMs, toMs, mark }) ? { isDamaged: true } : {}),
      })),
    },
  ];
}

const textOf = ([low, high]: readonly [Scaled, Scaled]): readonly [string, string] => [
  formatScaled(low),
  formatScaled(high),
];

/** The address noted with the customer's time there; else the point's, if it is listed under the same customer. */
async function emailOf(
  utility: Utility,
  pointId: string,
  who: {
    readonly part: PlacePart;
    readonly occupancies: readonly PointOccupancy[];
    readonly listed: { readonly customer: string; readonly customerNumber: string };
  },
): Promise<string> {
  const { part, occupancies, listed } = who;
  const own = occupancies.findLast(
    (one) => one.customerNumber === part.customerNumber && one.customerName === part.customerName,
  );
  if (own && own.email !== "") return own.email;
  const isListed = listed.customer === part.customerName && listed.customerNumber === part.customerNumber;
  return isListed ? utility.store.points.customerEmail(pointId) : "";
}
