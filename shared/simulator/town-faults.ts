import { HOUR_MS } from "./climate.ts";
import { hash32, makeRandom, type Random } from "./random.ts";
import { fieldsOf } from "./record-fields.ts";
import type { BuildingKind } from "./town-buildings.ts";
import { exchangeMeter, type MeterWish, tellsClock } from "./town-meters.ts";
import type { FaultKind, Reception, TownFault, TownMeter, TownPoint } from "./town-point.ts";
import { type Span, type TroubleKind, timeOf, troubleOf } from "./town-troubles.ts";
import { yearlyUse } from "./town-uses.ts";

/** A sound point with what was wished for its meter. */
export interface Draft {
  readonly kind: BuildingKind;
  readonly wish: MeterWish;
  readonly built: TownPoint;
}

interface FaultPlan {
  readonly kind: FaultKind;
  /** Share of the points it can befall; at least one where there is one. */
  readonly share: number;
  canBefall(draft: Draft): boolean;
}

const isHeat = ({ built }: Draft): boolean => built.use.kind === "heat";
const isWater = ({ built }: Draft): boolean => built.use.kind === "water";
const isHome = ({ kind }: Draft): boolean => kind === "house" || kind === "flat";
const isLarge = ({ kind }: Draft): boolean => kind === "block" || kind === "business";

/** Rare kinds first: a small town has few points, and each suffers from one fault at most. */
const PLANS: readonly FaultPlan[] = [
  { kind: "leak", share: 0.03, canBefall: (one) => isWater(one) && isHome(one) },
  { kind: "exchange", share: 0.018, canBefall: (one) => isHeat(one) || isWater(one) },
  { kind: "t1-sensor", share: 0.004, canBefall: isHeat },
  { kind: "rollover", share: 0.06, canBefall: (one) => isLarge(one) && (isHeat(one) || isWater(one)) },
  { kind: "dirty-exchanger", share: 0.03, canBefall: (one) => isHeat(one) },
  { kind: "burst", share: 0.006, canBefall: isWater },
  { kind: "bypass", share: 0.015, canBefall: (one) => isHeat(one) && isHome(one) },
  { kind: "empty-dwelling", share: 0.02, canBefall: (one) => (isHeat(one) || isWater(one)) && isHome(one) },
  { kind: "t2-sensor", share: 0.004, canBefall: isHeat },
  { kind: "air", share: 0.005, canBefall: isHeat },
  { kind: "reversed-heat", share: 0.003, canBefall: isHeat },
  { kind: "dry", share: 0.005, canBefall: isWater },
  { kind: "reversed-water", share: 0.005, canBefall: isWater },
  { kind: "clock", share: 0.06, canBefall: ({ built }) => built.meters.some(tellsClock) },
  { kind: "silent", share: 0.003, canBefall: () => true },
  { kind: "weak-radio", share: 0.012, canBefall: () => true },
];

/** Gives some points their fault, the same ones for the same seed; returns all points and the list of faults. */
export function befall(
  drafts: readonly Draft[],
  span: Span,
  seed: number,
): { points: TownPoint[]; faults: TownFault[] } {
  const points = drafts.map((draft) => draft.built);
  const faults: TownFault[] = [];
  const struck = new Set<number>();
  for (const [nth, plan] of PLANS.entries()) {
    const order = drafts
      .map((draft, n) => ({ draft, n, chance: hash32(seed ^ Math.imul(nth + 1, 0x9e3779b1), n) }))
      .filter(({ draft, n }) => !struck.has(n) && plan.canBefall(draft))
      .sort((a, b) => a.chance - b.chance);
    const count = Math.min(order.length, Math.max(1, Math.round(order.length * plan.share)));
    for (const { draft, n, chance } of order.slice(0, count)) {
      struck.add(n);
      const { point, from, to } = strike(plan.kind, draft, { span, random: makeRandom(chance) });
      points[n] = point;
      faults.push({
        kind: plan.kind,
        pointId: point.point.id,
        address: point.point.address,
        meter: point.meters.at(-1)?.key ?? draft.built.meters[0]?.key ?? ("" as TownMeter["key"]),
        fromMs: from,
        ...(Number.isFinite(to) ? { toMs: to } : {}),
      });
    }
  }
  return { points, faults };
}

interface Blow {
  readonly point: TownPoint;
  readonly from: number;
  readonly to: number;
}

interface Circumstances {
  readonly span: Span;
  readonly random: Random;
}

function strike(kind: FaultKind, draft: Draft, { span, random }: Circumstances): Blow {
  switch (kind) {
    case "exchange":
      return strikeExchange(draft, span, random);
    case "rollover":
      return strikeRollover(draft, span, random);
    case "clock":
      return strikeClock(draft, span, random);
    case "silent":
    case "weak-radio":
      return strikeReception(kind, draft, { span, random });
    default:
      return strikeTrouble(kind, draft, { span, random });
  }
}

function strikeTrouble(kind: TroubleKind, { built }: Draft, { span, random }: Circumstances): Blow {
  const when = timeOf(kind, span, random);
  const [meter] = built.meters;
  if (meter === undefined) return { point: built, from: 0, to: 0 };
  const trouble = troubleOf(kind, { use: built.use, meter }, { ...when, random });
  return { point: { ...built, trouble }, from: when.fromHour * HOUR_MS, to: when.toHour * HOUR_MS };
}

function strikeExchange({ built, wish }: Draft, span: Span, random: Random): Blow {
  const hour = span.fromHour + Math.round((span.toHour - span.fromHour) * random.between(0.2, 0.92));
  const day = Math.floor(hour / 24);
  // Fitters come on workdays (Monday is 0), between eight and fourteen o'clock.
  const weekday = (day + 3) % 7;
  const visit = (day + (weekday > 4 ? 7 - weekday : 0)) * 24 + random.whole(7, 12);
  const isInside = visit > span.fromHour && visit < span.toHour - 1;
  const atMs = (isInside ? visit : hour) * HOUR_MS + random.whole(1, 59) * 60_000;
  return { point: { ...built, meters: exchangeMeter(wish, atMs) }, from: atMs, to: atMs };
}

/** Sets the volume register so that it passes its eighth digit somewhere in the middle of history. */
function strikeRollover({ built }: Draft, span: Span, random: Random): Blow {
  const share = random.between(0.35, 0.7);
  const atHour = span.fromHour + Math.round((span.toHour - span.fromHour) * share);
  const m3 = (yearlyUse(built.use).m3 * (span.toHour - span.fromHour) * share) / 8766;
  const meters = built.meters.map((meter) => {
    const volume = fieldsOf(meter.layout).find(({ content }) => content === "V1");
    const full = volume ? 1e8 / volume.perUnit : 1e5;
    const scale = (full - m3) / (meter.counted.volume || 1);
    return { ...meter, counted: scaleCounted(meter.counted, scale) };
  });
  return { point: { ...built, meters }, from: atHour * HOUR_MS, to: atHour * HOUR_MS };
}

const scaleCounted = (counted: TownMeter["counted"], scale: number): TownMeter["counted"] => ({
  volume: counted.volume * scale,
  energy: counted.energy * scale,
  e8: counted.e8 * scale,
  e9: counted.e9 * scale,
});

const CLOCK_ERRORS_MS = [47 * 60_000, -3 * HOUR_MS, 25 * HOUR_MS, -11 * 60_000] as const;

function strikeClock({ built }: Draft, span: Span, random: Random): Blow {
  const clockErrorMs = random.pick(CLOCK_ERRORS_MS);
  const meters = built.meters.map((meter) => ({ ...meter, clockErrorMs }));
  return { point: { ...built, meters }, from: span.fromHour * HOUR_MS, to: Number.POSITIVE_INFINITY };
}

function strikeReception(
  kind: "silent" | "weak-radio",
  { built }: Draft,
  { span, random }: Circumstances,
): Blow {
  const days = Math.min(random.between(2, 18), ((span.toHour - span.fromHour) / 24) * 0.5);
  const fromHour = kind === "silent" ? span.toHour - Math.ceil(days * 24) : span.fromHour;
  const reception: Reception =
    kind === "silent"
      ? {
          ...built.reception,
          gaps: [...built.reception.gaps, { fromHour, toHour: Number.POSITIVE_INFINITY }],
        }
      : { ...built.reception, missedShare: random.between(0.25, 0.6) };
  return { point: { ...built, reception }, from: fromHour * HOUR_MS, to: Number.POSITIVE_INFINITY };
}
