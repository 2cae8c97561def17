import { type Accessor, createEffect, createSignal, on, type Signal } from "solid-js";
import type { WireRegistersAt } from "../../../shared/model/wire.ts";
import { fetchRegistersAt } from "../api/call-server.ts";
import { createCall } from "./create-call.ts";

/**
 * What the point's meter showed at a moment, for an interim reading. An answer about another moment says nothing;
 * `isAsking` while none has come.
 */
export function createTold(pointId: Accessor<string>, atMs: Accessor<number | undefined>) {
  const told = createCall(() => {
    const at = atMs();
    return at === undefined ? undefined : { id: pointId(), atMs: at };
  }, fetchRegistersAt);
  const answered = (): WireRegistersAt | undefined => {
    const last = told.answered();
    return last && last.question.atMs === atMs() ? last.value : undefined;
  };
  return {
    values: (): WireRegistersAt["values"] => answered()?.values ?? [],
    isAsking: (): boolean => told.isLoading() && !answered(),
    error: told.error,
  };
}

/** That somebody is sure of what they saw: at another moment it is something else. */
export function createSure(atMs: Accessor<number | undefined>): Signal<boolean> {
  const sure = createSignal(false);
  createEffect(on(atMs, () => sure[1](false), { defer: true }));
  return sure;
}
