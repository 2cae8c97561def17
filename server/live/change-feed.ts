import type { WireChange } from "../../shared/model/wire.ts";

/** A change with the cursor that is true once it was applied. */
export interface FeedEntry {
  readonly cursor: number;
  readonly change: WireChange;
}

/** `reload`: something happened that no single change tells; load the lists again. */
type Listener = (entries: readonly FeedEntry[] | "reload") => void;

/**
 * What changed, for everybody who watches. Readings of one point within a flush are one change (the
 * last), so a busy radio costs a screen a few events a second, not hundreds.
 */
export class ChangeFeed {
  readonly #listeners = new Set<Listener>();
  readonly #waiting = new Map<string, WireChange>();
  readonly #kept: FeedEntry[] = [];
  readonly #limits: { readonly keep: number; readonly flushMs: number };
  #cursor: number;
  #timer: NodeJS.Timeout | undefined;

  /** `firstCursor` must be above every cursor handed out before a restart: the start time serves. */
  constructor(firstCursor: number, limits = { keep: 20_000, flushMs: 250 }) {
    this.#cursor = firstCursor;
    this.#limits = limits;
  }

  cursor(): number {
    return this.#cursor;
  }

  publish(change: WireChange): void {
    const key = change.kind === "reading" ? `reading ${change.pointId}` : `point ${change.point.id}`;
    this.#waiting.delete(key);
    this.#waiting.set(key, change);
    this.#timer ??= setTimeout(() => this.flush(), this.#limits.flushMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = [...this.#waiting.values()].map((change) => ({ cursor: ++this.#cursor, change }));
    this.#waiting.clear();
    if (entries.length === 0) return;
    this.#kept.push(...entries);
    if (this.#kept.length > this.#limits.keep) this.#kept.splice(0, this.#kept.length - this.#limits.keep);
    for (const listener of this.#listeners) listener(entries);
  }

  /** Asks everybody, whoever was away too, to load the lists again. */
  reload(): void {
    this.flush();
    this.#kept.length = 0;
    this.#cursor += 1;
    for (const listener of this.#listeners) listener("reload");
  }

  /** Everything after `since`; `undefined` when that is too long ago (or from another start): load anew. */
  after(since: number): readonly FeedEntry[] | undefined {
    if (since === this.#cursor) return [];
    const first = this.#kept[0];
    if (!first || since < first.cursor - 1 || since > this.#cursor) return undefined;
    return this.#kept.filter((entry) => entry.cursor > since);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }
}
