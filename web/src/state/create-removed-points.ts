import { type Accessor, createSignal } from "solid-js";
import type {
  WireErasurePreview,
  WireRemovedPoint,
  WireRemovedPoints,
} from "../../../shared/model/wire-retention.ts";
import type { Answer } from "../api/call-server.ts";
import { eraseRemovedPoints, fetchRemovedPoints, previewErasure } from "../api/upkeep-calls.ts";
import { createAsking } from "./create-asking.ts";
import { createCall } from "./create-call.ts";

/** Points that were taken away, and erasing what their meters said: looked at first. */
export interface RemovedPoints {
  readonly removed: Accessor<WireRemovedPoints | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  /** What is about to be erased, and what that would do. */
  readonly asked: Accessor<AskedErasure | undefined>;
  look(points: readonly WireRemovedPoint[]): Promise<void>;
  forget(): void;
  erase(): Promise<void>;
  /** Readings erased last. */
  readonly erased: Accessor<number | undefined>;
}

interface AskedErasure {
  readonly points: readonly WireRemovedPoint[];
  readonly preview: WireErasurePreview;
}

export function createRemovedPoints(): RemovedPoints {
  const call = createCall(() => "removed-points", fetchRemovedPoints);
  const asking = createAsking();
  const [asked, setAsked] = createSignal<AskedErasure>();
  const [erased, setErased] = createSignal<number>();
  const ask = <T>(answer: Answer<T>): Promise<T | undefined> => {
    setErased(undefined);
    return asking.ask(answer);
  };
  return {
    removed: () => call.answered()?.value,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
    fault: asking.fault,
    isBusy: asking.isBusy,
    asked,
    async look(points) {
      const preview = await ask(previewErasure(points.map(({ id }) => id)));
      setAsked(preview && { points, preview });
    },
    forget: () => setAsked(undefined),
    async erase() {
      const done = await ask(eraseRemovedPoints(asked()?.points.map(({ id }) => id) ?? []));
      setAsked(undefined);
      setErased(done?.readings);
      call.reload();
    },
    erased,
  };
}
