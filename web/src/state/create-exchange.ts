import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import type { SpareMeter } from "../../../shared/model/meter-exchange.ts";
import type { Register } from "../../../shared/model/register.ts";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { VisitCommand } from "../intake-protocol.ts";
import { findSpares, type NamedMeter, nameNew, nameOld } from "../rounds/plan-exchange.ts";
import type { StoredVisit } from "../store/local-database.ts";
import type { ExchangeDraft } from "../store/visit-drafts.ts";
import { createVisits } from "./create-visits.ts";
import { createStart, createTold, filled, type ToldValues, typedOf } from "./exchange-values.ts";
import type { Field } from "./field.ts";
import { cardAt, type PointPlace } from "./point-card.ts";
import { createDraft, createPhoto, createTyping, createUses, type ShownEntry } from "./visit-typing.ts";

export const EXCHANGE_STEPS = ["old", "end", "new", "start"] as const;
export type ExchangeStep = ExchangeDraft["step"];

const EMPTY: Omit<ExchangeDraft, "pointId"> = {
  step: "old",
  oldText: "",
  isOldSure: false,
  end: [],
  newText: "",
  isNewSure: false,
  start: [],
  note: "",
};
const UNNAMED: NamedMeter = { type: "" };
/** Registers that go with the one a bill rests on, where the meter has them. */
const BESIDE: readonly Register[] = ["V1", "E8", "E9"];

/** One meter taken down, another put up: told step by step at the door, kept as it is told. */
export function createExchange(field: Field, place: PointPlace, languageTag: Accessor<string>) {
  const card = cardAt(field, place.pointId);
  const { draft, change, clear } = createDraft<ExchangeDraft>({
    of: ({ exchanges }) => exchanges,
    empty: EMPTY,
    at: { field, place },
  });
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  const spares = createSpares(field);
  const named = createNamed({ field, card, draft, spares });
  const end = createTyping(card, {
    entries: () => draft().end,
    change: (entries) => change({ end: entries }),
    uses: createUses(field, place),
    languageTag,
    beside: () => BESIDE.filter((one) => hasTold(card(), one)),
  });
  const start = createStart({ card, draft, change, end: end.entries, languageTag });
  const photo = createPhoto(
    () => draft().photo,
    (kept) => change({ photo: kept }),
    setFault,
  );
  const isDone = createDone({ draft, named, end, start });
  const isReady = (): boolean => !isBusy() && EXCHANGE_STEPS.every((step) => isDone[step]());
  const keep = async (): Promise<void> => {
    const [old, next] = [named.old(), named.next()];
    if (!isReady() || old.key === undefined || next.key === undefined) return;
    setBusy(true);
    const answer = await field.ask(
      commandOf(
        { old: old.key, next: { ...next, key: next.key }, end: end.entries(), start: start.entries() },
        draft(),
        { roundId: place.roundId(), pointId: place.pointId() },
      ),
    );
    setBusy(false);
    setFault(typeof answer === "string" ? answer : undefined);
  };
  const own = createOwn(field, place, setFault);
  clearOnceSent(own.own, clear);
  return {
    card,
    draft,
    change,
    ...named,
    end,
    start,
    told: createTold(field, { card, pointId: place.pointId, old: named.old }),
    takeTold: ({ values }: ToldValues) => change({ end: typedOf(card(), values, languageTag()) }),
    offered: createMemo(() => findSpares(draft().newText, spares(), card()?.meter?.key ?? "")),
    /** How many meters this phone knows of in stock. */
    stock: () => spares().length,
    isDone: (step: ExchangeStep) => isDone[step](),
    isReady,
    isBusy,
    fault,
    keep,
    photoUrl: photo.url,
    takePhoto: photo.take,
    dropPhoto: photo.drop,
    ...own,
  };
}

/** What is taken back is told again from where it was; what is sent is not. */
const clearOnceSent = (own: Accessor<StoredVisit | undefined>, clear: () => Promise<void>): void =>
  createEffect(
    on(
      () => own()?.isSent === 1,
      (isSent) => isSent && void clear(),
    ),
  );

export type ExchangeForm = ReturnType<typeof createExchange>;

function createDone(from: {
  readonly draft: Accessor<Omit<ExchangeDraft, "pointId">>;
  readonly named: ReturnType<typeof createNamed>;
  readonly end: ReturnType<typeof createTyping>;
  readonly start: ReturnType<typeof createStart>;
}): Readonly<Record<ExchangeStep, () => boolean>> {
  const { draft, named, end, start } = from;
  return {
    old: () => isNamed(named.old(), draft().isOldSure),
    end: () => isTyped(end.entries()) && end.isSure(),
    new: () => isNamed(named.next(), draft().isNewSure),
    start: () => isTyped(start.entries()) && start.isSure(),
  };
}

/** What this phone said of this point last, where that was an exchange; and what can be done about it. */
function createOwn(field: Field, place: PointPlace, setFault: (code: string | undefined) => void) {
  const visits = createVisits(field);
  return {
    own: createMemo<StoredVisit | undefined>(() => {
      const own = visits().get(place.pointId())?.own;
      return own?.exchange && !own.isSettled ? own : undefined;
    }),
    async undo(id: string): Promise<void> {
      const answer = await field.ask({ kind: "undo-visit", id });
      setFault(typeof answer === "string" ? answer : undefined);
    },
    async settle(id: string): Promise<void> {
      await field.ask({ kind: "settle-visit", id });
    },
  };
}

interface Told {
  /** Key of the meter that comes down. */
  readonly old: string;
  readonly next: NamedMeter & { readonly key: string };
  readonly end: readonly ShownEntry[];
  readonly start: readonly ShownEntry[];
}

function commandOf(
  { old, next, end, start }: Told,
  { photo, note }: Pick<ExchangeDraft, "photo" | "note">,
  at: { readonly roundId: string; readonly pointId: string },
): Extract<VisitCommand, { kind: "keep-visit" }> {
  const doubts = [
    ...end.flatMap(({ typed }) => typed.doubt ?? []),
    ...(next.doubt === "unknown-meter" ? [next.doubt] : []),
    ...start.flatMap(({ typed }) => typed.doubt ?? []),
  ];
  return {
    kind: "keep-visit",
    visit: {
      id: crypto.randomUUID(),
      ...at,
      meter: old,
      outcome: "exchanged",
      values: valuesOf(end),
      exchange: { meter: next.key, type: next.type, startValues: valuesOf(start) },
      doubts: [...new Set(doubts)],
      note: note.replaceAll(/\s+/g, " ").trim().slice(0, 500),
    },
    ...(photo && photo.length > 0 ? { photo } : {}),
  };
}

const isNamed = ({ key, fault, doubt }: NamedMeter, isSure: boolean): boolean =>
  key !== undefined && fault === undefined && (doubt === undefined || isSure);

const isTyped = (entries: readonly ShownEntry[]): boolean =>
  filled(entries).length > 0 && filled(entries).every(({ typed }) => typed.value !== undefined);

const valuesOf = (entries: readonly ShownEntry[]) =>
  filled(entries).flatMap(({ register, unit, typed }) =>
    typed.value ? [{ register, unit, value: formatScaled(typed.value) }] : [],
  );

const hasTold = (card: RoundCard | undefined, register: Register): boolean =>
  card?.last?.values.some(([name]) => name === register) ?? false;

function createNamed(from: {
  readonly field: Field;
  readonly card: Accessor<RoundCard | undefined>;
  readonly draft: Accessor<Omit<ExchangeDraft, "pointId">>;
  readonly spares: Accessor<readonly SpareMeter[]>;
}) {
  const old = createMemo(() => {
    const meter = from.card()?.meter;
    return meter ? nameOld(from.draft().oldText, meter) : UNNAMED;
  });
  const next = createMemo(() =>
    nameNew(from.draft().newText, {
      old: old(),
      like: from.card()?.meter?.key ?? "",
      spares: from.spares(),
      cards: from.field.round()?.cards ?? [],
    }),
  );
  return { old, next };
}

/** What is in stock, as the office told at the last Send/Receive. */
function createSpares(field: Field): Accessor<readonly SpareMeter[]> {
  const [spares, setSpares] = createSignal<readonly SpareMeter[]>([]);
  void field.ask({ kind: "spare-meters" }).then((answer) => {
    if (typeof answer === "object" && "spares" in answer) setSpares(answer.spares);
  });
  return spares;
}
