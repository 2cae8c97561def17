import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import { decodeWmbusFrame } from "../../shared/codecs/wmbus/wmbus-frame.ts";
import { encodeIm871aIndication } from "../../shared/simulator/im871a-receiver.ts";
import { historySpan, reviveTown } from "../../shared/simulator/town-snapshot.ts";

/** One telegram as a stick in the car puts it on its line. */
export interface StickFrame {
  /** Maker and number, as they stand in the telegram. */
  readonly meter: string;
  /** The telegram without link CRCs, hex. */
  readonly hex: string;
  readonly line: Uint8Array;
}

const QUARTER_MS = 16 * 60_000;

/** Telegrams of the demo's own town, `perMeter` of each meter that can be heard, one meter after the other. */
export function hearTown(
  town: { readonly points: number; readonly days: number },
  perMeter: number,
): StickFrame[] {
  const nowMs = Date.now();
  const options = { seed: 1, points: town.points, ...historySpan(nowMs, town.days) };
  const { gateway } = reviveTown({ options, states: {} }, 1000);
  const framesByMeter = new Map<string, StickFrame[]>();
  for (const { bytes, rssiDbm } of gateway.hear(nowMs, nowMs + QUARTER_MS)) {
    const frame = decodeWmbusFrame(bytes);
    if (!frame.ok) throw new Error(frame.error.kind);
    const telegram = frame.value.bytes.slice(0, frame.value.end);
    const hex = formatHex(telegram);
    const meter = hex.slice(4, 16);
    const known = framesByMeter.get(meter) ?? [];
    framesByMeter.set(meter, known);
    if (known.length >= perMeter || known.some((one) => one.hex === hex)) continue;
    known.push({ meter, hex, line: encodeIm871aIndication({ telegram, rssiDbm }) });
  }
  const frames: StickFrame[] = [];
  for (let nth = 0; nth < perMeter; nth++) {
    for (const own of framesByMeter.values()) {
      const frame = own[nth];
      if (frame) frames.push(frame);
    }
  }
  return frames;
}
