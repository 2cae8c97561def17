import { join } from "node:path";
import { ok, type Result } from "../shared/model/result.ts";
import { createApp } from "./app.ts";
import type { Deps } from "./deps.ts";
import { createEntryDecoding } from "./ingest/decode-entry.ts";
import { Ingest } from "./ingest/ingest.ts";
import { openJournal } from "./journal/open-journal.ts";
import { ChangeFeed } from "./live/change-feed.ts";
import { PointIndex } from "./live/point-index.ts";
import { viewTelegram } from "./live/view-telegram.ts";
import type { Journal, UtilityStore } from "./ports.ts";
import type { StartError } from "./start-error.ts";
import { startHttp } from "./start-http.ts";
import { openUtilityStore } from "./store/open-utility-store.ts";

export interface ServerOptions {
  readonly dataFolder: string;
  /** Folder name of the utility inside the data folder. */
  readonly utility: string;
  readonly host: string;
  readonly port: number;
  readonly masterKey: Uint8Array;
  readonly webRoot?: string;
  readonly version: string;
  readonly report: (text: string) => void;
}

export interface RunningServer {
  readonly port: number;
  readonly deps: Deps;
  close(): Promise<void>;
}

/** The composition root: opens the adapters, wires them, listens, and picks up where it last ended. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer, StartError>> {
  const store = await openUtilityStore({
    dataFolder: options.dataFolder,
    utility: options.utility,
    masterKey: options.masterKey,
  });
  if (!store.ok) return store;
  const journal = await openJournal(join(options.dataFolder, options.utility, "journal"));
  if (!journal.ok) {
    await store.value.close();
    return journal;
  }
  const deps = await wire(options, store.value, journal.value);
  const http = await startHttp(createApp(deps), options);
  if (!http.ok) {
    await closeAll(deps);
    return http;
  }
  await deps.ingest.start();
  return ok({
    port: http.value.port,
    deps,
    close: async () => {
      deps.changes.close();
      await http.value.close();
      await closeAll(deps);
    },
  });
}

async function wire(options: ServerOptions, store: UtilityStore, journal: Journal): Promise<Deps> {
  const points = new PointIndex(store);
  await points.load();
  const changes = new ChangeFeed(Date.now() * 1000);
  const { decodeEntry, decodeForView } = createEntryDecoding({
    keyOf: (meter) => points.keyOf(meter),
    savedFormats: await store.readings.formats(),
  });
  const ingest = new Ingest({
    journal,
    readings: store.readings,
    decodeEntry,
    mountedAt: (meter) => points.mountedAt(meter),
    latestReading: (meter) => points.latestReading(meter),
    applyReading: (reading, pointId) => points.applyReading(reading, pointId),
    publish: (change) => changes.publish(change),
    report: options.report,
  });
  return {
    store,
    journal,
    ingest,
    points,
    changes,
    viewTelegram: (entry) => viewTelegram(entry, decodeForView(entry)),
    nowMs: () => Date.now(),
    report: options.report,
    version: options.version,
    ...(options.webRoot === undefined ? {} : { webRoot: options.webRoot }),
    hosts: ["127.0.0.1", "localhost", "[::1]"],
  };
}

async function closeAll(deps: Deps): Promise<void> {
  await deps.ingest.stop();
  await deps.journal.close();
  await deps.store.close();
}
