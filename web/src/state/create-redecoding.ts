import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import type {
  WireLookingBack,
  WireRedecodePreview,
  WireRedecodeWish,
  WireRedecoding,
} from "../../../shared/model/wire-redecode.ts";
import {
  cancelRedecoding,
  fetchRedecoding,
  previewRedecoding,
  startRedecoding,
} from "../api/upkeep-calls.ts";
import { createAsking } from "./create-asking.ts";
import { createCall } from "./create-call.ts";

/** Frames that are read anew: looked at, started, followed, stopped. */
export interface Redecoding {
  readonly isHere: Accessor<boolean>;
  readonly last: Accessor<WireRedecoding | undefined>;
  /** Present while the server looks through old telegrams by itself. */
  readonly lookingBack: Accessor<WireLookingBack | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  readonly preview: Accessor<WireRedecodePreview | undefined>;
  look(wish: WireRedecodeWish): Promise<void>;
  forget(): void;
  start(wish: WireRedecodeWish): Promise<void>;
  stop(): Promise<void>;
}

const FOLLOW_MS = 1_000;
/** What takes hours. */
const FOLLOW_SLOWLY_MS = 10_000;

export function createRedecoding(): Redecoding {
  const call = createCall(() => "redecoding", fetchRedecoding);
  const { fault, isBusy, ask } = createAsking();
  const [preview, setPreview] = createSignal<WireRedecodePreview>();
  const last = (): WireRedecoding | undefined => call.answered()?.value.last;
  const lookingBack = (): WireLookingBack | undefined => call.answered()?.value.lookingBack;
  createEffect(() => {
    const isRunning = last()?.state === "running";
    if (!(isRunning || lookingBack()) || call.isLoading()) return;
    const timer = setTimeout(call.reload, isRunning ? FOLLOW_MS : FOLLOW_SLOWLY_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return {
    isHere: () => call.answered() !== undefined,
    last,
    lookingBack,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
    fault,
    isBusy,
    preview,
    look: async (wish) => void setPreview(await ask(previewRedecoding(wish))),
    forget: () => setPreview(undefined),
    async start(wish) {
      if (await ask(startRedecoding(wish))) setPreview(undefined);
      call.reload();
    },
    async stop() {
      await ask(cancelRedecoding());
      call.reload();
    },
  };
}
