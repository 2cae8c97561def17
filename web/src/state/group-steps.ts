import { type Accessor, createSignal } from "solid-js";
import type { RoomReplica } from "../sync/room-replica.ts";

/** One thing somebody did to groups, over as many rooms as it took. */
export interface GroupStep {
  readonly what: "made" | "saved" | "changed" | "removed" | "added" | "takenOut";
  readonly name: string;
  /** Points that came or went. */
  readonly count: number;
}

/** What can be taken back, the newest last. A room that was loaded anew has forgotten what was done in it. */
export interface GroupSteps {
  readonly last: Accessor<GroupStep | undefined>;
  /** Counts up with everything done and undone. */
  readonly done: Accessor<number>;
  /** Runs the parts of one step; each tells in which rooms it made how many transactions. */
  did(step: GroupStep, parts: readonly StepPart[]): void;
  undo(): void;
}

export interface StepPart {
  readonly replica: RoomReplica;
  readonly times: number;
}

export function createGroupSteps(): GroupSteps {
  const [steps, setSteps] = createSignal<readonly (GroupStep & { readonly parts: readonly StepPart[] })[]>(
    [],
  );
  const [done, setDone] = createSignal(0);
  return {
    last: () => steps().at(-1),
    done,
    did(step, parts) {
      const kept = parts.filter(({ times }) => times > 0);
      if (kept.length > 0) setSteps((all) => [...all, { ...step, parts: kept }]);
      setDone((n) => n + 1);
    },
    undo() {
      const step = steps().at(-1);
      for (const { replica, times } of [...(step?.parts ?? [])].reverse()) {
        for (let n = 0; n < times; n++) replica.undo.undo();
      }
      setSteps((all) => all.slice(0, -1));
      setDone((n) => n + 1);
    },
  };
}
