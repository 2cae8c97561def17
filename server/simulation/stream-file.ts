import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { MeteringPoint, Segment } from "../../shared/model/metering-point.ts";
import type { WireTelegram } from "../../shared/model/wire.ts";
import type { KeyStore, PointStore } from "../ports.ts";
import type { FileMeter, TelegramFile } from "./telegram-file.ts";
import type { TelegramSender } from "./telegram-sender.ts";

const HOUR_MS = 3_600_000;

/** When each telegram of the file counts as heard: the last of a meter now, those before it an hour apart. */
export function timeTelegrams({ telegrams }: TelegramFile, nowMs: number): readonly number[] {
  const heardLater = new Map<string, number>();
  return telegrams
    .toReversed()
    .map(({ meter = "" }) => {
      const later = heardLater.get(meter) ?? 0;
      heardLater.set(meter, later + 1);
      return nowMs - later * HOUR_MS;
    })
    .reverse();
}

/** The parts of a `UtilityStore` that a file's meters are written to. */
export interface FileStore {
  readonly points: Pick<PointStore, "save">;
  readonly keys: Pick<KeyStore, "save">;
}

/** Gives every meter of the file a metering point that bears its name: nobody knows where it hangs. */
export async function registerFileMeters(store: FileStore, file: TelegramFile, nowMs: number): Promise<void> {
  const firstMs = timeTelegrams(file, nowMs).reduce((first, ms) => Math.min(first, ms), nowMs);
  await store.points.save(
    file.meters.map(pointOf),
    file.meters.map((meter) => segmentOf(meter, firstMs - HOUR_MS)),
  );
  const keys = file.meters.flatMap(({ key: meter, aesKey: key }) => (key ? [{ meter, key }] : []));
  if (keys.length > 0) await store.keys.save(keys);
}

const pointOf = (meter: FileMeter): MeteringPoint => ({
  id: `meter-${meter.key.toLowerCase()}`,
  number: meter.serial,
  address: meter.name,
  postalCode: "",
  city: "",
  area: "",
  medium: meter.medium,
  intervalMinutes: 60,
  customerNumber: "",
  customerName: "",
});

const segmentOf = (meter: FileMeter, mountedAtMs: number): Segment => ({
  pointId: pointOf(meter).id,
  meter: meter.key,
  type: meter.product,
  mountedAtMs,
  startValues: [],
  endValues: [],
});

export interface FileStreamOptions {
  readonly sender: TelegramSender;
  readonly nowMs: number;
  readonly telegramsPerSecond: number;
  readonly wait?: (ms: number) => Promise<void>;
}

const STEP_MS = 200;

/** Posts the file's telegrams in their order and at a pace; resolves when the last is on the server's disk. */
export async function streamFile(file: TelegramFile, options: FileStreamOptions): Promise<void> {
  const { sender, nowMs, telegramsPerSecond, wait = sleep } = options;
  const times = timeTelegrams(file, nowMs);
  const wire = file.telegrams.map(
    ({ link, bytes }, n): WireTelegram => ({ rxAt: times[n] ?? nowMs, medium: link, raw: formatHex(bytes) }),
  );
  const step = Math.max(1, Math.round((telegramsPerSecond * STEP_MS) / 1000));
  for (let at = 0; at < wire.length; at += step) {
    sender.add(wire.slice(at, at + step));
    if (at + step < wire.length) await wait(STEP_MS);
  }
  await sender.settled();
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
