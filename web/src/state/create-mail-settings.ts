import { type Accessor, createSignal } from "solid-js";
import type { WireMailSettings } from "../../../shared/model/wire-reports.ts";
import { fetchMailSettings, saveMailSettings, sendTestMail } from "../api/office-calls.ts";
import { createCall } from "./create-call.ts";

export type MailWish = Parameters<typeof saveMailSettings>[0];

/** How the utility's mail leaves, as the page about it works with it. */
export interface MailDesk {
  /** `null`: not set up yet; `undefined`: not known yet. */
  readonly settings: Accessor<WireMailSettings | null | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  readonly fault: Accessor<string | undefined>;
  /** What was done last. */
  readonly done: Accessor<"saved" | "sent" | undefined>;
  reload(): void;
  save(wish: MailWish): Promise<void>;
  test(to: string): Promise<void>;
}

export function createMailSettings(): MailDesk {
  const call = createCall(() => "mail", fetchMailSettings);
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [done, setDone] = createSignal<"saved" | "sent">();
  const doing = async (
    answering: Promise<{ ok: true } | { ok: false; error: { code: string } }>,
    what: "saved" | "sent",
  ): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    setDone(undefined);
    const answer = await answering;
    setBusy(false);
    if (answer.ok) setDone(what);
    else setFault(answer.error.code);
  };
  return {
    settings: () => call.answered()?.value.settings,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    isBusy,
    fault,
    done,
    reload: call.reload,
    async save(wish) {
      await doing(saveMailSettings(wish), "saved");
      call.reload();
    },
    test: (to) => doing(sendTestMail(to), "sent"),
  };
}
