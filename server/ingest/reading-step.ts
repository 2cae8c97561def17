import type { FragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";

/** How a batch of journal entries is read. */
export interface Step {
  /** Journal cursor after it. */
  readonly decodedSeq: number;
  /** These were read before; what stands where they belong by now stays. */
  readonly isAgain?: boolean;
  /** Of these it is only noted that what was read waits for a place. */
  readonly isNoted?: boolean;
  /** Telegrams of messages on their way, where they are not those that are heard now. */
  readonly fragments?: FragmentStore;
}
