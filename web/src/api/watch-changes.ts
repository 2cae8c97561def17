import type { WireChange } from "../../../shared/model/wire.ts";

export interface ChangesListener {
  onOpen(): void;
  /** Where the feed begins, when it was followed from no cursor. */
  onBegin(cursor: number): void;
  onChange(change: WireChange, cursor: number): void;
  /** The server no longer knows what happened since our cursor: everything has to be loaded anew. */
  onReset(cursor: number): void;
  /** The connection is gone; nothing more comes from this watch. */
  onLost(): void;
}

/** Follows the server's change feed from a cursor on, or from now on. Returns the way to stop. */
export function watchChanges(since: number | undefined, listener: ChangesListener): () => void {
  const source = new EventSource(`/api/v1/changes?since=${since ?? "now"}`);
  source.addEventListener("begin", (event) => {
    listener.onBegin(Number((event as MessageEvent<string>).lastEventId));
  });
  source.addEventListener("open", () => listener.onOpen());
  source.addEventListener("message", ({ data, lastEventId }: MessageEvent<string>) => {
    listener.onChange(JSON.parse(data) as WireChange, Number(lastEventId));
  });
  source.addEventListener("reset", (event) => {
    listener.onReset(Number((event as MessageEvent<string>).lastEventId));
  });
  // The browser's own reconnect keeps the old cursor in the address; ours asks for what was missed.
  source.addEventListener("error", () => {
    source.close();
    listener.onLost();
  });
  return () => source.close();
}
