import { type Accessor, onCleanup } from "solid-js";
import type { WireHeardMeter } from "../../../shared/model/wire.ts";
import { fetchHeard } from "../api/call-server.ts";
import { createCall } from "./create-call.ts";

const REFRESH_MS = 10_000;

/** Foreign and unknown meters, looked at again every few seconds: the feed does not tell of them. */
export function createHeard(): {
  readonly meters: Accessor<readonly WireHeardMeter[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
} {
  const call = createCall(
    () => "heard",
    (_question, signal) => fetchHeard(signal),
    { as: () => "heard" },
  );
  const timer = setInterval(() => {
    if (!document.hidden) call.reload();
  }, REFRESH_MS);
  onCleanup(() => clearInterval(timer));
  return {
    meters: () => call.answered()?.value.heard,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
  };
}
