import { type MeterKey, makerSerialOf } from "../../shared/model/meter-id.ts";
import type { Mounting } from "../../shared/model/metering-point.ts";
import type { RetentionStore } from "../retention-ports.ts";
import type { PointIndex } from "./point-index.ts";

/**
 * Where and when a meter hangs and hung, points that were taken away since included; also under another version or
 * type of the same maker and number, as frames are told apart by those two alone.
 */
export async function knownMountings(
  points: Pick<PointIndex, "mountingsOfSerial">,
  retention: Pick<RetentionStore, "removedPoints">,
  meter: MeterKey,
): Promise<readonly Mounting[]> {
  const serial = makerSerialOf(meter);
  const gone = (await retention.removedPoints())
    // Of a meter whose point nobody noted it is not known until when it hung there.
    .filter(({ looseMeter }) => looseMeter === undefined)
    .flatMap(({ id, mountings }) => mountings.map((one) => ({ ...one, pointId: id })));
  return [...points.mountingsOfSerial(meter), ...gone.filter((one) => makerSerialOf(one.meter) === serial)];
}
