import { HOUR_MS } from "./climate.ts";
import { encodeMeterTelegram, SESSION_MS } from "./encode-meter-telegram.ts";
import type { LiveMeter } from "./meter-life.ts";
import { hash32, noiseAt } from "./random.ts";
import { TOWN_ANTENNAS } from "./town-names-table.ts";
import type { Reception, TownMeter } from "./town-point.ts";
import type { Spot } from "./town-streets.ts";

/** One telegram as one antenna heard it. */
export interface Heard {
  readonly rxAtMs: number;
  readonly receiver: string;
  readonly rssiDbm: number;
  /** Link CRCs still in. */
  readonly bytes: Uint8Array;
}

export interface SendingMeter {
  readonly meter: TownMeter;
  readonly live: LiveMeter;
  readonly spot: Spot;
  readonly reception: Reception;
}

export interface GatewayOptions {
  readonly meters: readonly SendingMeter[];
  /**
   * Telegrams all meters send together, on average. The real habit of C1 meters (every 16 s) is
   * stretched to it or sped up, to four times at most; T1 meters keep to their 15 minutes or less.
   */
  readonly telegramsPerSecond: number;
}

const C1_PERIOD_MS = 16_000;
const T1_PERIOD_MS = 900_000;
const LEAST_PER_SECOND = 0.05;

/** What the town's antennas hear, by the clock they are given. */
export class TownGateway {
  readonly #meters: readonly SendingMeter[];
  /** Factor on the real period of C1. */
  readonly #pace: number;

  constructor({ meters, telegramsPerSecond }: GatewayOptions) {
    this.#meters = meters;
    const c1 = meters.filter(({ meter }) => meter.radio !== "t1").length;
    const wanted = telegramsPerSecond - ((meters.length - c1) * 1000) / T1_PERIOD_MS;
    this.#pace = Math.max(
      SESSION_MS / C1_PERIOD_MS,
      (c1 * 1000) / C1_PERIOD_MS / Math.max(wanted, LEAST_PER_SECOND),
    );
  }

  /** Everything sent from `fromMs` up to `toMs` (exclusive), in the order it is heard. */
  hear(fromMs: number, toMs: number): Heard[] {
    const heard: Heard[] = [];
    for (const sender of this.#meters) {
      const periodMs =
        sender.meter.radio === "t1" ? T1_PERIOD_MS * Math.min(1, this.#pace) : C1_PERIOD_MS * this.#pace;
      const offsetMs = noiseAt(sender.meter.seed, 1) * periodMs;
      const first = Math.ceil((fromMs - offsetMs) / periodMs);
      for (let nth = first; offsetMs + nth * periodMs < toMs; nth++) {
        heard.push(...hearOne(sender, { nth, atMs: Math.floor(offsetMs + nth * periodMs) }));
      }
    }
    return heard.sort((a, b) => a.rxAtMs - b.rxAtMs);
  }
}

/** Below this, 100 kbps are lost in noise. */
const SENSITIVITY_DBM = -106;
const FADING_DB = 9;

function hearOne(sender: SendingMeter, { nth, atMs }: { nth: number; atMs: number }): Heard[] {
  const { meter, reception } = sender;
  const hour = Math.floor(atMs / HOUR_MS);
  if (reception.gaps.some((gap) => hour >= gap.fromHour && hour < gap.toHour)) return [];
  if (noiseAt(meter.seed ^ 0x6c6f7373, nth) < reception.missedShare) return [];
  const heard: Heard[] = [];
  let bytes: Uint8Array | undefined;
  for (const [n, level] of levelsOf(sender).entries()) {
    const fading = FADING_DB * (noiseAt(meter.seed ^ (n + 101), nth) - 0.5);
    const rssiDbm = Math.round((level + fading) * 2) / 2;
    if (rssiDbm < SENSITIVITY_DBM) continue;
    bytes ??= encodeMeterTelegram(meter, { moment: sender.live.at(atMs), nth });
    heard.push({
      // Receivers stamp a few milliseconds apart.
      rxAtMs: atMs + (hash32(meter.seed ^ n, nth) % 4),
      receiver: TOWN_ANTENNAS[n]?.name ?? "",
      rssiDbm,
      bytes,
    });
  }
  return heard;
}

const levelsBySender = new WeakMap<SendingMeter, readonly number[]>();

/** Mean level at each antenna, dBm; the utility built so many that the best one always hears. */
function levelsOf(sender: SendingMeter): readonly number[] {
  const known = levelsBySender.get(sender);
  if (known) return known;
  const indoorDb = 8 + 16 * noiseAt(sender.meter.seed, 2);
  const levels = TOWN_ANTENNAS.map((antenna) => {
    const distanceM = Math.hypot(
      antenna.eastM - sender.spot.eastM,
      antenna.northM - sender.spot.northM,
      antenna.heightM,
    );
    return 14 + antenna.heightM * 0.35 - indoorDb - 31 - 27 * Math.log10(distanceM);
  });
  const best = Math.max(...levels);
  const heardWell = levels.map((level) =>
    level === best ? Math.max(level, SENSITIVITY_DBM + FADING_DB) : level,
  );
  levelsBySender.set(sender, heardWell);
  return heardWell;
}
