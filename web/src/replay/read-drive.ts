import { LINKS } from "../../../shared/model/hearing.ts";
import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { WireTelegram } from "../../../shared/model/wire.ts";
import { linesOf, phoneOf } from "../journal-file.ts";

/** A drive's file, its telegrams by meter as far as their unencrypted address tells. */
export interface RecordedDrive {
  /** Whose phone saved it: its telegrams can be taken over under this name. */
  readonly phone: string;
  readonly meters: readonly (readonly WireTelegram[])[];
  readonly telegrams: number;
  /** Of the first telegram and the last, UTC milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Lines nothing could be made of, a last one that was cut off among them. */
  readonly leftOut: number;
}

export type DriveFault = "replay.no-drive" | "replay.empty" | "replay.stopped";

const HEX = /^(?:[0-9a-f]{2})+$/i;
/** The server takes no longer ones (`MAX_TELEGRAM_BYTES`). */
const MOST_HEX = 8192;
/** A calendar holds no later moment. */
const LAST_MS = 8.64e15;
/** Maker, number, version and type stand behind the length and the C field of a wireless telegram. */
const ADDRESS: readonly [from: number, to: number] = [4, 20];
/** The screen is looked after every so many lines. */
const LINES_A_BREATH = 5000;

/**
 * Reads a phone's file (`journal-file.ts`) line by line: the file itself is never in memory as a whole. What is no
 * such file is refused at its first line, however large it is.
 */
export async function readDrive(
  file: Blob,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Result<RecordedDrive, DriveFault>> {
  const lines = linesOf(file);
  const first = await lines.next();
  const phone = first.done ? undefined : phoneOf(first.value);
  if (phone === undefined) return err("replay.no-drive");
  const drive = new GrowingDrive();
  const sums = { lines: 0, bytes: 0 };
  for await (const line of lines) {
    sums.lines += 1;
    sums.bytes += line.length + 1;
    if (sums.lines % LINES_A_BREATH === 0) {
      if (signal.aborted) return err("replay.stopped");
      onShare(sums.bytes / file.size);
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (line !== "") drive.add(telegramOf(line));
  }
  return drive.telegrams === 0 ? err("replay.empty") : ok(drive.of(phone));
}

class GrowingDrive {
  readonly #byAddress = new Map<string, WireTelegram[]>();
  #fromMs = Number.POSITIVE_INFINITY;
  #toMs = Number.NEGATIVE_INFINITY;
  #leftOut = 0;
  telegrams = 0;

  add(telegram: TimedTelegram | undefined): void {
    if (!telegram) {
      this.#leftOut += 1;
      return;
    }
    this.telegrams += 1;
    this.#fromMs = Math.min(this.#fromMs, telegram.rxAt);
    this.#toMs = Math.max(this.#toMs, telegram.rxAt);
    const address = telegram.medium ?? telegram.raw.slice(...ADDRESS).toUpperCase();
    const known = this.#byAddress.get(address);
    if (known) known.push(telegram);
    else this.#byAddress.set(address, [telegram]);
  }

  of(phone: string): RecordedDrive {
    const span = { fromMs: this.#fromMs, toMs: this.#toMs };
    const { telegrams } = this;
    return { phone, meters: [...this.#byAddress.values()], telegrams, leftOut: this.#leftOut, ...span };
  }
}

type TimedTelegram = WireTelegram & { readonly rxAt: number };

/** Only what the server needs to know of it, and only what it would take. */
function telegramOf(line: string): TimedTelegram | undefined {
  const fields = fieldsOf(line);
  const { raw, rxAt, medium } = fields ?? {};
  if (typeof raw !== "string" || raw.length > MOST_HEX || !HEX.test(raw)) return undefined;
  const atMs = typeof rxAt === "string" ? Date.parse(rxAt) : rxAt;
  if (typeof atMs !== "number" || !Number.isInteger(atMs) || atMs <= 0 || atMs >= LAST_MS) return undefined;
  const isWireless = medium === undefined || medium === "wmbus";
  if (isWireless) return { rxAt: atMs, raw };
  const link = LINKS.find((one) => one === medium);
  return link && { rxAt: atMs, raw, medium: link };
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Telegrams in batches of at most so many; a meter's are together as far as they fit. */
export function* batchesOf(
  meters: readonly (readonly WireTelegram[])[],
  most: number,
): Generator<readonly WireTelegram[]> {
  let batch: WireTelegram[] = [];
  for (const telegrams of meters) {
    if (batch.length > 0 && batch.length + telegrams.length > most) {
      yield batch;
      batch = [];
    }
    for (const telegram of telegrams) {
      batch.push(telegram);
      if (batch.length < most) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
