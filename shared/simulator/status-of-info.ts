import { decode } from "../codecs/decode.ts";
import { encodeTelegram } from "../codecs/wmbus/encode-telegram.ts";
import { createFormatStore, meterTypeOf } from "../codecs/wmbus/format-store.ts";
import { encodeRecords } from "./encode-records.ts";
import { SUMS_SIZE } from "./meter-sums.ts";
import { STEP, STEP_SIZE } from "./step.ts";
import type { TownMeter } from "./town-point.ts";

const NONE: readonly string[] = [];
const known = new Map<string, readonly string[]>();
const context = { link: "wmbus", keyring: { find: () => undefined }, formats: createFormatStore() } as const;

/**
 * Status ids of a meter's info code, sorted: what the ordinary decoder makes of a clear telegram that
 * carries it, so that written history and live readings speak alike.
 */
export function statusOfInfo(meter: TownMeter, info: number): readonly string[] {
  if (info === 0) return NONE;
  const name = `${meterTypeOf(meter.id)} ${meter.layout} ${info}`;
  const told = known.get(name) ?? readStatus(meter, info);
  known.set(name, told);
  return told;
}

function readStatus(meter: TownMeter, info: number): readonly string[] {
  const step = new Float64Array(STEP_SIZE);
  step[STEP.info] = info;
  const data = encodeRecords(meter, { atMs: 0, sums: new Float64Array(SUMS_SIZE), step });
  const decoded = decode(encodeTelegram({ meter: meter.id, transport: { header: "none", data } }), context);
  return decoded.ok ? decoded.value.status : NONE;
}
