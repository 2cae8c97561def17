import { useParams } from "@solidjs/router";
import Bookmark from "lucide-solid/icons/bookmark";
import ChartColumn from "lucide-solid/icons/chart-column";
import CircleSlash from "lucide-solid/icons/circle-slash";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { findReport, type Report } from "../../../../shared/reports/index.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { ReportForm } from "../../parts/report-form.part.tsx";
import { RunProgress } from "../../parts/run-progress.part.tsx";
import { SavedReportsPanel } from "../../parts/saved-reports.part.tsx";
import { sayDay } from "../../period/say-day.ts";
import { createPlaceFacts } from "../../state/create-place-facts.ts";
import { createReport, type ReportPage } from "../../state/create-report.ts";
import { createSavedReports } from "../../state/create-saved-reports.ts";
import { useOffice } from "../../state/office.ts";
import { ReportResult } from "./report-result.tsx";
import "./report.css";

/** Any report: what it asks, how far it is, and what came out as table, chart and map. */
export function ReportScreen(): JSX.Element {
  const words = useWords();
  const params = useParams<{ id: string }>();
  const report = createMemo(() => findReport(params.id));
  return (
    <Show
      when={report()}
      fallback={<Notice isPage={true} title={words.t("app.notFound")} hint={words.t("app.notFoundHint")} />}
    >
      {(known) => <ReportPageView report={known()} />}
    </Show>
  );
}

const titleKey = (report: Report): "report.title.consumption" | "report.title.balance" =>
  report.id === "balance" ? "report.title.balance" : "report.title.consumption";

function ReportPageView(props: { readonly report: Report }): JSX.Element {
  const words = useWords();
  const page = createReport(() => props.report);
  const facts = createPlaceFacts();
  const [isSavedOpen, setSavedOpen] = createSignal(false);
  const fault = () => {
    const run = page.run();
    return run.kind === "failed" ? run.error.fault : undefined;
  };
  return (
    <div class="report">
      <header class="report-head">
        <h1 class="report-title">{words.t(titleKey(props.report))}</h1>
        <p class="report-intro">{words.find(`report.intro.${props.report.id}`)}</p>
      </header>
      <ReportForm
        fields={props.report.fields}
        params={page.params()}
        facts={facts()}
        fault={fault()}
        isRunning={page.run().kind === "running"}
        nowMs={Date.now()}
        timeZone={page.timeZone()}
        onChange={page.change}
        onRun={() => void page.start()}
        onCancel={page.cancel}
      >
        <Button
          tone="quiet"
          icon={<Bookmark size={14} aria-hidden="true" />}
          label={words.t("report.saved.open")}
          onPress={() => setSavedOpen(true)}
        />
      </ReportForm>
      <Show when={isSavedOpen()}>
        <Saved page={page} report={props.report} onClose={() => setSavedOpen(false)} />
      </Show>
      <Outcome page={page} report={props.report.id} title={words.t(titleKey(props.report))} />
    </div>
  );
}

function Saved(props: {
  readonly page: ReportPage;
  readonly report: Report;
  readonly onClose: () => void;
}): JSX.Element {
  const { session } = useOffice();
  const saved = createSavedReports(() => props.report.id);
  return (
    <SavedReportsPanel
      saved={saved.saved()}
      failure={saved.failure()}
      fault={saved.fault()}
      mayWrite={session.may({ area: "reading-management", right: "write" })}
      onTake={({ params }) => {
        if (typeof params === "object" && params !== null) props.page.change(params);
        props.onClose();
      }}
      onSave={(name) => void saved.save({ name, params: props.page.params() })}
      onSchedule={({ nextAtMs: _, last: __, schedule: ___, report: ____, ...one }, day, hour) =>
        void saved.save({ ...one, ...(day === undefined ? {} : { schedule: { day, hour } }) })
      }
      onRemove={(id) => void saved.remove(id)}
      onRetry={saved.reload}
      onClose={props.onClose}
    />
  );
}

function Outcome(props: {
  readonly page: ReportPage;
  readonly report: string;
  readonly title: string;
}): JSX.Element {
  const words = useWords();
  const run = () => props.page.run();
  const failure = (): string | undefined => {
    const now = run();
    return now.kind === "failed" && !now.error.fault ? now.error.code : undefined;
  };
  const share = (): number | undefined => {
    const now = run();
    return now.kind === "running" ? now.share : undefined;
  };
  return (
    <>
      <Show when={share() !== undefined}>
        <RunProgress share={share() ?? 0} />
      </Show>
      <Switch>
        <Match when={failure()}>
          {(code) => (
            <>
              <Notice
                tone="failed"
                icon={<TriangleAlert size={20} />}
                title={words.t("report.failed")}
                hint={words.error(code())}
              />
              <KeptRuns page={props.page} />
            </>
          )}
        </Match>
        <Match when={run().kind === "cancelled" && !props.page.result()}>
          <Notice icon={<CircleSlash size={20} />} title={words.t("report.cancelled")} />
        </Match>
        <Match when={props.page.result()}>
          {(result) => (
            <div
              class="report-result"
              classList={{ "is-stale": run().kind === "running" && !result().isPart }}
            >
              <ReportResult
                table={result().table}
                isPart={result().isPart ?? false}
                report={props.report}
                page={props.page}
                title={props.title}
              />
            </div>
          )}
        </Match>
        <Match when={run().kind === "idle"}>
          <Notice
            icon={<ChartColumn size={20} />}
            title={words.t("report.ready")}
            hint={words.t("report.readyHint")}
          />
        </Match>
      </Switch>
    </>
  );
}

/** Without the server: runs whose tables are on this device. */
function KeptRuns(props: { readonly page: ReportPage }): JSX.Element {
  const words = useWords();
  const day = (text: string): string => sayDay(text, words.formats());
  return (
    <Show when={props.page.kept().length > 0}>
      <section class="report-kept">
        <h2 class="report-kept-title">{words.t("report.kept.title")}</h2>
        <ul class="report-kept-list">
          <For each={props.page.kept()}>
            {(params) => (
              <li>
                <Button
                  label={words.t("report.kept.open", {
                    from: day(params.from),
                    to: day(params.to),
                    registers: params.registers.join(", "),
                  })}
                  onPress={() => {
                    props.page.change(params);
                    void props.page.start();
                  }}
                />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
