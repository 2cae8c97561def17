import { meterTypeOf } from "../../shared/codecs/wmbus/format-store.ts";
import { type MeterKey, makerSerialOf, parseMeterKey } from "../../shared/model/meter-id.ts";
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

/** What was tried of what could not be read, so that it is not tried again at every start. */
export interface Trying {
  /** Of the program. */
  readonly version: string;
  /** As `note` was told last. */
  readonly last: () => Promise<string | undefined>;
  readonly note: (tried: string) => Promise<void>;
}

/** Keys that were not tried on all that was heard before them, by this program. */
export interface KeysToTry {
  readonly list: () => Promise<readonly MeterKey[]>;
  /** Those of the list have been tried; not those that came since. */
  readonly noteTried: () => Promise<void>;
}

interface Opening {
  readonly keysToTry?: KeysToTry;
  readonly trying?: Trying | undefined;
  readonly readings: Pick<ReadingStore, "undecoded" | "keysOfSerial" | "metersUndecoded" | "formats">;
  /** Reads entries anew. */
  readonly readAgain: (seqs: readonly number[]) => Promise<unknown>;
  readonly report: (text: string) => void;
}

const BATCH = 500;
/** So long it is looked at what meters have, before others get their share. */
const LOOK_MS = 50;

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
    await this.#openKeyed();
    const { trying, readings } = this.#opening;
    const formats = await readings.formats();
    const last = await trying?.last();
    const tried = trying && `${trying.version} ${formats.length}`;
    if (tried !== undefined && last === tried) return;
    // Of others' meters there are many, and no program reads them without a key.
    if (trying && last?.split(" ")[0] !== trying.version)
      await this.#openOf(await readings.metersUndecoded("program"), BY_NEW);
    else await this.#openTaught(new Set(formats.map(({ meterType }) => meterType)));
    if (tried !== undefined && !this.#isStopping) await trying?.note(tried);
  }

  async #openKeyed(): Promise<void> {
    const { keysToTry, readings } = this.#opening;
    const serials = new Set(((await keysToTry?.list()) ?? []).map(makerSerialOf));
    if (serials.size === 0) return;
    const unread = await readings.metersUndecoded();
    await this.#openOf(
      unread.filter((meter) => serials.has(makerSerialOf(meter))),
      KEYS,
    );
    if (!this.#isStopping) await keysToTry?.noteTried();
  }

  async #openTaught(types: ReadonlySet<string | undefined>): Promise<void> {
    if (types.size === 0) return;
    const unread = await this.#opening.readings.metersUndecoded("program");
    await this.#openOf(
      unread.filter((meter) => types.has(typeOf(meter))),
      ["unknown-signature"],
    );
  }

  async #openOf(meters: readonly MeterKey[], outcomes: readonly string[]): Promise<void> {
    const found: number[] = [];
    let beganMs = performance.now();
    for (const meter of meters) {
      for (const seq of await this.#opening.readings.undecoded(meter, outcomes)) found.push(seq);
      while (found.length >= BATCH && !this.#isStopping) await this.#read(found.splice(0, BATCH));
      if (this.#isStopping) return;
      if (performance.now() - beganMs < LOOK_MS) continue;
      await restAfter(beganMs);
      beganMs = performance.now();
    }
    if (found.length > 0) await this.#read(found);
  }

  async #read(seqs: readonly number[]): Promise<void> {
    const beganMs = performance.now();
    await this.#opening.readAgain(seqs);
    await restAfter(beganMs);
  }
}

function typeOf(meter: MeterKey): string | undefined {
  const id = parseMeterKey(meter);
  return id && meterTypeOf(id);
}
