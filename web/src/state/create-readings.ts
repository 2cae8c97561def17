import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { WireReading } from "../../../shared/model/wire.ts";
import type { CallError } from "../api/call-server.ts";
import { mergeReadings } from "../period/merge-readings.ts";
import { useHistory } from "./history-client.ts";

/** A point's readings, newest first, loaded page by page towards the past. */
export interface CreatedReadings {
  readonly readings: Accessor<readonly WireReading[]>;
  readonly isLoading: Accessor<boolean>;
  readonly hasOlder: Accessor<boolean>;
  readonly error: Accessor<CallError | undefined>;
  loadOlder(): void;
  /** Looks for what arrived since. */
  loadNewer(): void;
  /** Reads all of it again: something of the past is not what it was. */
  readAnew(): void;
}

const PAGE = 200;
const NEWEST = 50;

export function createReadings(id: Accessor<string>): CreatedReadings {
  const history = useHistory();
  const [readings, setReadings] = createSignal<readonly WireReading[]>([]);
  const [isLoading, setLoading] = createSignal(false);
  const [nextBeforeMs, setNextBeforeMs] = createSignal<number>();
  const [error, setError] = createSignal<CallError>();
  let aborter = new AbortController();

  const load = async (query: {
    readonly limit: number;
    readonly beforeMs?: number;
  }): Promise<number | undefined> => {
    const { signal } = aborter;
    const answer = await history.readings(id(), query);
    if (signal.aborted) return undefined;
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return undefined;
    setReadings((known) => mergeReadings(known, answer.value.readings));
    return answer.value.nextBeforeMs;
  };

  const loadPage = async (beforeMs?: number): Promise<void> => {
    if (isLoading()) return;
    setLoading(true);
    const next = await load({ limit: PAGE, ...(beforeMs === undefined ? {} : { beforeMs }) });
    if (!error()) setNextBeforeMs(next);
    setLoading(false);
  };

  const readAnew = (): void => {
    aborter.abort();
    aborter = new AbortController();
    setReadings([]);
    setNextBeforeMs(undefined);
    setLoading(false);
    void loadPage();
  };
  createEffect(on(id, readAnew));
  onCleanup(() => aborter.abort());

  return {
    readAnew,
    readings,
    isLoading,
    hasOlder: () => nextBeforeMs() !== undefined,
    error,
    loadOlder() {
      const beforeMs = nextBeforeMs();
      if (beforeMs !== undefined || error()) void loadPage(beforeMs);
    },
    loadNewer: () => void load({ limit: NEWEST }),
  };
}
