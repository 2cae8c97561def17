/**
 * Orders to learn on: two of a training round's heat meters have two-way radio, and somebody ordered something of
 * each. What they answer is the two-way meter's (`two-way-meter.ts`), which says in every telegram that it is simulated.
 */
import { productOf } from "../codecs/drivers/find-driver.ts";
import { meterKeyOf } from "../model/meter-id.ts";
import type { OrderWish } from "../model/order.ts";
import { MeterSettings } from "./meter-settings.ts";
import { OpticalMeter } from "./optical-meter.ts";
import type { TownPoint } from "./town-point.ts";
import { RADIO_BYTES, TwoWayMeter } from "./two-way-meter.ts";

export interface TrainingOrder {
  readonly id: string;
  readonly pointId: string;
  readonly meter: string;
  readonly wish: OrderWish;
}

export interface OrderedMeter {
  readonly order: TrainingOrder;
  readonly meter: TwoWayMeter;
}

/** The clock costs no legal change, the interval one: 7 of 25 are left. */
const WISHES: readonly OrderWish[] = [
  { kind: "clock", time: "standard" },
  { kind: "logging-interval", minutes: 15 },
];
const CHANGES = { used: 18, most: 25 };
const PRODUCTS = ["MULTICAL 403", "MULTICAL 603", "MULTICAL 803"];
/** Its clock is as much behind. */
const SLOW_MS = 600_000;

/** The first points with such a meter have one each; `idOf` names a point in the round. */
export function orderMeters(
  places: readonly TownPoint[],
  idOf: (place: TownPoint) => string,
  nowMs: () => number,
): ReadonlyMap<string, OrderedMeter> {
  const found = new Map<string, OrderedMeter>();
  for (const place of places) {
    const [wish, known] = [WISHES[found.size], place.meters.at(-1)];
    if (!wish || !known || !PRODUCTS.includes(productOf(known.id))) continue;
    const pointId = idOf(place);
    const meter = new OpticalMeter({
      serial: Number(known.id.id),
      clockMs: () => nowMs() - SLOW_MS,
      mostBytes: RADIO_BYTES,
      settings: new MeterSettings(CHANGES),
    });
    found.set(pointId, {
      order: { id: `order-${wish.kind}`, pointId, meter: meterKeyOf(known.id), wish },
      // When it sends is the drive's: each time it is heard.
      meter: new TwoWayMeter({ id: known.id, key: known.aesKey, meter, everyMs: 0 }),
    });
  }
  return found;
}
