import { type Accessor, createSignal } from "solid-js";
import type { WireSavedReport } from "../../../shared/model/wire-reports.ts";
import { fetchSavedReports, removeSavedReport, saveReport } from "../api/office-calls.ts";
import { createCall } from "./create-call.ts";

/** Saved parameters of one report, shared by everybody in the utility. */
export interface SavedReports {
  readonly saved: Accessor<readonly WireSavedReport[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly fault: Accessor<string | undefined>;
  reload(): void;
  save(wish: Omit<WireSavedReport, "id" | "report"> & { readonly id?: string }): Promise<void>;
  remove(id: string): Promise<void>;
}

export function createSavedReports(report: Accessor<string>): SavedReports {
  const call = createCall(() => "saved", fetchSavedReports, { as: () => "saved-reports", isQuiet: true });
  const [fault, setFault] = createSignal<string>();
  const doing = async (
    answering: Promise<{ ok: true } | { ok: false; error: { code: string } }>,
  ): Promise<void> => {
    const answer = await answering;
    setFault(answer.ok ? undefined : answer.error.code);
    call.reload();
  };
  return {
    saved: () => call.answered()?.value.saved.filter((one) => one.report === report()),
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    fault,
    reload: call.reload,
    save: ({ id, ...wish }) =>
      doing(saveReport({ ...wish, report: report(), id: id ?? crypto.randomUUID() })),
    remove: (id) => doing(removeSavedReport(id)),
  };
}
