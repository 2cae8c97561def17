import { type Accessor, createSignal } from "solid-js";
import type { WirePeriodLock } from "../../../shared/model/wire-review.ts";
import { dayOf, daySpan } from "../../../shared/reports/report-span.ts";
import { fetchPeriodLock, movePeriodLock } from "../api/upkeep-calls.ts";
import { createCall } from "./create-call.ts";

/** The period that was billed; every change is the server's answer. */
export interface PeriodLock {
  readonly lock: Accessor<WirePeriodLock | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  reload(): void;
  /** Puts it to this moment, 0 to take it away, everywhere or in one area; whether it is there. */
  move(lock: Parameters<typeof movePeriodLock>[0]): Promise<boolean>;
}

export function createPeriodLock(): PeriodLock {
  const call = createCall(
    () => "period-lock",
    (_, signal) => fetchPeriodLock(signal),
    { as: () => "period-lock" },
  );
  const [moved, setMoved] = createSignal<WirePeriodLock>();
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  return {
    lock: () => moved() ?? call.answered()?.value,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    fault,
    isBusy,
    reload: call.reload,
    async move(lock) {
      setFault(undefined);
      setBusy(true);
      const answer = await movePeriodLock(lock);
      setBusy(false);
      if (answer.ok) setMoved(answer.value);
      else setFault(answer.error.code);
      return answer.ok;
    },
  };
}

/** The last day before a moment, as `YYYY-MM-DD` of the utility's clock. */
export const lastDayBefore = (beforeMs: number, timeZone: string): string => dayOf(beforeMs - 1, timeZone);

/** The moment a day of the utility's clock ends; nothing for what is no day, or not over. */
export function endOfDay(day: string, timeZone: string, nowMs: number): number | undefined {
  const span = daySpan({ from: day, to: day }, { timeZone, nowMs });
  return span.ok && span.value.toMs <= nowMs ? span.value.toMs : undefined;
}
