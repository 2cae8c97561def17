import type { AskedLink } from "../../../shared/model/hearing.ts";
import type { HeadLine, TalkFailure } from "./run-talk.ts";

/** Why a meter cannot be asked this way now. */
export type DriverStop =
  | "cancelled"
  | "line-lost"
  /** No telegram of it was heard for so long, or it did not answer. */
  | "radio-silent"
  /** Its telegrams say that it does not listen. */
  | "radio-deaf"
  /** It listens, and no command is known that it would take. */
  | "radio-unverified"
  /** Telegrams of it are heard, and none can be opened. */
  | "radio-no-key";

/**
 * A way to the meter of an order. What is asked, what it would cost, and what must not be sent is the same for all
 * (`kmp-orders.ts`, `order-plan.ts`); a driver knows when the meter can be asked, and carries bytes there and back.
 */
export interface OrderDriver {
  readonly way: "head" | "radio";
  /** As what the meter's answers are kept. */
  readonly link: AskedLink;
  readonly line: HeadLine;
  /** Done when the meter can be asked now, or with why it cannot. Nothing is sent to a meter meanwhile. */
  ready(signal: AbortSignal): Promise<DriverStop | undefined>;
  /** What a talk that failed means this way. */
  stopOf(failure: TalkFailure["kind"]): TalkFailure["kind"] | DriverStop;
}

/** Whoever holds a head to a meter is at it already. */
export const headDriver = (line: HeadLine): OrderDriver => ({
  way: "head",
  link: "kmp",
  line,
  ready: async () => undefined,
  stopOf: (failure) => failure,
});
