import { type Accessor, createEffect, createSignal, on } from "solid-js";
import type { WireAuditChain, WireAuditEntry } from "../../../shared/model/wire-people.ts";
import { checkAuditChain, fetchAudit } from "../api/people-calls.ts";

export interface AuditPeriod {
  readonly fromMs: number;
  /** Absent: until now, and on. */
  readonly toMs?: number | undefined;
}

/** The audit log of a period, newest first, page by page. */
export interface Audit {
  readonly entries: Accessor<readonly WireAuditEntry[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly hasMore: Accessor<boolean>;
  more(): void;
  reload(): void;
  readonly chain: Accessor<WireAuditChain | undefined>;
  check(): Promise<void>;
}

export function createAudit(period: Accessor<AuditPeriod>): Audit {
  const [entries, setEntries] = createSignal<readonly WireAuditEntry[]>();
  const [failure, setFailure] = createSignal<string>();
  const [nextBefore, setNextBefore] = createSignal<number>();
  const [chain, setChain] = createSignal<WireAuditChain>();
  let run = 0;

  const load = async (before?: number): Promise<void> => {
    const mine = ++run;
    const answer = await fetchAudit({ ...period(), before });
    if (mine !== run) return;
    if (!answer.ok) {
      setFailure(answer.error.code);
      return;
    }
    setFailure(undefined);
    const kept = before === undefined ? [] : (entries() ?? []);
    setEntries([...kept, ...answer.value.entries]);
    setNextBefore(answer.value.nextBefore);
  };

  createEffect(on(period, () => void load()));
  return {
    entries,
    failure,
    hasMore: () => nextBefore() !== undefined,
    more: () => void load(nextBefore()),
    reload: () => void load(),
    chain,
    async check() {
      const answer = await checkAuditChain();
      if (answer.ok) setChain(answer.value);
      else setFailure(answer.error.code);
    },
  };
}
