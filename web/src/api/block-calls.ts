import type { WirePointDetail } from "../../../shared/model/wire.ts";
import type { WireBlockList, WireBlockRef } from "../../../shared/model/wire-blocks.ts";
import { type Answer, call, callAs } from "./call.ts";

/** What is kept is shown when no answer came by then. */
const PATIENCE_MS = 10_000;
/** Codes that say nothing about the question: what is kept is shown instead. */
export const NO_ANSWER: readonly string[] = ["call.unreachable", "call.unreadable"];

const pathOf = (pointId: string): string => `/api/v1/points/${encodeURIComponent(pointId)}`;

export const fetchPoint = (id: string): Answer<WirePointDetail> =>
  call("GET", pathOf(id), { patienceMs: PATIENCE_MS });

/** Which months of readings the server has of a point. */
export const fetchBlockList = (id: string): Answer<WireBlockList> =>
  call("GET", `${pathOf(id)}/blocks`, { patienceMs: PATIENCE_MS });

/** One month's bytes with the etag they have now. */
export const fetchBlock = (
  id: string,
  { meter, month }: WireBlockRef,
): Answer<{ readonly etag: string; readonly bytes: Uint8Array }> =>
  callAs(
    "GET",
    `${pathOf(id)}/blocks/${encodeURIComponent(meter)}/${month}`,
    { patienceMs: PATIENCE_MS },
    async (answer) => ({
      // Compression by a proxy makes an entity tag weak; what it names stays the same.
      etag: (answer.headers.get("etag") ?? "").replace(/^W\//, ""),
      bytes: new Uint8Array(await answer.arrayBuffer()),
    }),
  );
