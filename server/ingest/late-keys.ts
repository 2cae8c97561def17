import { meterTypeOf } from "../../shared/codecs/wmbus/format-store.ts";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import { restAfter } from "./look-back.ts";

const KEYS = ["no-key", "wrong-key"] as const;
/** What a telegram can still become when a key, format or driver arrives. */
export const CURABLE = [...KEYS, "unknown-signature", "unsupported"] as const;
/** What another program may read that the last one could not, of any meter. */
const BY_NEW = [
  ...["unknown-signature", "unsupported", "unknown-ci", "unsupported-ci"],
  ...["truncated", "too-many-extensions", "reserved-dif"],
] as const;

/** Whether another program tried last what could not be read. */
export interface Trying {
  readonly isNew: () => Promise<boolean>;
  /** This one has tried all of it. */
  readonly note: () => Promise<void>;
}

interface Opening {
  /** Meters whose key is known. */
  readonly keyed?: () => Promise<readonly MeterKey[]>;
  readonly trying?: Trying | undefined;
  readonly mountingsOf: (meter: MeterKey) => readonly Segment[];
  readonly readings: Pick<ReadingStore, "undecoded" | "keysOfSerial" | "metersUndecoded" | "formats">;
  /** Reads entries anew. */
  readonly readAgain: (seqs: readonly number[]) => Promise<unknown>;
  readonly report: (text: string) => void;
}

const BATCH = 500;

/**
 * What was heard before its key, its format or a program that reads it came is read when that comes. Where the server ended
 * meanwhile the rest of it is read after a start. In the background, leaving others their share.
 */
export class LateKeys {
  readonly #opening: Opening;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(opening: Opening) {
    this.#opening = opening;
  }

  /** What is left since the server ended, or since another program ran. */
  start(): void {
    this.#then(() => this.#openLeft());
  }

  /** These meters taught formats: other meters of their types need not. */
  taught(meters: ReadonlySet<MeterKey>): void {
    if (meters.size > 0) this.#then(() => this.#openTaught(new Set([...meters].map(typeOf))));
  }

  /** What a key of this meter may open: it is known by maker and number, whatever version and type telegrams tell. */
  async framesOf(meter: MeterKey): Promise<readonly number[]> {
    const { readings } = this.#opening;
    const seqs: number[] = [];
    for (const one of new Set([meter, ...(await readings.keysOfSerial(meter))]))
      seqs.push(...(await readings.undecoded(one, CURABLE)));
    return seqs;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  #then(work: () => Promise<void>): void {
    this.#running = this.#running.then(work).catch((error: unknown) => {
      const what = "Frames whose key or format came late could not be read; they will be after a start";
      this.#opening.report(`${what}: ${String(error)}`);
    });
  }

  async #openLeft(): Promise<void> {
    const { keyed, trying, readings } = this.#opening;
    const unread = await readings.metersUndecoded();
    const serials = new Set(((await keyed?.()) ?? []).map(serialOf));
    for (const meter of unread.filter((one) => serials.has(serialOf(one))))
      await this.#open(() => readings.undecoded(meter, KEYS));
    if (!(await trying?.isNew())) {
      await this.#openTaught(new Set((await readings.formats()).map(({ meterType }) => meterType)));
      return;
    }
    for (const meter of unread) {
      // Of others' meters there are many, and no program reads them without a key.
      const isOurs = this.#opening.mountingsOf(meter).length > 0;
      await this.#open(() => readings.undecoded(meter, isOurs ? [...KEYS, ...BY_NEW] : BY_NEW));
    }
    if (!this.#isStopping) await trying?.note();
  }

  async #openTaught(types: ReadonlySet<string | undefined>): Promise<void> {
    const { readings } = this.#opening;
    if (types.size === 0) return;
    for (const meter of await readings.metersUndecoded())
      if (types.has(typeOf(meter))) await this.#open(() => readings.undecoded(meter, ["unknown-signature"]));
  }

  async #open(find: () => Promise<readonly number[]>): Promise<void> {
    if (this.#isStopping) return;
    const seqs = await find();
    for (let at = 0; at < seqs.length && !this.#isStopping; at += BATCH) {
      const beganMs = performance.now();
      await this.#opening.readAgain(seqs.slice(at, at + BATCH));
      await restAfter(beganMs);
    }
  }
}

/** Maker and number: adapters and optical heads tell another version or type of a meter than it has by itself. */
export function serialOf(meter: MeterKey): string {
  const id = parseMeterKey(meter);
  return id ? `${id.manufacturer}-${id.id}` : meter;
}

function typeOf(meter: MeterKey): string | undefined {
  const id = parseMeterKey(meter);
  return id && meterTypeOf(id);
}
