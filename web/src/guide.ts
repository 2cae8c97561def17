import {
  type Advice,
  adviseSpeed,
  adviseStop,
  crowWay,
  expectedTelegrams,
  type Target,
} from "../../shared/guidance/advise.ts";
import { crowM, type Ground, groundAround } from "../../shared/guidance/ground.ts";
import { learnReach, type Reach, supposedReach } from "../../shared/guidance/learn-reach.ts";
import type { LocalDatabase, StoredFrame, StoredReach } from "./store/local-database.ts";

interface LatLon {
  readonly lat: number;
  readonly lon: number;
}

export interface GuideCard extends Partial<LatLon> {
  readonly pointId: string;
  readonly readerId?: string;
  readonly meter?: { readonly key: string };
}

/** A telegram of a known meter, heard at a known place. */
export interface PlacedHearing extends LatLon {
  readonly meter: string;
  readonly rssiDbm: number;
  readonly atMs: number;
}

/** Where to drive next, as a screen shows it. */
export interface DriveAdvice extends LatLon {
  readonly distanceM: number;
  /** Clockwise from north. */
  readonly bearingDeg: number;
  /** Meters expected to be heard there. */
  readonly expected: number;
  /** Whose meters count most there, best first. */
  readonly pointIds: readonly string[];
  readonly kmPerHour: number;
}

const MOST_STOPS = 200;
const NEAR_M = 2500;
const STOP_GRID_M = 40;
const WRITE_EVERY = 200;
/** Meters are taken to send like the common ones, until two telegrams of one have been heard. */
const EVERY_S = 16;
const SHORTEST_GAP_S = 5;
const LONGEST_LOOK_S = 10;

/**
 * Learns on every drive where each meter is heard, keeps it on the phone, and says where to go next.
 * Works without network and without a map.
 */
export class Guide {
  readonly #database: LocalDatabase;
  readonly #reaches = new Map<string, StoredReach>();
  readonly #missed = new Map<string, number>();
  readonly #changed = new Set<string>();
  #toGround: (place: LatLon) => Ground = groundAround({ lat: 0, lon: 0 });
  #origin: LatLon | undefined;
  #lookedAtMs = 0;

  constructor(database: LocalDatabase) {
    this.#database = database;
  }

  async start(): Promise<void> {
    const origin = await this.#database.mark(ORIGIN);
    if (typeof origin === "string") this.#root(JSON.parse(origin) as LatLon);
    await this.#database.reaches.each((reach) => {
      this.#reaches.set(reach.meter, reach);
    });
  }

  /** Places are kept as metres around the first one this phone was ever at. */
  #root(origin: LatLon): void {
    this.#origin = origin;
    this.#toGround = groundAround(origin);
  }

  async learn(hearings: readonly PlacedHearing[]): Promise<void> {
    for (const { meter, rssiDbm, atMs, lat, lon } of hearings) {
      if (!this.#origin) {
        this.#root({ lat, lon });
        await this.#database.marks.put({ name: ORIGIN, value: JSON.stringify({ lat, lon }) });
      }
      const known: StoredReach = this.#reaches.get(meter) ?? {
        meter,
        heard: 0,
        nearDbm: 0,
        cells: [],
        lastAtMs: 0,
      };
      const gapS = (atMs - known.lastAtMs) / 1000;
      const everyS = gapS >= SHORTEST_GAP_S ? Math.min(known.everyS ?? gapS, gapS) : known.everyS;
      this.#reaches.set(meter, {
        ...known,
        ...learnReach(known, { at: this.#toGround({ lat, lon }), rssiDbm }),
        lastAtMs: atMs,
        ...(everyS === undefined || known.lastAtMs === 0 ? {} : { everyS }),
      });
      this.#changed.add(meter);
    }
    if (this.#changed.size >= WRITE_EVERY || hearings.length > 0) await this.#write();
  }

  async #write(): Promise<void> {
    const rows = [...this.#changed].flatMap((meter) => this.#reaches.get(meter) ?? []);
    this.#changed.clear();
    await this.#database.reaches.bulkPut(rows);
  }

  /** The best stop for what is left, seen from here; `undefined`: nothing more is likely to be heard anywhere. */
  advise(here: LatLon, left: readonly GuideCard[], nowMs: number): DriveAdvice | undefined {
    if (!this.#origin) this.#root(here);
    const at = this.#toGround(here);
    const near = this.#targetsNear(at, left);
    this.#countMisses(at, near, nowMs);
    const now = new Date(nowMs);
    const advice = adviseStop(at, {
      targets: near.map(({ target }) => target),
      stops: stopsOf(
        at,
        near.flatMap(({ place }) => place ?? []),
      ),
      way: crowWay,
      day: now.getDay(),
      hour: now.getHours(),
    });
    return advice && this.#say(at, { advice, near });
  }

  #say(
    at: Ground,
    { advice, near }: { readonly advice: Advice; readonly near: readonly NearTarget[] },
  ): DriveAdvice {
    const [east, north] = [advice.stop.eastM - at.eastM, advice.stop.northM - at.northM];
    const speed = adviseSpeed(
      at,
      near.map(({ target }) => target),
    );
    return {
      ...this.#toPlace(advice.stop),
      distanceM: advice.distanceM,
      bearingDeg: (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360,
      expected: advice.expected,
      pointIds: advice.ids,
      kmPerHour: Math.round((speed * 3.6) / 5) * 5,
    };
  }

  #toPlace({ eastM, northM }: Ground): LatLon {
    const { lat, lon } = this.#origin ?? { lat: 0, lon: 0 };
    return {
      lat: lat + northM / METRES_PER_DEGREE,
      lon: lon + eastM / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
    };
  }

  #targetsNear(at: Ground, left: readonly GuideCard[]): readonly NearTarget[] {
    return left.flatMap(({ pointId, meter, lat, lon }): NearTarget[] => {
      const place = lat === undefined || lon === undefined ? undefined : this.#toGround({ lat, lon });
      const learnt = meter && this.#reaches.get(meter.key);
      const spot = place ?? learnt?.cells[0]?.at;
      if (!spot || crowM(spot, at) > NEAR_M) return [];
      const sending = { everyS: learnt?.everyS ?? EVERY_S };
      const target = {
        id: pointId,
        reach: reachOf(place, learnt),
        sending,
        missed: this.#missed.get(pointId) ?? 0,
      };
      return [{ target, place: spot }];
    });
  }

  /** What should have been heard since the last look, while the car was here, and was not. */
  #countMisses(at: Ground, near: readonly NearTarget[], nowMs: number): void {
    const seconds = Math.min(LONGEST_LOOK_S, Math.max(0, (nowMs - this.#lookedAtMs) / 1000));
    this.#lookedAtMs = nowMs;
    for (const { target } of near) {
      const more = expectedTelegrams(target, at, seconds);
      if (more > 0) this.#missed.set(target.id, (this.#missed.get(target.id) ?? 0) + more);
    }
  }
}

/** A frame that tells something about where its meter is heard. */
export const placedHearing = ({
  meter,
  frame: { lat, lon, rssiDbm, atMs },
}: {
  readonly meter: string;
  readonly frame: StoredFrame;
}): readonly PlacedHearing[] =>
  meter === "" || lat === undefined || lon === undefined || rssiDbm === undefined
    ? []
    : [{ meter, lat, lon, rssiDbm, atMs }];

const ORIGIN = "ground";
const METRES_PER_DEGREE = 111_320;

interface NearTarget {
  readonly target: Target;
  readonly place: Ground;
}

/** What was learnt says how strong it is, the card where it stands. */
function reachOf(place: Ground | undefined, learnt: StoredReach | undefined): Reach {
  if (!learnt) return supposedReach(place ?? { eastM: 0, northM: 0 });
  if (!place) return learnt;
  return learnt.cells.reduce<Reach>(
    (reach, { at, bestDbm }) => learnReach(reach, { at, rssiDbm: bestDbm }),
    supposedReach(place),
  );
}

/** Houses one can stop at: one of each block, the nearest first. */
function stopsOf(at: Ground, places: readonly Ground[]): readonly Ground[] {
  const blocks = new Map<string, Ground>([["here", at]]);
  const byDistance = [...places].sort((a, b) => crowM(a, at) - crowM(b, at));
  for (const place of byDistance) {
    const block = `${Math.floor(place.eastM / STOP_GRID_M)} ${Math.floor(place.northM / STOP_GRID_M)}`;
    if (!blocks.has(block)) blocks.set(block, place);
    if (blocks.size >= MOST_STOPS) break;
  }
  return [...blocks.values()];
}
