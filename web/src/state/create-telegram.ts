import type { Accessor } from "solid-js";
import type { WireTelegramView } from "../../../shared/model/wire.ts";
import { fetchTelegram } from "../api/call-server.ts";
import { createCall } from "./create-call.ts";

/** One frame of the journal, laid open by the server. */
export interface OpenedTelegram {
  /** Only ever the one that was asked for. */
  readonly view: Accessor<WireTelegramView | undefined>;
  readonly failure: Accessor<string | undefined>;
  reload(): void;
}

export function createTelegram(seq: Accessor<number | undefined>): OpenedTelegram {
  const call = createCall(seq, fetchTelegram, { as: (one) => `telegram/${one}` });
  return {
    view() {
      const answered = call.answered();
      return answered && answered.question === seq() ? answered.value : undefined;
    },
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    reload: call.reload,
  };
}
