import { isCounter, type Register } from "../../shared/model/register.ts";
import type { WirePoint } from "../../shared/model/wire.ts";
import { startOfStep } from "../../shared/model/zoned-time.ts";
import type {
  PlaceChoice,
  PlaceUse,
  PlaceUses,
  ReportPlace,
  ReportSource,
  RunWatch,
  UseQuestion,
} from "../../shared/reports/report.ts";
import { memberKey } from "../../shared/rooms/group-room.ts";
import type { PointOccupancy, Segment } from "../ports.ts";
import type { Utility } from "../utilities.ts";
import { NearCounts, type NewestCount } from "./near-counts.ts";
import { isAround, readUses, silentUse, useOf } from "./read-uses.ts";

interface SourceOptions {
  readonly utility: Utility;
  readonly timeZone: string;
  readonly nowMs: number;
  /** Whether whoever asks may see the point. */
  readonly isVisible: (point: { readonly area: string }) => boolean;
}

/** From so many places on, boundaries are looked up for all meters at once. */
const MANY = 300;
/** More boundaries than these are read meter by meter: a day's boundary is in nobody's summary. */
const MAX_NEAR_BOUNDARIES = 40;
/** Places answered before others get their turn. */
const SLICE = 500;
/** Places read in full at the same time. */
const AT_ONCE = 8;

/** What reports ask of one utility, as one person may see it. */
export function createReportSource(options: SourceOptions): ReportSource {
  const { utility, timeZone, nowMs } = options;
  const occupancies = new Map<string, PointOccupancy[]>();
  return {
    timeZone,
    nowMs,
    async places(choice) {
      occupancies.clear();
      const all = await utility.store.points.occupancies();
      for (const one of all) {
        const known = occupancies.get(one.pointId);
        if (known) known.push(one);
        else occupancies.set(one.pointId, [one]);
      }
      const members = choice.group === undefined ? undefined : await membersOf(utility, choice.group);
      const ids = choice.ids && new Set(choice.ids);
      return utility.points
        .places()
        .filter((row) => options.isVisible(row) && isChosen(row, choice, { ids, members }))
        .map((row) => placeOf(row, occupancies.get(row.id) ?? []));
    },
    uses: (question, watch) => answerUses(options, question, { watch, occupancies }),
  };
}

/** Of all areas; what the caller may not see is left out with the points. A group that was removed has none. */
async function membersOf({ store }: Utility, group: string): Promise<ReadonlySet<string>> {
  const start = memberKey(group, "");
  const heads = await store.rooms.values("groups", "groups");
  if (!heads.some(({ key }) => key === `${start}name`)) return new Set();
  const values = await store.rooms.values("members", "members");
  return new Set(values.filter(({ key }) => key.startsWith(start)).map(({ key }) => key.slice(start.length)));
}

function isChosen(
  row: Pick<WirePoint, "id" | "medium" | "area">,
  { media, areas }: PlaceChoice,
  {
    ids,
    members,
  }: { readonly ids: ReadonlySet<string> | undefined; readonly members: ReadonlySet<string> | undefined },
): boolean {
  return (
    (!ids || ids.has(row.id)) &&
    (!media || media.includes(row.medium)) &&
    (!areas || areas.includes(row.area)) &&
    (!members || members.has(row.id))
  );
}

export const placeOf = (row: WirePoint, occupancies: readonly PointOccupancy[]): ReportPlace => ({
  id: row.id,
  number: row.number,
  address: row.address,
  postalCode: row.postalCode,
  city: row.city,
  area: row.area,
  medium: row.medium,
  serial: row.meter?.serial ?? "",
  customerNumber: row.customerNumber,
  customerName: row.customer,
  tenancies: occupancies.map(({ customerNumber, customerName, fromMs, toMs }) => ({
    customerNumber,
    customerName,
    fromMs,
    ...(toMs === undefined ? {} : { toMs }),
  })),
});

interface Answering {
  readonly watch: RunWatch;
  readonly occupancies: ReadonlyMap<string, readonly PointOccupancy[]>;
}

async function answerUses(
  options: SourceOptions,
  question: UseQuestion,
  { watch, occupancies }: Answering,
): Promise<PlaceUses | undefined> {
  const { places, boundariesMs } = question;
  const isNear = places.length > MANY && boundariesMs.length <= MAX_NEAR_BOUNDARIES;
  // Looking up is some three quarters of the work of a large run.
  const near = isNear ? await loadNear(options, question, partOf(watch, 0, 0.75)) : new Map();
  if (!near) return undefined;
  const rest = partOf(watch, isNear ? 0.75 : 0, 1);
  const answers: (readonly (PlaceUse | undefined)[])[] = [];
  for (let from = 0; from < places.length; from += SLICE) {
    const slice = places.slice(from, from + SLICE);
    const quick = slice.map((place) => nearUses(options, { question, place, near, occupancies }));
    const slow = slice.filter((_, i) => !quick[i]);
    const read = await readAll(options, { ...question, places: slow }, occupancies);
    let next = 0;
    for (const uses of quick) answers.push(uses ?? read[next++] ?? []);
    if (!(await rest.progress(answers.length, places.length))) return undefined;
  }
  return answers;
}

async function readAll(
  { utility }: SourceOptions,
  { places, registers, boundariesOf }: UseQuestion,
  occupancies: Answering["occupancies"],
): Promise<PlaceUses> {
  const answers: (readonly (PlaceUse | undefined)[])[] = [];
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const together = places.slice(from, from + AT_ONCE).map(async (place) => {
      const segments = utility.points.segmentsOf(place.id);
      const boundariesMs = boundariesOf(place);
      const uses = await readUses(utility.store.readings, {
        registers,
        boundariesMs,
        segments,
        occupancies: occupancies.get(place.id) ?? [],
      });
      return uses.map(
        (use, r) =>
          use ?? silentUse(utility, { register: registers[r], medium: place.medium, segments, boundariesMs }),
      );
    });
    answers.push(...(await Promise.all(together)));
  }
  return answers;
}

/** A part of a run as a stretch of its whole progress, in thousandths. */
const partOf = (watch: RunWatch, from: number, to: number): RunWatch => ({
  progress: (done, total) =>
    watch.progress(Math.round(1000 * (from + ((to - from) * done) / Math.max(1, total))), 1000),
});

type Near = ReadonlyMap<Register, NearCounts>;

async function loadNear(
  { utility, nowMs, timeZone }: SourceOptions,
  { registers, boundariesMs }: UseQuestion,
  watch: RunWatch,
): Promise<Near | undefined> {
  const near = new Map<Register, NearCounts>();
  for (const [r, register] of registers.filter(isCounter).entries()) {
    const counts = await NearCounts.load(
      utility.store.readings,
      {
        register,
        boundariesMs,
        nowMs,
        newest: (meter) => newestOf(utility, meter, register),
        isKept: (atMs) => startOfStep(atMs, "month", timeZone) === atMs,
      },
      partOf(watch, r / registers.length, (r + 1) / registers.length),
    );
    if (!counts) return undefined;
    near.set(register, counts);
  }
  return near;
}

function newestOf(
  utility: Utility,
  meter: Parameters<Utility["points"]["latestReading"]>[0],
  register: Register,
): NewestCount | undefined {
  const reading = utility.points.latestReading(meter);
  const value = reading?.values.find((one) => one.register === register);
  if (!(reading && value) || reading.marks.includes("implausible")) return undefined;
  const { digits, exponent } = value.value;
  return typeof digits === "number"
    ? { atMs: reading.atMs, count: digits, unit: value.unit, exponent }
    : undefined;
}

/** From what is known of all meters: only for a place with one meter all along and nobody moving. */
function nearUses(
  { utility }: SourceOptions,
  asked: {
    readonly question: UseQuestion;
    readonly place: ReportPlace;
    readonly near: Near;
    readonly occupancies: Answering["occupancies"];
  },
): readonly (PlaceUse | undefined)[] | undefined {
  const { question, place, near, occupancies } = asked;
  if (near.size === 0 || question.boundariesOf(place) !== question.boundariesMs) return undefined;
  if (isNotedOf(occupancies.get(place.id) ?? [], question.boundariesMs)) return undefined;
  const segments = utility.points.segmentsOf(place.id);
  const mounted = segments.at(-1);
  if (!mounted) return undefined;
  const uses: (PlaceUse | undefined)[] = [];
  for (const register of question.registers) {
    const counts = near.get(register);
    const line = counts?.lineOf(mounted.meter);
    if (line ? !isOneMeters(line.timesMs, segments) : counts?.knows(mounted.meter)) return undefined;
    if (!(line || hasNever(utility, segments, register))) return undefined;
    uses.push(line && useOf(line, question.boundariesMs));
  }
  return uses;
}

/** Whether somebody noted registers when they moved, near enough to the interval to count in it. */
const isNotedOf = (occupancies: readonly PointOccupancy[], boundariesMs: readonly number[]): boolean =>
  occupancies.some(
    ({ fromMs, toMs, startValues, endValues }) =>
      (startValues.length > 0 && isAround(fromMs, boundariesMs)) ||
      (toMs !== undefined && endValues.length > 0 && isAround(toMs, boundariesMs)),
  );

function isOneMeters(timesMs: readonly number[], segments: readonly Segment[]): boolean {
  const [firstMs, lastMs] = [timesMs[0] ?? 0, timesMs.at(-1) ?? 0];
  const mounted = segments.at(-1);
  if (!mounted || mounted.mountedAtMs > firstMs || (mounted.removedAtMs ?? lastMs) < lastMs) return false;
  return segments.every((one) => one === mounted || (one.removedAtMs ?? Infinity) < firstMs);
}

/** Whether the one meter a place ever had says nothing of this register, now either. */
function hasNever({ points }: Utility, segments: readonly Segment[], register: Register): boolean {
  const [only, ...others] = segments;
  const reading = only && others.length === 0 ? points.latestReading(only.meter) : undefined;
  const noted = [...(only?.startValues ?? []), ...(only?.endValues ?? []), ...(reading?.values ?? [])];
  return reading !== undefined && !noted.some((value) => value.register === register);
}
