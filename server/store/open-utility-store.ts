import type { MeterKey } from "../../shared/model/meter-id.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { StorageOpenError, UtilityStore } from "../ports.ts";
import type { ReadingStore, StoreUpkeep } from "../reading-ports.ts";
import { type NumberedCounts, nameCounts } from "./counts-around.ts";
import { latestOfBatch } from "./packed-latest.ts";
import { packCommit } from "./reading-log.ts";
import { startThread } from "./start-thread.ts";
import { StoreClient } from "./store-client.ts";
import type { OpenOptions, StoreGreeting, StoreName, StoreReport } from "./store-rpc.ts";

/** A utility's store with what keeps it healthy. */
export interface OpenedStore extends UtilityStore {
  readonly upkeep: StoreUpkeep;
}

export interface StoreOptions extends OpenOptions {
  /** Hears what an operator should know: a block that cannot be read, a fold that failed. */
  readonly report?: (text: string) => void;
}

/**
 * Opens a utility's store (`<dataFolder>/<utility>/store.db`) in a thread of its own, since libSQL
 * works synchronously. Calls are answered in the order they were made.
 */
export async function openUtilityStore({
  report,
  ...options
}: StoreOptions): Promise<Result<OpenedStore, StorageOpenError>> {
  const worker = startThread("store-worker", options);
  const greeting = await new Promise<StoreGreeting>((resolve, reject) => {
    const listen = (message: StoreGreeting | StoreReport) => {
      if ("report" in message) return report?.(message.report);
      worker.off("message", listen);
      resolve(message);
    };
    worker.on("message", listen);
    worker.once("error", reject);
  });
  if (!greeting.opened) {
    await worker.terminate();
    return err(greeting.error);
  }
  return ok(remoteStore(new StoreClient(worker, report)));
}

function remoteStore(client: StoreClient): OpenedStore {
  /** Every method of a store as a call; the worker knows which there are. */
  const remote = <T extends object>(name: StoreName | "readings" | "upkeep"): T =>
    new Proxy(Object.create(null), {
      get: (_, method) =>
        typeof method === "string" && method !== "then"
          ? (...args: readonly unknown[]) => client.call({ store: name, method, args })
          : undefined,
    });
  return {
    points: remote("points"),
    readings: remoteReadings(client, remote("readings")),
    keys: remote("keys"),
    gateways: remote("gateways"),
    settings: remote("settings"),
    customFields: remote("customFields"),
    weather: remote("weather"),
    machineTokens: remote("machineTokens"),
    people: remote("people"),
    roles: remote("roles"),
    invitations: remote("invitations"),
    sessions: remote("sessions"),
    audit: remote("audit"),
    rooms: remote("rooms"),
    rounds: remote("rounds"),
    orders: remote("orders"),
    phones: remote("phones"),
    signing: remote("signing"),
    mail: remote("mail"),
    savedReports: remote("savedReports"),
    retention: remote("retention"),
    review: remote("review"),
    visits: remote("visits"),
    paths: remote("paths"),
    stock: remote("stock"),
    firmware: remote("firmware"),
    upkeep: remote("upkeep"),
    close: () => client.close(),
  };
}

/** Readings cross to the thread and back as batches: two byte arrays instead of thousands of objects. */
function remoteReadings(client: StoreClient, remote: ReadingStore): ReadingStore {
  const keys: (MeterKey | undefined)[] = [];
  /** A number stands for the same meter as long as the store is open. */
  const learnKeys = async (ids: Uint32Array): Promise<void> => {
    if (ids.every((id) => id < keys.length)) return;
    const more = await client.call({ store: "readings", method: "meterKeys", args: [keys.length] });
    keys.push(...(more as (MeterKey | undefined)[]));
  };
  const packed: Pick<ReadingStore, "commit" | "latest" | "countsAround"> = {
    countsAround: async (register, when) => {
      const answer = await client.call({
        store: "readings",
        method: "numberedCounts",
        args: [register, when],
      });
      const counts = answer as NumberedCounts;
      await learnKeys(counts.meterId);
      return nameCounts(counts, (id) => keys[id] ?? ("" as MeterKey));
    },
    commit: async (batch) => {
      const commit = packCommit(batch);
      await client.call(
        { store: "readings", method: "commit", args: [commit] },
        [commit.readings.buffer, commit.outcomes.buffer].filter((one) => one instanceof ArrayBuffer),
      );
    },
    latest: async () => {
      const bytes = await client.call({ store: "readings", method: "latestPacked", args: [] });
      return latestOfBatch(bytes instanceof Uint8Array ? bytes : new Uint8Array());
    },
  };
  return new Proxy(remote, {
    get: (target, method) => Reflect.get(Object.hasOwn(packed, method) ? packed : target, method),
  });
}
