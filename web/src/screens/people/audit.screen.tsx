import Clock from "lucide-solid/icons/clock";
import { createMemo, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { AuditList } from "../../parts/audit-list.part.tsx";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, FormNote } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { type Audit, type AuditPeriod, createAudit } from "../../state/create-audit.ts";
import { AdminFrame } from "./admin-frame.tsx";

const DAY_MS = 86_400_000;
const SPANS = ["day", "week", "month", "all"] as const;
type Span = (typeof SPANS)[number];
const DAYS: Readonly<Record<Span, number>> = { day: 1, week: 7, month: 30, all: Number.POSITIVE_INFINITY };

/** Who did what, when and from where. */
export function AuditScreen(): JSX.Element {
  return (
    <AdminFrame>
      <AuditPage />
    </AdminFrame>
  );
}

function AuditPage(): JSX.Element {
  const words = useWords();
  const [span, setSpan] = createSignal<Span | undefined>("week");
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  const period = createMemo((): AuditPeriod => {
    const chosen = span();
    if (chosen) return { fromMs: startOf(chosen) };
    const toMs = dayOf(to());
    return { fromMs: dayOf(from()) ?? 0, toMs: toMs === undefined ? undefined : toMs + DAY_MS };
  });
  const audit = createAudit(period);
  const chooseDay = (set: (day: string) => void, day: string): void => {
    set(day);
    setSpan(undefined);
  };
  return (
    <>
      <header class="people-head">
        <h1 class="people-title">{words.t("people.admin.audit")}</h1>
        <Button label={words.t("people.audit.check")} onPress={() => void audit.check()} />
        <p class="people-intro">{words.t("people.audit.intro")}</p>
      </header>
      <div class="people-tools">
        <Segmented
          name="audit-period"
          label={words.t("people.audit.period")}
          segments={SPANS.map((value) => ({ value, label: words.t(`people.audit.${value}`) }))}
          value={span() ?? ""}
          onChoose={(value) => setSpan(SPANS.find((known) => known === value))}
        />
        <label class="people-date">
          {words.t("people.audit.from")}
          <input
            type="date"
            value={from()}
            onChange={(event) => chooseDay(setFrom, event.currentTarget.value)}
          />
        </label>
        <label class="people-date">
          {words.t("people.audit.to")}
          <input type="date" value={to()} onChange={(event) => chooseDay(setTo, event.currentTarget.value)} />
        </label>
      </div>
      <ChainResult audit={audit} />
      <Entries audit={audit} />
    </>
  );
}

function ChainResult(props: { readonly audit: Audit }): JSX.Element {
  const words = useWords();
  return (
    <div class="people-fault" role="status">
      <Show when={props.audit.chain()}>
        {(chain) => (
          <Show
            when={chain().isWhole}
            fallback={
              <FormFault text={words.t("people.audit.broken", { seq: String(chain().brokenAtSeq ?? "") })} />
            }
          >
            <FormNote
              text={words.t("people.audit.whole", {
                entries: chain().entries,
                head: chain().head.slice(0, 16),
              })}
            />
          </Show>
        )}
      </Show>
    </div>
  );
}

function Entries(props: { readonly audit: Audit }): JSX.Element {
  const words = useWords();
  return (
    <Switch fallback={<SkeletonRows count={12} label={words.t("people.account.loading")} />}>
      <Match when={props.audit.failure()}>
        {(code) => (
          <LoadFailed title={words.t("people.account.failed")} code={code()} onRetry={props.audit.reload} />
        )}
      </Match>
      <Match when={props.audit.entries()?.length === 0}>
        <Notice
          icon={<Clock size={20} />}
          title={words.t("people.audit.none")}
          hint={words.t("people.audit.noneHint")}
        />
      </Match>
      <Match when={props.audit.entries()}>
        {(entries) => (
          <>
            <AuditList entries={entries()} />
            <div class="people-more">
              <Show when={props.audit.hasMore()}>
                <Button label={words.t("people.audit.more")} onPress={props.audit.more} />
              </Show>
            </div>
          </>
        )}
      </Match>
    </Switch>
  );
}

/** The first moment of the day `days - 1` before today, where this browser is. */
function startOf(span: Span): number {
  const days = DAYS[span];
  if (!Number.isFinite(days)) return 0;
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - (days - 1));
  return day.getTime();
}

/** `2026-11-23` as the first moment of that day; nothing while it is not a day. */
function dayOf(text: string): number | undefined {
  const atMs = new Date(`${text}T00:00:00`).getTime();
  return Number.isFinite(atMs) ? atMs : undefined;
}
