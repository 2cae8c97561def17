import { type Accessor, createSignal } from "solid-js";
import type { WireEdit } from "../../../shared/model/wire-review.ts";
import { fetchEdits, takeEditBack } from "../api/upkeep-calls.ts";
import { createCall } from "./create-call.ts";

/** What people decided about a point's values, and the taking back of it. */
export interface ValueEdits {
  /** Newest first; `undefined` until they are known. */
  readonly edits: Accessor<readonly WireEdit[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
  /** Whether this edit is the newest of its reading that stands: older ones are taken back after it. */
  isNewest(edit: WireEdit): boolean;
  readonly isBusy: Accessor<boolean>;
  readonly fault: Accessor<string | undefined>;
  clearFault(): void;
  /** Whether it was taken back. */
  takeBack(id: string, reason: string): Promise<boolean>;
}

export function createValueEdits(pointId: Accessor<string | undefined>, onChanged: () => void): ValueEdits {
  const call = createCall(pointId, fetchEdits, { as: (id) => `edits/${id}`, isQuiet: true });
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  const edits = (): readonly WireEdit[] | undefined => {
    const answered = call.answered();
    return answered && answered.question === pointId() ? answered.value.edits : undefined;
  };
  return {
    edits,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
    isNewest: (edit) => newestOf(edits() ?? [], edit)?.id === edit.id,
    isBusy,
    fault,
    clearFault: () => setFault(undefined),
    takeBack: async (id, reason) => {
      setFault(undefined);
      setBusy(true);
      const answer = await takeEditBack(id, reason);
      setBusy(false);
      call.reload();
      if (!answer.ok) {
        setFault(answer.error.code);
        return false;
      }
      onChanged();
      return true;
    },
  };
}

const newestOf = (edits: readonly WireEdit[], { meter, atMs }: WireEdit): WireEdit | undefined =>
  edits.find((one) => one.meter === meter && one.atMs === atMs && one.revertedAtMs === undefined);
