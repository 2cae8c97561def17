import { type Accessor, createMemo, createSignal } from "solid-js";
import type { SpareMeter } from "../../../shared/model/meter-exchange.ts";
import type { Segment } from "../../../shared/model/metering-point.ts";
import type { Register } from "../../../shared/model/register.ts";
import type { EntryDoubt } from "../../../shared/model/visit.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { WireNewVisit } from "../../../shared/model/wire-visits.ts";
import { segmentField } from "../../../shared/rooms/point-record.ts";
import { encodeSegment } from "../../../shared/rooms/record-codec.ts";
import { fetchSpareMeters, sendVisit } from "../api/visit-calls.ts";
import {
  completeLines,
  type ExchangeDraft,
  type ExchangeLine,
  exchangeLines,
  firstLines,
  halfLine,
  typedWhen,
  wireLines,
  wrongLine,
} from "../rounds/office-exchange.ts";
import { createCommandId } from "./command-id.ts";
import { createCall } from "./create-call.ts";
import { createPointRoom, type PointPlace } from "./create-point-room.ts";
import { createSure, createTold } from "./create-told.ts";

const EMPTY: ExchangeDraft = { end: {}, start: {}, next: undefined };

/**
 * One meter taken down and another put up, said at a desk: the same command as the phone's. Where none hangs, the other
 * is only put up, and what it showed may be left open.
 */
export function createOfficeExchange(from: {
  readonly point: Accessor<WirePoint>;
  readonly place: Accessor<PointPlace | undefined>;
  readonly atMs: Accessor<number | undefined>;
  readonly languageTag: Accessor<string>;
}) {
  const [draft, setDraft] = createSignal(EMPTY);
  const [isSure, setSure] = createSure(from.atMs);
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [done, setDone] = createSignal<WireNewVisit>();
  const told = createTold(() => from.point().id, from.atMs);
  const idOf = createCommandId();
  const spares = createCall(() => "spares", fetchSpareMeters);
  const isFirst = (): boolean => from.point().meter === undefined;
  const lines = createMemo(() => {
    const typed = { ...draft(), languageTag: from.languageTag(), ...typedWhen(from.point(), from.atMs()) };
    return isFirst()
      ? firstLines(from.point().medium, typed)
      : exchangeLines(from.point().latest?.values ?? [], told.values(), typed);
  });
  const complete = (): readonly ExchangeLine[] =>
    isFirst() ? lines().filter(({ start }) => start) : completeLines(lines());
  const change = (more: Partial<ExchangeDraft>): void => {
    setSure(false);
    setFault(undefined);
    setDraft((now) => ({ ...now, ...more }));
  };
  const room = createPointRoom(from.place);
  const takingBack = createTakeBack(room, done);
  const doubts = createMemo(() => doubtsOf(complete()));
  const half = (): ExchangeLine | undefined => (isFirst() ? wrongLine : halfLine)(lines(), draft());
  const isReady = (): boolean =>
    !isBusy() &&
    (isFirst() || !told.isAsking()) &&
    from.atMs() !== undefined &&
    draft().next !== undefined &&
    (isFirst() || complete().length > 0) &&
    half() === undefined &&
    (doubts().length === 0 || isSure());
  return {
    isFirst,
    draft,
    lines,
    half,
    doubts,
    isSure,
    sure: setSure,
    isBusy,
    isReady,
    fault,
    done,
    spares: (): readonly SpareMeter[] | undefined => spares.answered()?.value.meters,
    type: (side: "end" | "start", register: Register, text: string): void =>
      change({ [side]: { ...draft()[side], [register]: text } }),
    choose: (next: SpareMeter | undefined): void => change({ next }),
    async send(note: string): Promise<void> {
      const [atMs, { next }, meter] = [from.atMs(), draft(), from.point().meter?.key ?? ""];
      if (!isReady() || atMs === undefined || !next) return;
      const command = commandOf({ pointId: from.point().id, meter, atMs, next, note }, complete());
      const visit = { id: idOf(command), ...command };
      setBusy(true);
      const answer = await sendVisit(visit);
      setBusy(false);
      if (!answer.ok) setFault(answer.error.code);
      else if (answer.value.conflict !== undefined) setFault(answer.value.conflict);
      else setDone(visit);
    },
    ...takingBack,
  };
}

/** The phone's own command, said at a desk. */
function commandOf(
  said: {
    readonly pointId: string;
    readonly meter: string;
    readonly atMs: number;
    readonly next: SpareMeter;
    readonly note: string;
  },
  lines: readonly ExchangeLine[],
): Omit<WireNewVisit, "id"> {
  const { pointId, meter, atMs, next, note } = said;
  return {
    ...{ pointId, meter, atMs, outcome: "exchanged" },
    values: wireLines(lines, "end"),
    exchange: { meter: next.meter, type: next.type, startValues: wireLines(lines, "start") },
    doubts: doubtsOf(lines),
    note: note.replaceAll(/\s+/g, " ").trim(),
  };
}

const doubtsOf = (lines: readonly ExchangeLine[]): readonly EntryDoubt[] => [
  ...new Set(lines.flatMap(({ doubt }) => doubt ?? [])),
];

export type OfficeExchange = ReturnType<typeof createOfficeExchange>;

/** The exchange taken back as an edit of the point like any other: the old meter, if any, hangs again, the new one is gone from it. */
function createTakeBack(room: ReturnType<typeof createPointRoom>, done: Accessor<WireNewVisit | undefined>) {
  const [isTakenBack, setTakenBack] = createSignal(false);
  const segments = (): readonly Segment[] => room.view()?.record.segments ?? [];
  /** The meters' times at the point, once the room knows of the exchange. */
  const found = () => {
    const visit = done();
    const put = segments().find(
      (one) => one.meter === visit?.exchange?.meter && one.mountedAtMs === visit.atMs,
    );
    const old = segments().find((one) => one.meter === visit?.meter && one.removedAtMs === visit.atMs);
    return put && (old || visit?.meter === "") ? { put, old } : undefined;
  };
  return {
    isTakenBack,
    canTakeBack: (): boolean => found() !== undefined && !isTakenBack(),
    takeBack(): void {
      const { put, old } = found() ?? {};
      if (!put) return;
      const { removedAtMs: _, ...hanging } = old ?? put;
      const isDone =
        room.edit(segmentField(put), null) &&
        (!old || room.edit(segmentField(old), encodeSegment({ ...hanging, endValues: [] })));
      setTakenBack(isDone);
    },
  };
}
