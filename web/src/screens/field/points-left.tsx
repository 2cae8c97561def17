import { useNavigate } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  Match,
  on,
  onCleanup,
  Show,
  Switch,
} from "solid-js";
import { isVisitOutcome } from "../../../../shared/model/visit.ts";
import { useWords } from "../../locales/words.ts";
import { FieldList, type FieldRow } from "../../parts/field-list.part.tsx";
import { FieldMap } from "../../parts/field-map.part.tsx";
import { lazyPart } from "../../parts/lazy-part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { StatusMarks } from "../../parts/status-marks.part.tsx";
import { UnreadSheet } from "../../parts/unread-sheet.part.tsx";
import { createPhoneGuard } from "../../state/create-phone-guard.ts";
import type { Reading } from "../../state/create-reading.ts";
import { createRoundOrders } from "../../state/create-round-orders.ts";
import { createVisits, isNotTaken, standingVisit } from "../../state/create-visits.ts";
import type { Field } from "../../state/field.ts";
import { useMapHere } from "../../state/map-here.ts";
import { useOffice } from "../../state/office.ts";
import { ConnectReceiver } from "./connect-receiver.tsx";
import { createFieldFilter, FieldFilterRow } from "./field-filter.tsx";
import { UnlockForm } from "./phone-card.tsx";

/** What somebody found at a door who has not read the meter. */
function createVisitNotes(field: Field) {
  const words = useWords();
  const visits = createVisits(field);
  const visitOf = (pointId: string) => standingVisit(visits().get(pointId), field.reads().has(pointId));
  return {
    visitOf,
    noteOf(pointId: string): Pick<FieldRow, "note" | "isNoteAlarm"> {
      const { outcome, own } = visitOf(pointId) ?? {};
      if (isNotTaken(own)) return { note: words.t("visit.notTaken"), isNoteAlarm: true };
      if (outcome === undefined || outcome === "read") return {};
      return { note: isVisitOutcome(outcome) ? words.t(`visit.outcome.${outcome}`) : outcome };
    },
  };
}

/** A shorter round is looked over at a glance. */
const FINDABLE = 10;

type View = "list" | "map" | "read" | "heat" | "orders";

/** Where the screens of one point of the round are. */
function createWays(field: Field, visitOf: (pointId: string) => { readonly outcome: string } | undefined) {
  const wayTo = (way: "door" | "type" | "exchange" | "orders", pointId: string): string =>
    `${field.road}/${field.round()?.id ?? ""}/${way}/${encodeURIComponent(pointId)}`;
  // A training round has no optical head: its doors are those where a value is typed.
  const doorOf = (pointId: string): string => wayTo(field.isTraining ? "type" : "door", pointId);
  return {
    wayTo,
    doorOf,
    visitedAt(pointId: string): string {
      const visit = visitOf(pointId);
      if (!visit) return doorOf(pointId);
      return wayTo(visit.outcome === "exchanged" ? "exchange" : "type", pointId);
    },
  };
}

/** What is to be done first: unlock, connect; else what is left. */
export function PointsLeft(props: { readonly field: Field; readonly reading: Reading }): JSX.Element {
  const words = useWords();
  const { theme } = useOffice();
  const filter = createFieldFilter(props.reading);
  const [view, setView] = createSignal<View>("list");
  const navigate = useNavigate();
  const { visitOf, noteOf } = createVisitNotes(props.field);
  const { wayTo, doorOf, visitedAt } = createWays(props.field, visitOf);
  const orders = createRoundOrders(props.field);
  // Who has been read from the street may still be asked at the door for what the meter remembers.
  const readRows = createMemo(() =>
    (view() === "read" ? props.reading.cards() : [])
      .filter(({ pointId }) => !props.reading.isLeft(pointId) && filter.isShown(pointId))
      .map((card) => ({
        card,
        isFading: false,
        ...noteOf(card.pointId),
        status: props.field.reads().get(card.pointId)?.own?.status ?? [],
      })),
  );
  const hasHeat = createMemo(() => {
    for (const { own } of props.field.reads().values()) if (own?.heat !== undefined) return true;
    return false;
  });
  const [selected, setSelected] = createSignal<string>();
  const chosen = createMemo(() => props.reading.cards().find(({ pointId }) => pointId === selected()));
  const isAllRead = (): boolean =>
    props.reading.total() > 0 && props.reading.read() === props.reading.total();
  return (
    <>
      <Show when={props.field.state()?.phone.kind === "locked"}>
        <Unlock field={props.field} />
      </Show>
      <JustRead field={props.field} />
      <Show when={orders.open().size > 0}>
        <OrderNear field={props.field} open={orders.open()} hrefOf={(pointId) => wayTo("orders", pointId)} />
      </Show>
      <Connect field={props.field} />
      <ViewChoice
        reading={props.reading}
        view={view()}
        hasHeat={hasHeat()}
        hasOrders={orders.open().size > 0}
        onChoose={setView}
      />
      <Show when={props.reading.total() >= FINDABLE && ["list", "map", "read"].includes(view())}>
        <FieldFilterRow filter={filter} />
      </Show>
      <Switch>
        <Match when={view() === "heat"}>
          <HeatList field={props.field} reading={props.reading} doorOf={doorOf} />
        </Match>
        <Match when={view() === "orders"}>
          <OrderedPoints
            reading={props.reading}
            open={orders.open()}
            onSelect={(pointId) => navigate(wayTo("orders", pointId))}
          />
        </Match>
        <Match when={view() === "read"}>
          <Show when={readRows().length > 0} fallback={<Notice title={words.t("door.noneRead")} />}>
            <FieldList
              rows={readRows()}
              whyOf={() => undefined}
              onSelect={(pointId) => navigate(visitedAt(pointId))}
            />
          </Show>
        </Match>
        <Match when={isAllRead() && props.reading.rows().length === 0}>
          <Notice
            title={words.t("road.read.allRead")}
            hint={words.t(props.field.isTraining ? "training.allDone" : "road.read.allReadHint")}
          />
        </Match>
        <Match when={view() === "map"}>
          <FieldMap
            cards={props.reading.cards()}
            markOf={(pointId) => (filter.isShown(pointId) ? props.reading.markOf(pointId) : undefined)}
            under={useMapHere(props.field)}
            beat={[props.reading.beat(), filter.shown()]}
            repaint={theme.repaint()}
            onSelect={setSelected}
          />
        </Match>
        <Match when={view() === "list"}>
          <FieldList rows={filter.rows()} whyOf={props.reading.whyOf} onSelect={setSelected} />
        </Match>
      </Switch>
      <Show when={chosen()}>
        {(card) => (
          <UnreadSheet
            card={card()}
            why={props.reading.whyOf(card().pointId)}
            wayTo={(way) =>
              props.field.isTraining && way === "door" ? undefined : wayTo(way, card().pointId)
            }
            orders={orders.open().get(card().pointId) ?? 0}
            onClose={() => setSelected(undefined)}
          />
        )}
      </Show>
    </>
  );
}

/** As long as nothing is heard: the way to it. */
function Connect(props: { readonly field: Field }): JSX.Element {
  const isOff = (): boolean => ["closed", "failed"].includes(props.field.receiver.link().kind);
  return (
    <Show when={isOff()}>
      <Show when={props.field.isTraining} fallback={<ConnectReceiver field={props.field} />}>
        <StartDrive field={props.field} />
      </Show>
    </Show>
  );
}

function ViewChoice(props: {
  readonly reading: Reading;
  readonly view: View;
  readonly hasHeat: boolean;
  readonly hasOrders: boolean;
  readonly onChoose: (view: View) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="field-view">
      <Segmented
        name="field-view"
        label={words.t("road.read.view")}
        segments={[
          { value: "list", label: words.t("road.read.list") },
          { value: "map", label: words.t("road.read.map") },
          { value: "read", label: words.t("door.done") },
          ...(props.hasHeat ? [{ value: "heat" as const, label: words.t("road.heat.tab") }] : []),
          ...(props.hasOrders ? [{ value: "orders" as const, label: words.t("orderWork.tab") }] : []),
        ]}
        value={props.view}
        onChoose={props.onChoose}
      />
      <Show when={props.reading.isShared() || props.reading.isWhole()}>
        <label class="field-whole">
          <input
            type="checkbox"
            checked={props.reading.isWhole()}
            onChange={(event) => props.reading.showWhole(event.currentTarget.checked)}
          />
          <span>{words.t("road.read.whole")}</span>
        </label>
      </Show>
    </div>
  );
}

/** Where the office ordered something, whether the point is read or not. */
function OrderedPoints(props: {
  readonly reading: Reading;
  readonly open: ReadonlyMap<string, number>;
  readonly onSelect: (pointId: string) => void;
}): JSX.Element {
  const words = useWords();
  const rows = createMemo(() =>
    props.reading
      .cards()
      .filter(({ pointId }) => props.open.has(pointId))
      .map((card) => ({
        card,
        isFading: false,
        note: words.t("orderWork.open", props.open.get(card.pointId) ?? 0),
        status: [],
      })),
  );
  return (
    <Show when={rows().length > 0} fallback={<Notice title={words.t("orderWork.noneInRound")} />}>
      <FieldList rows={rows()} whyOf={() => undefined} onSelect={props.onSelect} />
    </Show>
  );
}

const COMPLAINT_MS = 15_000;

/** What a meter that was heard just now complains of, at once: the car may still stand at its door. */
function JustRead(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const [complaint, setComplaint] = createSignal<{ address: string; status: readonly string[] }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(props.field.lastRead, (pointIds) => {
      for (const pointId of pointIds) {
        const status = props.field.reads().get(pointId)?.own?.status ?? [];
        if (status.length === 0) continue;
        const card = props.field.round()?.cards.find((one) => one.pointId === pointId);
        if (!card) continue;
        setComplaint({ address: card.address || card.number, status });
        clearTimeout(timer);
        timer = setTimeout(setComplaint, COMPLAINT_MS, undefined);
      }
    }),
  );
  onCleanup(() => clearTimeout(timer));
  return (
    <div role="status">
      <Show when={complaint()}>
        {(now) => (
          <p class="field-complaint">
            {words.t("road.heat.heardNow", { address: now().address })} <StatusMarks status={now().status} />
          </p>
        )}
      </Show>
    </div>
  );
}

/** Instead of a receiver, on a training round. */
const StartDrive = lazyPart(() => import("./start-drive.tsx").then((m) => m.StartDrive));

/** Fetched when there is an order. */
const OrderNear = lazyPart(() => import("./order-near.tsx").then((m) => m.OrderNear));

/** Fetched when the first heat meter has been read. */
const HeatList = lazyPart(() => import("./heat-list.tsx").then((m) => m.HeatList));

function Unlock(props: { readonly field: Field }): JSX.Element {
  // Written into the tag it would be made anew by each look at it, and know nothing of what went wrong.
  const guard = createPhoneGuard(props.field);
  return <UnlockForm guard={guard} />;
}
