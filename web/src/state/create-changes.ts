import { type Accessor, createSignal } from "solid-js";
import type { WireChange } from "../../../shared/model/wire.ts";
import { type ChangesListener, watchChanges } from "../api/watch-changes.ts";

/** How the screen stands to what happens on the server. */
export type Connection =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "reconnecting"; readonly sinceMs: number };

export interface ChangesWatcher {
  onChanges(changes: readonly WireChange[]): void;
  /** Too much was missed: load again what is on the screen. */
  onReset(): void;
  /** The feed broke off: the network, the server, or the session. */
  onLost?(wasLive: boolean): void;
}

export interface Changes {
  readonly connection: Accessor<Connection>;
  /**
   * Follows the feed from here, or from now on; `false` when it runs already, which later calls do not change.
   */
  start(cursor?: number): boolean;
  /** How far the feed was followed. */
  cursor(): number | undefined;
  watch(watcher: ChangesWatcher): () => void;
  /** Tries now instead of at the next attempt. */
  reconnect(): void;
  /** Follows nothing any more, until started again. */
  stop(): void;
}

const BATCH_MS = 200;
const RETRY_MS = [500, 1000, 2000, 5000, 10_000];
/** A hidden tab gives its connection back: browsers open six to one server, over all tabs. */
const HIDDEN_GRACE_MS = 60_000;

export function createChanges(): Changes {
  const [connection, setConnection] = createSignal<Connection>({ kind: "idle" });
  const watchers = new Set<ChangesWatcher>();
  let cursor: number | undefined;
  let isStarted = false;
  let stop: (() => void) | undefined;
  let attempts = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  const batches = makeBatches((batch) => {
    for (const watcher of watchers) watcher.onChanges(batch);
  });

  const listener: ChangesListener = {
    onOpen() {
      attempts = 0;
      setConnection({ kind: "live" });
    },
    onBegin(at) {
      cursor ??= at;
    },
    onChange(change, at) {
      cursor = at;
      batches.add(change);
    },
    onReset(at) {
      cursor = at;
      batches.drop();
      for (const watcher of watchers) watcher.onReset();
    },
    onLost() {
      stop = undefined;
      const now = connection();
      const wasLive = now.kind === "live";
      if (now.kind !== "reconnecting") setConnection({ kind: "reconnecting", sinceMs: Date.now() });
      retryTimer = setTimeout(open, RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)]);
      for (const watcher of watchers) watcher.onLost?.(wasLive);
    },
  };

  const open = (): void => {
    clearTimeout(retryTimer);
    if (!isStarted || stop) return;
    stop = watchChanges(cursor, listener);
  };

  const letGo = (): void => {
    clearTimeout(retryTimer);
    stop?.();
    stop = undefined;
  };

  whileHidden({ letGo, takeUp: open });
  addEventListener("online", open);
  return {
    connection,
    start(from) {
      if (isStarted) return false;
      isStarted = true;
      cursor = from;
      setConnection({ kind: "connecting" });
      open();
      return true;
    },
    cursor: () => cursor,
    stop() {
      letGo();
      isStarted = false;
      cursor = undefined;
      batches.drop();
      setConnection({ kind: "idle" });
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    reconnect: open,
  };
}

/** Changes come one by one, and are told together. */
function makeBatches(tell: (batch: readonly WireChange[]) => void): {
  add(change: WireChange): void;
  drop(): void;
} {
  let waiting: WireChange[] = [];
  const deliver = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) tell(batch);
  };
  return {
    add(change) {
      if (waiting.push(change) === 1) setTimeout(deliver, BATCH_MS);
    },
    drop() {
      waiting = [];
    },
  };
}

function whileHidden(feed: { readonly letGo: () => void; readonly takeUp: () => void }): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(feed.letGo, HIDDEN_GRACE_MS);
    else feed.takeUp();
  });
}
