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

/**
 * Telegrams of the demo's own town, `perMeter` of each meter that can be heard, one meter after the other.
 * The last of a meter's is its longest: a full frame, without which compact ones tell no value.
 */
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
    if (known.some((one) => one.hex === hex)) continue;
    known.push({ meter, hex, line: encodeIm871aIndication({ telegram, rssiDbm }) });
  }
  const chosen = [...framesByMeter.values()].map((all) => endingInFull(all, perMeter));
  const frames: StickFrame[] = [];
  for (let nth = 0; nth < perMeter; nth++) {
    for (const own of chosen) {
      const frame = own[nth];
      if (frame) frames.push(frame);
    }
  }
  return frames;
}

/** `count` telegrams that follow each other, the last of which is as long as the meter's longest. */
function endingInFull(all: readonly StickFrame[], count: number): readonly StickFrame[] {
  const longest = Math.max(...all.map(({ hex }) => hex.length));
  const end = all.findIndex(({ hex }, nth) => nth >= count - 1 && hex.length === longest);
  return end < 0 ? all.slice(-count) : all.slice(end + 1 - count, end + 1);
}
