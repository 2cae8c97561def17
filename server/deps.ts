import type { WireTelegramView } from "../shared/model/wire.ts";
import type { Ingest } from "./ingest/ingest.ts";
import type { ChangeFeed } from "./live/change-feed.ts";
import type { PointIndex } from "./live/point-index.ts";
import type { Journal, JournalEntry, UtilityStore } from "./ports.ts";

/** What routes get. Wired once in `start-server.ts`. */
export interface Deps {
  readonly store: UtilityStore;
  readonly journal: Journal;
  readonly ingest: Ingest;
  readonly points: PointIndex;
  readonly changes: ChangeFeed;
  /** Decodes a frame again for the eyes of a person. */
  readonly viewTelegram: (entry: JournalEntry) => WireTelegramView;
  readonly nowMs: () => number;
  readonly report: (text: string) => void;
  readonly version: string;
  /** Folder of the built web app; absent while developing, where Vite serves it. */
  readonly webRoot?: string;
  /** Host names this server answers to. */
  readonly hosts: readonly string[];
}
