import type { Worker } from "node:worker_threads";
import type { Segment } from "../../shared/model/metering-point.ts";
import { makeTown, type Town, type TownOptions } from "../../shared/simulator/town.ts";
import { TOWN_UTILITY } from "../../shared/simulator/town-names-table.ts";
import type { TownSnapshot } from "../../shared/simulator/town-snapshot.ts";
import type { KeyStore, PointStore, SettingsStore } from "../ports.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { HistoryChunk, HistoryWish, PointRange } from "./history-chunk.ts";
import { startWorker } from "./start-worker.ts";

export interface SeedProgress {
  readonly pointsDone: number;
  readonly points: number;
  readonly readings: number;
  readonly readingsPerSecond: number;
}

export interface SeedOptions {
  readonly town: TownOptions;
  /** Threads that make history; default 2. */
  readonly workers?: number;
  /** Registers of each reading, from the meters' logs; absent: what telegrams carry. */
  readonly registers?: number;
  readonly onProgress?: (progress: SeedProgress) => void;
}

export interface SeededTown {
  readonly town: Town;
  readonly readings: number;
  /** Where live operation goes on from. */
  readonly snapshot: TownSnapshot;
}

/** The parts of a `UtilityStore` that seeding fills. */
export interface SeededStore {
  readonly settings: Pick<SettingsStore, "saveUtility">;
  readonly keys: Pick<KeyStore, "save">;
  readonly points: Pick<PointStore, "save">;
  readonly readings: Pick<ReadingStore, "importBlocks">;
}

const CHUNK_POINTS = 20;
const TIME_ZONE = "Europe/Copenhagen";

/** Fills an empty utility with a simulated town: points, meters, keys and all its hourly history. */
export async function seedTown(store: SeededStore, options: SeedOptions): Promise<SeededTown> {
  const town = makeTown(options.town);
  await store.settings.saveUtility({ name: TOWN_UTILITY, timeZone: TIME_ZONE });
  await store.keys.save(
    town.points.flatMap(({ meters }) => meters.map(({ key: meter, aesKey: key }) => ({ meter, key }))),
  );
  const made = await makeHistory(store, options);
  const order = new Map(town.points.map(({ point }, n) => [point.id, n]));
  await store.points.save(
    town.points.map(({ point }) => point),
    made.segments.toSorted((a, b) => (order.get(a.pointId) ?? 0) - (order.get(b.pointId) ?? 0)),
  );
  return { town, readings: made.readings, snapshot: { options: options.town, states: made.states } };
}

interface Made {
  readonly segments: Segment[];
  readonly states: Record<string, TownSnapshot["states"][string]>;
  readings: number;
}

async function makeHistory(
  store: SeededStore,
  { town, workers = 2, registers, onProgress }: SeedOptions,
): Promise<Made> {
  const made: Made = { segments: [], states: {}, readings: 0 };
  const wish: HistoryWish = { town, timeZone: TIME_ZONE, ...(registers === undefined ? {} : { registers }) };
  const startedAtMs = performance.now();
  let next = 0;
  let pointsDone = 0;
  const takeRange = (): PointRange | undefined => {
    if (next >= town.points) return undefined;
    const from = next;
    next = Math.min(town.points, from + CHUNK_POINTS);
    return { from, to: next };
  };
  const order = new WriteOrder();
  const keep = async ({ from, to }: PointRange, chunk: HistoryChunk): Promise<void> => {
    await order.inTurn({ from, to }, () => store.readings.importBlocks(chunk.blocks, chunk.edges));
    made.segments.push(...chunk.segments);
    Object.assign(made.states, chunk.states);
    made.readings += chunk.readings;
    pointsDone += to - from;
    const seconds = (performance.now() - startedAtMs) / 1000;
    onProgress?.({
      pointsDone,
      points: town.points,
      readings: made.readings,
      readingsPerSecond: Math.round(made.readings / seconds),
    });
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, () => work(wish, { takeRange, keep })));
  return made;
}

/** Chunks are written in the order of the points, whichever thread is done first: the store comes out the same. */
class WriteOrder {
  readonly #waiting = new Map<number, () => void>();
  #writtenTo = 0;
  #failure: unknown;

  async inTurn({ from, to }: PointRange, write: () => Promise<void>): Promise<void> {
    if (from !== this.#writtenTo) await new Promise<void>((resolve) => this.#waiting.set(from, resolve));
    if (this.#failure !== undefined) throw this.#failure;
    try {
      await write();
      this.#writtenTo = to;
      this.#waiting.get(to)?.();
    } catch (error) {
      this.#failure = error;
      for (const goOn of this.#waiting.values()) goOn();
      throw error;
    }
  }
}

interface Work {
  readonly takeRange: () => PointRange | undefined;
  readonly keep: (range: PointRange, chunk: HistoryChunk) => Promise<void>;
}

/** One thread's share. It makes the next chunk while the store writes the last one, and never gets further ahead. */
async function work(wish: HistoryWish, { takeRange, keep }: Work): Promise<void> {
  const thread = new HistoryThread(wish);
  try {
    let writing: Promise<void> = Promise.resolve();
    for (let range = takeRange(); range !== undefined; range = takeRange()) {
      const chunk = await thread.make(range);
      await writing;
      writing = keep(range, chunk);
      writing.catch(() => undefined);
    }
    await writing;
  } finally {
    await thread.end();
  }
}

/** Asks its thread for one chunk at a time. */
class HistoryThread {
  readonly #worker: Worker;
  #waiting: { resolve: (chunk: HistoryChunk) => void; reject: (error: Error) => void } | undefined;

  constructor(wish: HistoryWish) {
    this.#worker = startWorker("history-worker", wish);
    this.#worker.on("message", (chunk: HistoryChunk) => this.#waiting?.resolve(chunk));
    this.#worker.on("error", (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on("exit", (code) => this.#fail(new Error(`the history thread ended with code ${code}`)));
  }

  make(range: PointRange): Promise<HistoryChunk> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(range);
    });
  }

  async end(): Promise<void> {
    this.#waiting = undefined;
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
  }
}
