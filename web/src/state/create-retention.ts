import { type Accessor, createSignal } from "solid-js";
import type { WireRetention, WireRetentionPreview } from "../../../shared/model/wire-retention.ts";
import type { Answer } from "../api/call-server.ts";
import {
  fetchRetention,
  placeHold,
  previewRetention,
  type RetentionRule,
  releaseHold,
  saveRetention,
} from "../api/upkeep-calls.ts";
import { createAsking } from "./create-asking.ts";
import { createCall } from "./create-call.ts";

/** How long readings are kept; every change is the server's answer. */
export interface Retention {
  readonly retention: Accessor<WireRetention | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  readonly fault: Accessor<string | undefined>;
  /** Why a hold was not placed or released. */
  readonly holdFault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  /** What would go with the numbers last tried; nothing once they are others. */
  readonly preview: Accessor<WireRetentionPreview | undefined>;
  tryOut(rule: RetentionRule): Promise<void>;
  forgetPreview(): void;
  save(rule: RetentionRule, isOn: boolean): Promise<void>;
  hold(point: string, reason: string): Promise<boolean>;
  release(id: string): Promise<void>;
}

export function createRetention(): Retention {
  const call = createCall(() => "retention", fetchRetention);
  const { fault, isBusy, ask } = createAsking();
  const holding = createAsking();
  const [preview, setPreview] = createSignal<WireRetentionPreview>();
  const change = async (answer: Answer<WireRetention>, by = ask): Promise<boolean> => {
    const changed = await by(answer);
    call.reload();
    return changed !== undefined;
  };
  return {
    retention: () => call.answered()?.value,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
    fault,
    holdFault: holding.fault,
    isBusy: () => isBusy() || holding.isBusy(),
    preview,
    tryOut: async (rule) => void setPreview(await ask(previewRetention(rule))),
    forgetPreview: () => setPreview(undefined),
    save: async (rule, isOn) => void (await change(saveRetention({ ...rule, isOn }))),
    hold: (point, reason) => change(placeHold({ point, reason }), holding.ask),
    release: async (id) => void (await change(releaseHold(id), holding.ask)),
  };
}
