import type { Accessor } from "solid-js";
import type { WireRegistersAt } from "../../../shared/model/wire.ts";
import { fetchRegistersAt } from "../api/call-server.ts";
import { type Call, createCall } from "./create-call.ts";

/** What the point's meter showed at a moment, for an interim reading. */
export const createInterim = (
  pointId: Accessor<string>,
  atMs: Accessor<number | undefined>,
): Call<{ readonly id: string; readonly atMs: number }, WireRegistersAt> =>
  createCall(() => {
    const at = atMs();
    return at === undefined ? undefined : { id: pointId(), atMs: at };
  }, fetchRegistersAt);
