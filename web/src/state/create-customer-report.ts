import { type Accessor, createSignal } from "solid-js";
import type { WireCustomerReport } from "../../../shared/model/wire-reports.ts";
import { type CustomerWish, mailCustomerReport, makeCustomerReport } from "../api/office-calls.ts";
import { saveBytes } from "./keep-text.ts";

export type { CustomerWish };

/** A customer's own report, as its dialog works with it. */
export interface CustomerReportDesk {
  readonly isBusy: Accessor<boolean>;
  /** Code of why the last thing did not work. */
  readonly fault: Accessor<string | undefined>;
  /** What was made last. */
  readonly made: Accessor<WireCustomerReport | undefined>;
  /** Address the last mail went to. */
  readonly sentTo: Accessor<string | undefined>;
  make(wish: CustomerWish): Promise<void>;
  save(kind: "pdf" | "page"): void;
  send(wish: CustomerWish, address: string): Promise<void>;
}

export function createCustomerReport(pointId: Accessor<string>): CustomerReportDesk {
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [made, setMade] = createSignal<WireCustomerReport>();
  const [sentTo, setSentTo] = createSignal<string>();
  const doing = async <T>(
    answering: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>,
  ): Promise<{ readonly value: T } | undefined> => {
    setBusy(true);
    setFault(undefined);
    setSentTo(undefined);
    const answer = await answering;
    setBusy(false);
    if (answer.ok) return { value: answer.value };
    setFault(answer.error.code);
    return undefined;
  };
  let lastAsked = 0;
  return {
    isBusy,
    fault,
    made,
    sentTo,
    async make(wish) {
      setMade(undefined);
      lastAsked += 1;
      const asked = lastAsked;
      const done = await doing(makeCustomerReport(pointId(), wish));
      // An answer that comes late is of days that nobody looks at any more.
      if (done && asked === lastAsked) setMade(done.value);
    },
    save(kind) {
      const report = made();
      if (!report) return;
      const name = `${report.customer || report.customerNumber}`.replace(/[\\/:*?"<>|]+/g, " ").trim();
      if (kind === "page") {
        saveBytes(`${name}.html`, new TextEncoder().encode(report.page), "text/html;charset=utf-8");
      } else {
        const bytes = Uint8Array.from(atob(report.pdf), (sign) => sign.charCodeAt(0));
        saveBytes(`${name}.pdf`, bytes, "application/pdf");
      }
    },
    async send(wish, address) {
      const done = await doing(mailCustomerReport(pointId(), { ...wish, address }));
      if (done) setSentTo(address);
    },
  };
}
