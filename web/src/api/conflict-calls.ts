import type { WireConflicts, WireSettled } from "../../../shared/rooms/wire-rooms.ts";
import { type Answer, call } from "./call.ts";

export const fetchConflicts = (signal?: AbortSignal): Answer<WireConflicts> =>
  call("GET", "/api/v1/conflicts?limit=1000", { signal });

export const settleConflicts = (keys: WireSettled["keys"]): Answer<unknown> =>
  call("POST", "/api/v1/conflicts/settled", { body: { keys } });
