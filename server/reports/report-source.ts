import type { Mark } from "../../shared/model/reading.ts";
import { isCounter, type Register } from "../../shared/model/register.ts";
import type {
  BoundariesOf,
  PlaceUse,
  PlaceUses,
  ReportPlace,
  ReportSource,
  RunWatch,
  UseQuestion,
  UseReader,
} from "../../shared/reports/report.ts";
import type { PointOccupancy, Segment } from "../ports.ts";
import type { Utility } from "../utilities.ts";
import { NearCounts, type NewestCount } from "./near-counts.ts";
import { isAround, readUses, readUsesTogether, silentUse, useOf } from "./read-uses.ts";
import { choosePlaces } from "./report-places.ts";
import { withDamage } from "./with-damage.ts";

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
/** Looking up is some three quarters of the work of a large run. */
const LOOKING_UP = 0.75;

/** What reports ask of one utility, as one person may see it. */
export function createReportSource(options: SourceOptions): ReportSource {
  const { utility, timeZone, nowMs } = options;
  const occupancies = new Map<string, PointOccupancy[]>();
  const open: ReportSource["open"] = (questions, watch) =>
    openReaders(options, questions, { watch, occupancies });
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
      return choosePlaces(utility, choice, { isVisible: options.isVisible, occupancies });
    },
    open,
    uses: (question, watch) => answerAll({ open }, question, watch),
  };
}

interface Answering extends SourceOptions {
  readonly registers: readonly Register[];
  readonly boundariesMs: readonly number[];
  readonly near: Near;
  readonly nearness?: UseQuestion["nearness"];
  readonly occupancies: Occupancies;
}

/** By point. */
type Occupancies = ReadonlyMap<string, readonly PointOccupancy[]>;

/** What is known of all meters around the boundaries of each question, where that is less work than reading. */
async function openReaders(
  options: SourceOptions,
  questions: readonly Omit<UseQuestion, "boundariesOf">[],
  { watch, occupancies }: { readonly watch: RunWatch; readonly occupancies: Occupancies },
): Promise<readonly UseReader[] | undefined> {
  const readers: UseReader[] = [];
  for (const [at, { places, registers, boundariesMs, ...how }] of questions.entries()) {
    const isNear = places.length > MANY && boundariesMs.length <= MAX_NEAR_BOUNDARIES;
    const part = partOf(watch, at / questions.length, (at + 1) / questions.length);
    const near = isNear ? await loadNear(options, { registers, boundariesMs }, part) : new Map();
    if (!near) return undefined;
    const asked = { ...options, ...how, registers, boundariesMs, near, occupancies };
    readers.push({ of: (some, boundariesOf) => answerSome(asked, some, boundariesOf) });
  }
  return readers;
}

async function answerSome(
  asked: Answering,
  places: readonly ReportPlace[],
  boundariesOf: BoundariesOf,
): Promise<PlaceUses> {
  const quick = places.map((place) => nearUses(asked, place, boundariesOf));
  const slow = places.filter((_, i) => !quick[i]);
  const read = await readAll(asked, slow, boundariesOf);
  let next = 0;
  return quick.map((uses) => uses ?? read[next++] ?? []);
}

async function answerAll(
  { open }: Pick<ReportSource, "open">,
  question: UseQuestion,
  watch: RunWatch,
): Promise<PlaceUses | undefined> {
  const { places, boundariesOf } = question;
  const [reader] = (await open([question], partOf(watch, 0, LOOKING_UP))) ?? [];
  if (!reader) return undefined;
  const answers: (readonly (PlaceUse | undefined)[])[] = [];
  for (let from = 0; from < places.length; from += SLICE) {
    answers.push(...(await reader.of(places.slice(from, from + SLICE), boundariesOf)));
    const rest = partOf(watch, LOOKING_UP, 1);
    if (!(await rest.progress(answers.length, places.length))) return undefined;
  }
  return answers;
}

/** From the readings themselves, in the order of the places. */
async function readAll(
  asked: Answering,
  places: readonly ReportPlace[],
  boundariesOf: BoundariesOf,
): Promise<PlaceUses> {
  const { boundariesMs, occupancies } = asked;
  const isAlike = (place: ReportPlace): boolean =>
    boundariesOf(place) === boundariesMs && !isNotedOf(occupancies.get(place.id) ?? [], boundariesMs);
  const alike = places.map(isAlike);
  const [together, apart] = await Promise.all([
    readTogether(
      asked,
      places.filter((_, i) => alike[i]),
    ),
    readApart(
      asked,
      places.filter((_, i) => !alike[i]),
      boundariesOf,
    ),
  ]);
  const next = { together: 0, apart: 0 };
  const uses = alike.map((one) => (one ? together[next.together++] : apart[next.apart++]) ?? []);
  return withDamage(asked.utility, places, uses);
}

async function readTogether(
  { utility, registers, boundariesMs, ...when }: Answering,
  places: readonly ReportPlace[],
): Promise<PlaceUses> {
  if (places.length === 0) return [];
  const segments = places.map(({ id }) => utility.points.segmentsOf(id));
  const answers = await readUsesTogether(utility.store.readings, {
    registers,
    boundariesMs,
    ...when,
    places: segments,
  });
  return places.map(({ medium }, i) =>
    orSilent(answers[i] ?? [], {
      utility,
      registers,
      boundariesMs,
      medium,
      segments: segments[i] ?? [],
    }),
  );
}

async function readApart(
  { utility, registers, occupancies, ...when }: Answering,
  places: readonly ReportPlace[],
  boundariesOf: BoundariesOf,
): Promise<PlaceUses> {
  const answers: (readonly (PlaceUse | undefined)[])[] = [];
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const some = places.slice(from, from + AT_ONCE).map(async (place) => {
      const segments = utility.points.segmentsOf(place.id);
      const boundariesMs = boundariesOf(place);
      const noted = occupancies.get(place.id) ?? [];
      const wanted = { ...when, registers, boundariesMs, segments, occupancies: noted };
      const uses = await readUses(utility.store.readings, wanted);
      return orSilent(uses, { utility, medium: place.medium, ...wanted });
    });
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}

const orSilent = (
  uses: readonly (PlaceUse | undefined)[],
  {
    utility,
    registers,
    ...place
  }: Pick<Answering, "utility" | "registers" | "boundariesMs"> &
    Omit<Parameters<typeof silentUse>[1], "register">,
): readonly (PlaceUse | undefined)[] =>
  uses.map((use, r) => use ?? silentUse(utility, { ...place, register: registers[r] }));

/** A part of a run as a stretch of its whole progress, in thousandths. */
const partOf = (watch: RunWatch, from: number, to: number): RunWatch => ({
  progress: (done, total) =>
    watch.progress(Math.round(1000 * (from + ((to - from) * done) / Math.max(1, total))), 1000),
});

type Near = ReadonlyMap<Register, NearCounts>;

async function loadNear(
  { utility, nowMs }: SourceOptions,
  { registers, boundariesMs }: Pick<UseQuestion, "registers" | "boundariesMs">,
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
      },
      partOf(watch, r / registers.length, (r + 1) / registers.length),
    );
    if (!counts) return undefined;
    near.set(register, counts);
  }
  return near;
}

/** Marks of readings that count as more or less than what the meter said: such a place is read in full. */
const BY_ITSELF: readonly Mark[] = ["implausible", "edited", "estimated"];

function newestOf(
  utility: Utility,
  meter: Parameters<Utility["points"]["latestReading"]>[0],
  register: Register,
): NewestCount | undefined {
  const reading = utility.points.latestReading(meter);
  const value = reading?.values.find((one) => one.register === register);
  if (!(reading && value) || reading.marks.some((mark) => BY_ITSELF.includes(mark))) return undefined;
  const { digits, exponent } = value.value;
  return typeof digits === "number"
    ? { atMs: reading.atMs, count: digits, unit: value.unit, exponent }
    : undefined;
}

/** From what is known of all meters: only for a place with one meter all along and nobody moving. */
function nearUses(
  { utility, registers, boundariesMs, near, occupancies, ...when }: Answering,
  place: ReportPlace,
  boundariesOf: BoundariesOf,
): readonly (PlaceUse | undefined)[] | undefined {
  if (near.size === 0 || boundariesOf(place) !== boundariesMs) return undefined;
  if (isNotedOf(occupancies.get(place.id) ?? [], boundariesMs)) return undefined;
  const segments = utility.points.segmentsOf(place.id);
  const mounted = segments.at(-1);
  if (!mounted) return undefined;
  const uses: (PlaceUse | undefined)[] = [];
  for (const register of registers) {
    const counts = near.get(register);
    const line = counts?.lineOf(mounted.meter);
    if (line ? !isOneMeters(line.timesMs, segments) : counts?.knows(mounted.meter)) return undefined;
    if (!(line || hasNever(utility, segments, register))) return undefined;
    uses.push(line && useOf(line, boundariesMs, when));
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
