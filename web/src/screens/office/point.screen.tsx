import { useNavigate, useParams } from "@solidjs/router";
import Pencil from "lucide-solid/icons/pencil";
import { createEffect, type JSX, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { channelsOf } from "../../../../shared/model/channel.ts";
import type { WirePoint, WirePointDetail } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { ConsumptionPanel } from "../../parts/consumption-panel.part.tsx";
import { EventList } from "../../parts/event-list.part.tsx";
import { ListStanding } from "../../parts/list-standing.part.tsx";
import { MisreadDays } from "../../parts/misread-days.part.tsx";
import { PointFacts } from "../../parts/point-facts.part.tsx";
import { PointHead } from "../../parts/point-head.part.tsx";
import { SeriesPanels } from "../../parts/series-panels.part.tsx";
import { SkeletonBlock } from "../../parts/skeleton.part.tsx";
import { createCustomFields } from "../../state/create-custom-fields.ts";
import { createNow } from "../../state/create-now.ts";
import { createPointEditing, type PointEditing } from "../../state/create-point-editing.ts";
import { createPointPage, type PointPage } from "../../state/create-point-page.ts";
import { createProof } from "../../state/create-proof.ts";
import { createTelegram } from "../../state/create-telegram.ts";
import { copyText, saveBlob } from "../../state/keep-text.ts";
import { useOffice } from "../../state/office.ts";
import { makeRecentPoints } from "../../state/recent-points.ts";
import { useCustomText } from "./point-custom.tsx";
import { CustomerReport, ExchangeDoor, TypeReadingDoor } from "./point-doors.tsx";
import { PointTabs } from "./point-tabs.tsx";
import { Unopened } from "./unopened-point.tsx";
import "./point.css";

const TelegramSheet = lazy(() =>
  import("../../parts/telegram-sheet.part.tsx").then((m) => ({ default: m.TelegramSheet })),
);

const PointEditor = lazy(() => import("./point-editor.tsx").then((m) => ({ default: m.PointEditor })));

const ProofSheet = lazy(() =>
  import("../../parts/proof-sheet.part.tsx").then((m) => ({ default: m.ProofSheet })),
);

/** One metering point: what it used, what its meter said, and the telegrams behind that. */
export function PointScreen(): JSX.Element {
  const words = useWords();
  const params = useParams<{ id: string }>();
  const { place, session } = useOffice();
  const navigate = useNavigate();
  const recent = makeRecentPoints(session.who()?.person.id ?? "everybody");
  createEffect(() => recent.note(params.id));
  const page = createPointPage(() => params.id);
  const ownFields = createCustomFields();
  const ownText = useCustomText();
  const own = (custom: Readonly<Record<string, string>>) =>
    ownFields().map((field) => ({ name: field.name, text: ownText(field, custom[field.id]) }));
  const now = createNow();
  const editing = createPointEditing(page, () => params.id);

  const neighbour = (step: number): (() => void) | undefined => {
    const order = place.order();
    const at = order.indexOf(params.id);
    const id = at < 0 ? undefined : order[at + step];
    if (id === undefined) return undefined;
    return () => {
      place.select(id);
      navigate(`/points/${encodeURIComponent(id)}`, { replace: true });
    };
  };
  return (
    <div class="point">
      <Switch fallback={<SkeletonBlock label={words.t("point.loading")} />}>
        <Match when={!page.detail.answered() && page.detail.error()}>
          {(error) => <Unopened code={error().code} onRetry={page.detail.reload} />}
        </Match>
        <Match when={page.detail.answered()}>
          {(answered) => (
            <Show when={page.point()}>
              {(point) => (
                <>
                  <div class="point-standing">
                    <ListStanding
                      asOfMs={answered().value.keptAtMs}
                      nowMs={now()}
                      isUnkept={false}
                      unread={0}
                      onReload={page.detail.reload}
                    />
                  </div>
                  <PointHead
                    point={point()}
                    backHref={`/points${place.query()}`}
                    onPrevious={neighbour(-1)}
                    onNext={neighbour(1)}
                    actions={<Actions page={page} editing={editing} point={point()} />}
                  />
                  <div class="point-body">
                    <History page={page} detail={answered().value} />
                    <PointFacts
                      detail={answered().value}
                      point={point()}
                      nowMs={now()}
                      channels={channelsOf(answered().value.custom)}
                      own={own(answered().value.custom)}
                    />
                  </div>
                  <PointTabs page={page} detail={answered().value} point={point()} editing={editing} />
                </>
              )}
            </Show>
          )}
        </Match>
      </Switch>
      <Proven page={page} id={params.id} />
      <Opened page={page} />
      <Show when={editing.isOpen() && editing.place()}>
        {(at) => (
          <Suspense>
            <PointEditor
              place={at()}
              name={page.point()?.address || page.point()?.number || ""}
              mayEdit={editing.mayEdit()}
              timeZone={page.history().timeZone}
              people={editing.people}
              onClose={() => editing.open(false)}
            />
          </Suspense>
        )}
      </Show>
    </div>
  );
}

const READ_METERS = { area: "reading-management", right: "read" } as const;

/** What can be done here. */
function Actions(props: {
  readonly page: PointPage;
  readonly editing: PointEditing;
  readonly point: WirePoint;
}): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const timeZone = (): string => props.page.history().timeZone;
  return (
    <>
      <CustomerReport pointId={props.point.id} timeZone={timeZone()} />
      <Show when={props.point.meter && session.may(READ_METERS)}>
        <TypeReadingDoor point={props.point} timeZone={timeZone()} onDone={props.page.readAnew} />
      </Show>
      <Show when={props.editing.mayEdit() && props.editing.place()}>
        {(at) => (
          <ExchangeDoor point={props.point} place={at()} timeZone={timeZone()} onDone={props.page.readAnew} />
        )}
      </Show>
      <Show when={props.editing.place()}>
        <Button
          icon={<Pencil size={14} aria-hidden="true" />}
          label={words.t("edits.edit")}
          onPress={() => props.editing.open(true)}
        />
      </Show>
    </>
  );
}

function History(props: { readonly page: PointPage; readonly detail: WirePointDetail }): JSX.Element {
  const words = useWords();
  const { theme } = useOffice();
  const { consumption, series } = props.page;
  const { point } = props.detail;
  return (
    <div class="point-history">
      <MisreadDays timeZone={props.page.history().timeZone} />
      <ConsumptionPanel
        counters={props.detail.counters}
        register={props.page.register()}
        period={props.page.period()}
        history={props.page.history()}
        shown={consumption.answered()}
        isLoading={consumption.isLoading()}
        failure={consumption.error()?.code}
        repaint={theme.repaint()}
        view={props.page.view()}
        place={`${point.address}, ${point.number}`}
        onView={props.page.chooseView}
        onPicture={(picture) => saveBlob(`${point.number || point.id}.png`, picture)}
        onPrint={() => print()}
        onProve={props.page.prove}
        onLook={props.page.look}
        onRegister={props.page.chooseRegister}
        onRetry={consumption.reload}
      />
      <EventList events={consumption.answered()?.value.events ?? []} />
      <Show when={props.page.isFine() && (series.answered() ?? series.error())}>
        <section>
          <h2 class="point-title">{words.t("series.title")}</h2>
          <Show when={series.answered()} fallback={<p class="muted">{words.t("series.failed")}</p>}>
            {(answered) => (
              <SeriesPanels
                series={answered().value}
                channels={channelsOf(props.detail.custom)}
                period={answered().question}
                timeZone={props.page.history().timeZone}
                repaint={theme.repaint()}
              />
            )}
          </Show>
        </section>
      </Show>
    </div>
  );
}

/** What stands behind a number; its telegrams open above it. */
function Proven(props: { readonly page: PointPage; readonly id: string }): JSX.Element {
  const proof = createProof(() => {
    const [interval, register] = [props.page.proven(), props.page.register()];
    return interval && register && { id: props.id, register, step: props.page.period().step, ...interval };
  });
  return (
    <Show when={props.page.proven() && props.page.telegram() === undefined}>
      <Suspense>
        <ProofSheet
          proof={proof.answered()?.value.proof}
          isKept={proof.answered()?.value.isKept ?? false}
          failure={proof.error()?.code}
          onRetry={proof.reload}
          onClose={() => props.page.prove(undefined)}
          onTelegram={props.page.openTelegram}
        />
      </Suspense>
    </Show>
  );
}

function Opened(props: { readonly page: PointPage }): JSX.Element {
  const telegram = createTelegram(() => props.page.telegram());
  return (
    <Show when={props.page.telegram()}>
      {(seq) => (
        <Suspense>
          <TelegramSheet
            seq={seq()}
            telegram={telegram.view()}
            failure={telegram.failure()}
            onRetry={telegram.reload}
            onClose={() => props.page.openTelegram(undefined)}
            onCopy={copyText}
          />
        </Suspense>
      )}
    </Show>
  );
}
