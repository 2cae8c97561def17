/**
 * A round to learn on: some of a made-up town's points with meters that send real telegrams, a car that
 * drives there, and a few things that go wrong on purpose. Nothing of it is anybody's.
 */
import type { Keyring } from "../codecs/keyring.ts";
import { decodeWmbusFrame } from "../codecs/wmbus/wmbus-frame.ts";
import { type MeterId, meterKeyOf } from "../model/meter-id.ts";
import type { RoundCard } from "../rooms/round-view.ts";
import type { DriveHearing, DriveMeter } from "./drive.ts";
import { encodeMeterTelegram } from "./encode-meter-telegram.ts";
import type { SendingMeter } from "./gateway.ts";
import { networkOf } from "./street-network.ts";
import { makeTown } from "./town.ts";
import { VILLAGE } from "./town-names-table.ts";
import type { TownPoint } from "./town-point.ts";
import { historySpan, reviveMeters } from "./town-snapshot.ts";
import { layOutTown, type Plot, toLatLon } from "./town-streets.ts";
import { TrainingCar } from "./training-car.ts";
import { type OrderedMeter, orderMeters } from "./training-orders.ts";

/** What a trainee has to find out about a point that is not read by driving past. */
export const TRAINING_FAULTS = ["no-key", "wrong-key", "other-meter", "never-heard"] as const;
export type TrainingFault = (typeof TRAINING_FAULTS)[number];

export interface TrainingRound {
  readonly cards: readonly RoundCard[];
  readonly keyring: Keyring;
  /** What is wrong where; the truth the trainee is told in the end. */
  readonly faults: readonly { readonly pointId: string; readonly fault: TrainingFault }[];
  readonly car: TrainingCar;
  /** Meters that can be asked by radio and that something is ordered of, by point. */
  readonly ordered: ReadonlyMap<string, OrderedMeter>;
  /** A telegram as it is heard, length byte first and without link CRCs. */
  telegram(hearing: DriveHearing, atMs: number): Uint8Array | undefined;
  placeOf(hearing: Pick<DriveHearing, "at">): { readonly lat: number; readonly lon: number };
}

export interface TrainingOptions {
  readonly seed: number;
  readonly nowMs: number;
  /** Points of the round; default 40. */
  readonly points?: number;
  /** What meters' clocks go by, as milliseconds that would be UTC if their zone were; default the phone's time. */
  readonly clockMs?: () => number;
}

const POINTS = 40;
/** Of so many houses in a row one is in the round, and the next one's meter is a stranger that is heard too. */
const SPREAD = 60;
const C1_EVERY_S = 16;
const T1_EVERY_S = 60;
/** Which points of the round something is wrong with. */
const FAULTY = [7, 15, 23, 31] as const;

export function makeTrainingRound({
  seed,
  nowMs,
  points = POINTS,
  clockMs = localMs,
}: TrainingOptions): TrainingRound {
  const houses = points * SPREAD;
  const options = { seed, points: Math.ceil(houses / (1 - VILLAGE.share)) + 1, ...historySpan(nowMs, 2) };
  // The first points are the town's: no street of the network leads to the village.
  const town = makeTown(options).points.slice(0, houses);
  const own = town.filter((_, n) => n % SPREAD === 0);
  const sending = town.filter(({ meters }, n) => n % SPREAD <= 1 && meters.length > 0);
  const senders = reviveMeters(sending, { options, states: {} });
  const alive = new Map(senders.map((sender, n) => [sending[n] ? idOf(sending[n]) : "", sender]));
  const faults = FAULTY.flatMap((n, k) => {
    const [place, fault] = [own[n], TRAINING_FAULTS[k]];
    return place && fault ? [{ pointId: idOf(place), fault }] : [];
  });
  const faultOf = new Map(faults.map(({ pointId, fault }) => [pointId, fault]));
  const car = new TrainingCar(
    networkOf(plotsOf(seed, houses)),
    [...alive].flatMap(([id, meter]) => (faultOf.get(id) === "never-heard" ? [] : [driveMeterOf(id, meter)])),
  );
  const sent = new Map<string, number>();
  const sound = own.filter((place) => !faultOf.has(idOf(place)));
  const ordered = orderMeters(sound, idOf, clockMs);
  return {
    cards: own.map((place) => cardOf(place, faultOf.get(idOf(place)))),
    keyring: keyringOf(own, faultOf),
    faults,
    car,
    ordered,
    placeOf: ({ at }) => toLatLon(at),
    telegram({ id }, atMs) {
      const sender = alive.get(id);
      const asked = ordered.get(id);
      if (asked) return asked.meter.due(atMs);
      if (!sender) return undefined;
      const nth = sent.get(id) ?? 0;
      sent.set(id, nth + 1);
      const frame = decodeWmbusFrame(
        encodeMeterTelegram(sender.meter, { moment: sender.live.at(atMs), nth }),
      );
      return frame.ok ? frame.value.bytes.slice(0, frame.value.end) : undefined;
    },
  };
}

const localMs = (): number => Date.now() - new Date().getTimezoneOffset() * 60_000;

const idOf = ({ point }: TownPoint): string => `training-${point.id}`;

function plotsOf(seed: number, count: number): readonly Plot[] {
  const plots: Plot[] = [];
  for (const plot of layOutTown(seed)) if (plots.push(plot) >= count) break;
  return plots;
}

const driveMeterOf = (id: string, { meter, spot }: SendingMeter): DriveMeter => ({
  id,
  spot,
  seed: meter.seed,
  everyS: meter.radio === "t1" ? T1_EVERY_S : C1_EVERY_S,
});

/** Where the meter was exchanged, the card still names the old one. */
function cardOf(place: TownPoint, fault: TrainingFault | undefined): RoundCard {
  const { point, meters } = place;
  const meter = meters.at(-1);
  const { number, address, postalCode, city, customerName: customer, medium, lat, lon } = point;
  const id = meter && fault === "other-meter" ? olderThan(meter.id) : meter?.id;
  return {
    pointId: idOf(place),
    number,
    address,
    postalCode,
    city,
    customer,
    accessNote: "",
    medium,
    ...(lat === undefined || lon === undefined ? {} : { lat, lon }),
    ...(meter && id ? { meter: { key: meterKeyOf(id), serial: id.id, type: meter.product.name } } : {}),
  };
}

const olderThan = (id: MeterId): MeterId => ({
  ...id,
  id: String(Number(id.id) - 20_000_000).padStart(8, "0"),
});

function keyringOf(own: readonly TownPoint[], faultOf: ReadonlyMap<string, TrainingFault>): Keyring {
  const keys = new Map<string, Uint8Array>();
  for (const place of own) {
    const meter = place.meters.at(-1);
    const fault = faultOf.get(idOf(place));
    if (!meter || fault === "no-key" || fault === "other-meter") continue;
    keys.set(meter.id.id, fault === "wrong-key" ? meter.aesKey.map((byte) => byte ^ 0xff) : meter.aesKey);
  }
  return { find: ({ id }) => keys.get(id) };
}
