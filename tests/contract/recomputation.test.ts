import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedTown } from "../../server/simulation/seed-town.ts";
import { consumptionOf } from "../../shared/analysis/consumption.ts";
import { buildCounterLine, type CounterLine, type MeterSpan } from "../../shared/analysis/counter-line.ts";
import type { WireProof } from "../../shared/analysis/prove-use.ts";
import type { Register } from "../../shared/model/register.ts";
import { formatScaled, makeScaled } from "../../shared/model/scaled.ts";
import type { Step, WireConsumption, WirePointDetail } from "../../shared/model/wire.ts";
import { makeRandom } from "../../shared/simulator/random.ts";
import { danishBoundaries } from "../support/eu-calendar.ts";
import { openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { type RecomputedHistory, recomputeHistory } from "../support/recompute-history.ts";
import { TestBrowser } from "../support/test-browser.ts";

const toHour = Date.parse("2026-11-24T10:00:00Z") / 3_600_000;
/** Other towns by the environment: every seed has other meters, faults, exchanges and gaps. */
const seed = Number(process.env["ROUNDS_SEED"] ?? 23);
const TOWN = { seed, points: 36, fromHour: toHour - 250 * 24, toHour };
/** Both clock changes of 2026, an hour before history and one after it. */
const ASKED: Readonly<Record<Step, readonly [from: string, to: string]>> = {
  hour: ["2026-03-16", "2026-11-25"],
  day: ["2026-03-01", "2026-11-30"],
  month: ["2026-02-01", "2026-12-01"],
  year: ["2025-01-01", "2027-01-01"],
};
const TOLERANCE_MS = { hour: 2 * 60_000, day: 15 * 60_000, month: 15 * 60_000, year: 15 * 60_000 };

/** In spring the clock goes forward, in autumn back; a day in June has as many hours as any other. */
const DAYS = [
  [Date.UTC(2026, 2, 28, 23), 23],
  [Date.UTC(2026, 9, 24, 22), 25],
  [Date.UTC(2026, 5, 9, 22), 24],
] as const;

let server: PeopleServer;
let browser: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ access: "open", utilities: 1 });
  server.clock.nowMs = toHour * 3_600_000;
  await seedTown(server.town.store, { town: TOWN });
  await forgetRegisters();
  await server.town.points.load();
  browser = new TestBrowser(server.app.request);
}, 120_000);
afterAll(async () => {
  await server.close();
});

/** Of every other exchange nobody noted what the old meter showed last. */
async function forgetRegisters(): Promise<void> {
  const { points } = server.town.store;
  const removed = (await points.segments()).filter(({ removedAtMs }) => removedAtMs !== undefined);
  const forgotten = removed.filter((_, n) => n % 2 === 0).map((one) => ({ ...one, endValues: [] }));
  await points.save([], forgotten);
}

async function get<T>(path: string): Promise<T> {
  const answer = await browser.request("GET", path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

/** `12.30` at 10^-3 is 12300. */
function digitsOf(text: string, exponent: number): bigint {
  const [whole = "0", decimals = ""] = text.replace("-", "").split(".");
  const scaled =
    BigInt(whole + decimals.padEnd(-exponent, "0")) / (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  return text.startsWith("-") ? -scaled : scaled;
}

interface Place {
  readonly id: string;
  readonly register: Register;
  readonly own: RecomputedHistory;
}

/** Every register of every point that the definition covers. */
async function places(): Promise<readonly Place[]> {
  const found: Place[] = [];
  for (const { id } of server.town.points.rows()) {
    const { counters } = await get<WirePointDetail>(`/api/v1/points/${id}`);
    const segments = await server.town.store.points.segments(id);
    for (const register of counters) {
      const own = await recomputeHistory(server.town.store.readings, segments, register);
      if (own && own.falls === 0) found.push({ id, register, own });
    }
  }
  return found;
}

const ask = ({ id, register }: Place, step: Step): Promise<WireConsumption> => {
  const at = danishBoundaries(...ASKED[step], step);
  const query = new URLSearchParams({ register, step, from: `${at[0]}`, to: `${at.at(-1)}` });
  return get<WireConsumption>(`/api/v1/points/${id}/consumption?${query}`);
};

/** What the API says, in the recomputation's words. */
const told = ({ intervals }: WireConsumption, exponent: number) =>
  intervals.map(({ value, mark, bounds }) => ({
    mark,
    ...(value === null ? {} : { used: digitsOf(value, exponent) }),
    ...(bounds ? { least: digitsOf(bounds[0], exponent), most: digitsOf(bounds[1], exponent) } : {}),
  }));

const sumOf = (rows: readonly { readonly used?: bigint }[]): bigint =>
  rows.reduce((sum, { used }) => sum + (used ?? 0n), 0n);

describe("every consumption figure of a town", () => {
  it("by hour, day, month and year is what the raw registers give, and the total is the sum of its rows", async () => {
    const all = await places();
    const seen = { measured: 0, estimated: 0, running: 0, silent: 0, missing: 0 };
    const events = { exchange: 0, rollover: 0 };
    let unnoted = 0;
    for (const place of all) {
      for (const step of ["hour", "day", "month", "year"] as const) {
        const answer = await ask(place, step);
        const boundaries = danishBoundaries(...ASKED[step], step);
        const own = place.own.rows(boundaries, TOLERANCE_MS[step], server.clock.nowMs);
        const what = `${place.id} ${place.register} by ${step}`;
        expect(answer.unit, what).toBe(place.own.unit);
        expect([answer.intervals[0]?.fromMs, ...answer.intervals.map(({ toMs }) => toMs)], what).toEqual(
          boundaries,
        );
        expect(told(answer, place.own.exponent), what).toEqual(own);
        expect(digitsOf(answer.total, place.own.exponent), what).toBe(sumOf(own));
        for (const { mark } of own) seen[mark] += 1;
        unnoted += own.filter(({ mark, least }) => mark === "estimated" && least === undefined).length;
      }
      events.exchange += place.own.exchanges.length;
      events.rollover += place.own.rollovers.length;
    }
    expect(all.length).toBeGreaterThan(80);
    // The town was not an easy one.
    expect(seen.measured).toBeGreaterThan(200_000);
    expect(seen.estimated).toBeGreaterThan(1000);
    expect(
      Math.min(seen.running, seen.silent, seen.missing, events.exchange, events.rollover, unnoted),
    ).toBeGreaterThan(0);
  }, 240_000);

  it("adds up: the hours of a day of 23 or 25 of them, the days of a month, the months of a year", async () => {
    const all = (await places()).filter(({ register }) => register === "V1").slice(0, 12);
    for (const place of all) {
      const { exponent } = place.own;
      const by = async (step: Step) => (await ask(place, step)).intervals;
      const [hours, days, months] = [await by("hour"), await by("day"), await by("month")];
      for (const [date, count] of DAYS) {
        const day = days.find(({ fromMs }) => fromMs === date);
        if (!day) throw new Error("no such day");
        expect((day.toMs - day.fromMs) / 3_600_000).toBe(count);
        expectParts(day, hours, { count, exponent });
      }
      for (const month of months) expectParts(month, days, { exponent });
      for (const year of await by("year")) expectParts(year, months, { exponent });
    }
    expect(all.length).toBeGreaterThan(5);
  }, 60_000);
});

describe("the proof of a figure", () => {
  it("adds up to the figure for every register and month, from readings that were really there", async () => {
    let proven = 0;
    for (const place of await places()) {
      const boundaries = danishBoundaries(...ASKED.month, "month");
      for (const [i, { used }] of place.own
        .rows(boundaries, TOLERANCE_MS.month, server.clock.nowMs)
        .entries()) {
        const query = `register=${encodeURIComponent(place.register)}&step=month`;
        const { proof } = await get<WireProof>(
          `/api/v1/points/${place.id}/proof?${query}&from=${boundaries[i]}&to=${boundaries[i + 1]}`,
        );
        expectProven(proof, used, place.own.exponent);
        if (used !== undefined) proven += 1;
      }
    }
    expect(proven).toBeGreaterThan(400);
  }, 120_000);
});

/** The figure is the recomputed one, its terms add up to it, and each term is its end less its beginning. */
function expectProven(proof: WireProof["proof"], used: bigint | undefined, exponent: number): void {
  const digits = (text: string): bigint => digitsOf(text, exponent);
  const terms = proof?.terms ?? [];
  expect(digits(proof?.value ?? "0")).toBe(used ?? 0n);
  expect(terms.length > 0).toBe(used !== undefined);
  expect(terms.reduce((sum, { use }) => sum + digits(use), 0n)).toBe(used ?? 0n);
  for (const { begin, end, use, rolledOver = "0" } of terms)
    expect(digits(end.value) + digits(rolledOver) - digits(begin.value)).toBe(digits(use));
}

describe("a gap that is estimated", () => {
  it("holds the true value within its bounds in every one of a thousand replayed gaps, for every medium", async () => {
    const random = makeRandom(7);
    let replayed = 0;
    for (const place of await places()) {
      const line = await lineOf(place);
      if (line) replayed += expectInside(place, withoutSome(line, random.next));
    }
    expect(replayed).toBeGreaterThan(1000);
  }, 60_000);
});

/** How many hours were estimated of which the truth is known; each of them lies within its bounds. */
function expectInside({ id, register, own }: Place, thinned: CounterLine): number {
  const hours = danishBoundaries(...ASKED.hour, "hour");
  const truth = own.rows(hours, TOLERANCE_MS.hour, server.clock.nowMs);
  let replayed = 0;
  for (const [i, { mark, value, bounds }] of consumptionOf(thinned, hours, {
    step: "hour",
    nowMs: server.clock.nowMs,
  }).entries()) {
    const used = truth[i]?.mark === "measured" ? truth[i]?.used : undefined;
    if (mark !== "estimated" || used === undefined) continue;
    replayed += 1;
    const [estimate = -1n, least = 1n, most = 0n] = [value, ...(bounds ?? [])].map((scaled) =>
      digitsOf(formatScaled(scaled ?? NOTHING), own.exponent),
    );
    if ([used, estimate].some((one) => one < least || one > most))
      throw new Error(`${id} ${register} ${i}: ${used} is not in ${least}…${most}`);
  }
  return replayed;
}

const NOTHING = makeScaled(0, 0);

async function lineOf({ id, register }: Place): Promise<CounterLine | undefined> {
  const { points, readings } = server.town.store;
  const spans: MeterSpan[] = [];
  for (const segment of await points.segments(id)) {
    const columns = await readings.columns(segment.meter, 0, Number.MAX_SAFE_INTEGER);
    spans.push({ ...segment, columns });
  }
  return buildCounterLine(spans, register);
}

/** The same line with stretches of up to two days missing. */
function withoutSome(line: CounterLine, next: () => number): CounterLine {
  let silentUntilMs = 0;
  const kept = line.timesMs.flatMap((atMs, i) => {
    if (atMs >= silentUntilMs && next() < 0.01) silentUntilMs = atMs + next() * 48 * 3_600_000;
    return atMs < silentUntilMs ? [] : [i];
  });
  return {
    ...line,
    timesMs: kept.map((i) => line.timesMs[i] ?? 0),
    counts: kept.map((i) => line.counts[i] ?? 0),
    unmeasured: [],
  };
}

type Intervals = WireConsumption["intervals"];

/** Where every part and the whole are measured: the parts are the whole to the last digit. */
function expectParts(
  whole: Intervals[number],
  parts: Intervals,
  { count, exponent }: { readonly count?: number; readonly exponent: number },
): void {
  const inside = parts.filter(({ fromMs, toMs }) => fromMs >= whole.fromMs && toMs <= whole.toMs);
  if (count !== undefined) expect(inside).toHaveLength(count);
  const isMeasured = [whole, ...inside].every(({ mark }) => mark === "measured");
  if (!isMeasured) return;
  const sum = inside.reduce((total, { value }) => total + digitsOf(value ?? "0", exponent), 0n);
  expect(sum).toBe(digitsOf(whole.value ?? "", exponent));
}
