import { type Accessor, createMemo, createResource, onCleanup } from "solid-js";
import type { CustomerReport } from "../../../shared/exports/customer-report.ts";
import type { Use } from "../optical/daily-consumption.ts";
import { daysOf, monthsOf } from "../optical/kept-use.ts";
import { UseDatabase, type UseHere } from "../store/use-database.ts";
import { giveFile } from "./give-file.ts";
import type { PointPlace } from "./point-card.ts";

/** What the office knew in the morning of a point's use, without asking its meter. */
export interface KeptUse {
  /** `undefined` before it was looked for, `null` where it was not fetched. */
  readonly found: Accessor<UseHere | null | undefined>;
  readonly byDay: Accessor<readonly Use[]>;
  readonly byMonth: Accessor<readonly Use[]>;
  /** Whose use it is: somebody may have moved since it was fetched. `undefined` where nobody is known to live there. */
  readonly customer: Accessor<string | undefined>;
  /** Hands the customer the utility's signed page: shared as the phone shares, else saved. */
  give(): Promise<void>;
}

export function createKeptUse({ roundId, pointId }: PointPlace): KeptUse {
  const database = new UseDatabase();
  onCleanup(() => database.close());
  const [found] = createResource(
    () => [roundId(), pointId()] as const,
    async ([round, point]) => (await database.find(round, point).catch(() => undefined)) ?? null,
  );
  const byDay = createMemo((): readonly Use[] => {
    const [first] = found.latest?.series ?? [];
    return first ? daysOf(first) : [];
  });
  return {
    found: () => found.latest,
    byDay,
    byMonth: createMemo(() => monthsOf(byDay())),
    customer: createMemo(() => {
      const page = found.latest?.page;
      const { customer, customerNumber } = page ? reportOf(page) : {};
      return customer || customerNumber || undefined;
    }),
    async give() {
      const use = found.latest;
      if (use?.page) await giveFile(await pageFile(use.page, use.publicKey));
    },
  };
}

function reportOf({ signed }: NonNullable<UseHere["page"]>): CustomerReport {
  const bytes = Uint8Array.from(atob(signed), (char) => char.charCodeAt(0));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { report: CustomerReport }).report;
}

/** The page says of itself whether it is as the utility signed it. */
async function pageFile(page: NonNullable<UseHere["page"]>, publicKey: string): Promise<File> {
  const { writeCustomerPage } = await import("../../../shared/exports/write-customer-page.ts");
  const report = reportOf(page);
  const html = writeCustomerPage(report, { ...page, publicKey });
  const name = `${report.address.replaceAll(/[^\p{L}\p{N} ,.-]/gu, "")}.html`;
  return new File([html], name, { type: "text/html" });
}
