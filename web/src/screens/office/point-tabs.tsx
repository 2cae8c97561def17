import { createSignal, type JSX, lazy, Show, Suspense } from "solid-js";
import type { TextTable } from "../../../../shared/exports/write-table.ts";
import type { WirePoint, WirePointDetail, WireReading } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { lookCloser } from "../../parts/consumption-panel.part.tsx";
import { IntervalTable } from "../../parts/interval-table.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { ReadingTable } from "../../parts/reading-table.part.tsx";
import { SegmentTable } from "../../parts/segment-table.part.tsx";
import { Tabs } from "../../parts/tabs.part.tsx";
import type { PointEditing } from "../../state/create-point-editing.ts";
import type { PointPage } from "../../state/create-point-page.ts";
import { copyTable, saveTable } from "../../state/keep-text.ts";
import { useOffice } from "../../state/office.ts";
import { PointValueEdits } from "./point-value-edits.tsx";
import { PointVisits } from "./point-visits.tsx";

const PointReadingForm = lazy(() =>
  import("./point-reading-form.tsx").then((m) => ({ default: m.PointReadingForm })),
);
const PointNotes = lazy(() => import("./point-notes.tsx").then((m) => ({ default: m.PointNotes })));

/** What the meter said, and everything else of a point, a tab each. */
export function PointTabs(props: {
  readonly page: PointPage;
  readonly detail: WirePointDetail;
  readonly point: WirePoint;
  readonly editing: PointEditing;
}): JSX.Element {
  const words = useWords();
  const { consumption } = props.page;
  const decimalSign = (): string => words.formats().decimal("0.5").charAt(1);
  const fileName = (what: string): string => `${props.point.number || props.point.id} ${what}.csv`;
  const save = (what: string) => (table: TextTable) => saveTable(fileName(what), table, decimalSign());
  const intervals = (): JSX.Element => (
    <Show when={consumption.answered()}>
      {(answered) => (
        <IntervalTable
          consumption={answered().value}
          canLookCloser={answered().question.step !== "hour"}
          onPick={(interval) =>
            lookCloser(
              { shown: answered(), history: props.page.history(), onLook: props.page.look },
              interval,
            )
          }
          onProve={props.page.prove}
          onCopy={copyTable}
          onCsv={save(words.t("point.intervals"))}
        />
      )}
    </Show>
  );
  return (
    <Tabs
      label={words.t("point.tabs")}
      tabs={[
        {
          value: "readings",
          label: words.t("point.readings"),
          content: () => (
            <Said page={props.page} point={props.point} onCsv={save(words.t("point.readings"))} />
          ),
        },
        {
          value: "edits",
          label: words.t("upkeep.edits.tab"),
          content: () => <PointValueEdits pointId={props.point.id} onChanged={props.page.readAnew} />,
        },
        { value: "intervals", label: words.t("point.intervals"), content: intervals },
        {
          value: "meters",
          label: words.t("point.meters"),
          content: () => <SegmentTable segments={props.detail.segments} />,
        },
        {
          value: "visits",
          label: words.t("visit.tab"),
          content: () => <PointVisits pointId={props.point.id} />,
        },
        {
          value: "notes",
          label: words.t("edits.comments.tab"),
          content: () => (
            <Show when={props.editing.place()}>
              {(at) => (
                <Suspense>
                  <PointNotes place={at()} mayWrite={props.editing.mayEdit()} people={props.editing.people} />
                </Suspense>
              )}
            </Show>
          ),
        },
      ]}
    />
  );
}

/** What the meter said, and the form for those who may decide about it. */
function Said(props: {
  readonly page: PointPage;
  readonly point: WirePoint;
  readonly onCsv: (table: TextTable) => void;
}): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const { readings } = props.page;
  const [decided, setDecided] = createSignal<WireReading>();
  return (
    <>
      <Show when={decided()} keyed={true}>
        {(reading) => (
          <Suspense>
            <PointReadingForm
              pointId={props.point.id}
              area={props.point.area}
              reading={reading}
              onChanged={props.page.readAnew}
              onClose={() => setDecided(undefined)}
            />
          </Suspense>
        )}
      </Show>
      <Show
        when={readings.readings().length === 0 && readings.error()}
        fallback={
          <ReadingTable
            readings={readings.readings()}
            isLoading={readings.isLoading()}
            hasOlder={readings.hasOlder()}
            onOlder={readings.loadOlder}
            onTelegram={props.page.openTelegram}
            onDecide={session.may({ area: "data-access", right: "write" }) ? setDecided : undefined}
            onCopy={copyTable}
            onCsv={props.onCsv}
          />
        }
      >
        {(error) => (
          <LoadFailed title={words.t("table.failed")} code={error().code} onRetry={readings.loadOlder} />
        )}
      </Show>
    </>
  );
}
