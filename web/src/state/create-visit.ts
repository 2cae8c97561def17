import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { isRegister, type Register } from "../../../shared/model/register.ts";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type { Unit } from "../../../shared/model/unit.ts";
import {
  type EntryPast,
  type ExpectedUse,
  isVisitOutcome,
  type VisitOutcome,
} from "../../../shared/model/visit.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { shrinkPhoto } from "../device/shrink-photo.ts";
import {
  judgeTyped,
  pastOf,
  proposalOf,
  registersOf,
  type TypedValue,
  unitOf,
  unitsOf,
} from "../rounds/typed-visit.ts";
import type { StoredVisit } from "../store/local-database.ts";
import { type VisitDraft, VisitDrafts, type VisitEntry } from "../store/visit-drafts.ts";
import { createVisits } from "./create-visits.ts";
import type { Field } from "./field.ts";

/** One register as it is typed, with what is known of it. */
export interface ShownEntry {
  readonly register: Register;
  readonly unit: Unit;
  readonly text: string;
  readonly units: readonly Unit[];
  readonly past: EntryPast;
  /** What it should say about now. */
  readonly proposal: string | undefined;
  readonly typed: TypedValue;
}

const EMPTY = { mode: "read", entries: [], reason: "", note: "" } as const;
const SAVE_AFTER_MS = 200;

interface VisitPlace {
  readonly roundId: Accessor<string>;
  readonly pointId: Accessor<string>;
}

/** What this point uses, as the office told at the last Send/Receive. */
function createUses(field: Field, place: VisitPlace): Accessor<readonly ExpectedUse[]> {
  const [uses, setUses] = createSignal<readonly ExpectedUse[]>([]);
  createEffect(
    on([place.roundId, place.pointId], async ([roundId, pointId]) => {
      const answer = await field.ask({ kind: "expected-use", roundId, pointId });
      if (typeof answer === "object" && "uses" in answer) setUses(answer.uses);
    }),
  );
  return uses;
}

/** What somebody types at a door: kept as it is typed, until it is said to be right. */
export function createVisit(field: Field, place: VisitPlace) {
  const card = createMemo(() => field.round()?.cards.find(({ pointId }) => pointId === place.pointId()));
  const { draft, change, clear } = createDraft(place.pointId);
  const typing = createTyping(card, { draft, change, uses: createUses(field, place) });
  const visits = createVisits(field);
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  const photo = createPhoto(() => draft().photo, change, setFault);
  const visit = createMemo(() => {
    const here = card();
    return here && visitOf(here, { draft: draft(), entries: typing.entries() });
  });
  /** Whether it may be kept, and was. */
  const keep = async (): Promise<boolean> => {
    const typed = visit();
    if (!typed || isBusy()) return false;
    setBusy(true);
    const { photo: kept } = draft();
    const answer = await field.ask({
      kind: "keep-visit",
      visit: { ...typed, roundId: place.roundId() },
      ...(kept && kept.length > 0 ? { photo: kept } : {}),
    });
    setBusy(false);
    setFault(typeof answer === "string" ? answer : undefined);
    if (typeof answer === "string") return false;
    await clear();
    typing.confirm(false);
    return true;
  };
  return {
    card,
    draft,
    ...typing,
    fault,
    isBusy,
    photoUrl: photo.url,
    takePhoto: photo.take,
    dropPhoto: photo.drop,
    setMode: (mode: VisitDraft["mode"]) => change({ mode }),
    setReason: (reason: string) => change({ reason }),
    setNote: (note: string) => change({ note }),
    isReady: (): boolean =>
      !isBusy() && visit() !== undefined && (draft().mode === "none" || typing.isSure()),
    keep,
    /** What this phone said of this point last. */
    own: createMemo<StoredVisit | undefined>(() => visits().get(place.pointId())?.own),
    async undo(id: string): Promise<void> {
      const answer = await field.ask({ kind: "undo-visit", id });
      setFault(typeof answer === "string" ? answer : undefined);
    },
  };
}

/** The registers as they are typed and judged. */
function createTyping(
  card: Accessor<RoundCard | undefined>,
  from: {
    readonly draft: Accessor<Omit<VisitDraft, "pointId">>;
    readonly change: (more: Partial<VisitDraft>) => void;
    readonly uses: Accessor<readonly ExpectedUse[]>;
  },
) {
  const [isConfirmed, confirm] = createSignal(false);
  const registers = createMemo(() => {
    const here = card();
    return here ? registersOf(here) : [];
  });
  const entries = createMemo(() =>
    shownEntries(card(), { draft: from.draft(), registers: registers(), uses: from.uses() }),
  );
  const typed = (): readonly VisitEntry[] =>
    entries().map(({ register, unit, text }) => ({ register, unit, text }));
  return {
    entries,
    /** Registers that are not typed yet. */
    others: createMemo(() =>
      registers().filter((one) => !entries().some(({ register }) => register === one)),
    ),
    isConfirmed,
    confirm,
    isSure: () => isConfirmed() || entries().every(({ typed: { doubt } }) => doubt === undefined),
    type(register: Register, more: Partial<VisitEntry>): void {
      confirm(false);
      from.change({
        entries: typed().map((one) => (one.register === register ? { ...one, ...more } : one)),
      });
    },
    add(register: Register): void {
      const here = card();
      if (here) from.change({ entries: [...typed(), { register, unit: unitOf(here, register), text: "" }] });
    },
  };
}

export type VisitForm = ReturnType<typeof createVisit>;

/** The draft, in the phone's own database as it is typed. */
function createDraft(pointId: Accessor<string>) {
  const database = new VisitDrafts();
  const [draft, setDraft] = createSignal<Omit<VisitDraft, "pointId">>(EMPTY);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    await database.drafts.put({ ...draft(), pointId: pointId() });
  };
  createEffect(
    on(pointId, async (id) => {
      const known = await database.drafts.get(id);
      if (timer === undefined) setDraft(known ?? EMPTY);
    }),
  );
  onCleanup(() => {
    const isWaiting = timer !== undefined;
    void (isWaiting ? save() : Promise.resolve()).finally(() => database.close());
  });
  return {
    draft,
    change(more: Partial<VisitDraft>): void {
      setDraft((was) => ({ ...was, ...more }));
      clearTimeout(timer);
      timer = setTimeout(() => void save().catch(() => undefined), SAVE_AFTER_MS);
    },
    async clear(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      setDraft(EMPTY);
      await database.drafts.delete(pointId());
    },
  };
}

function createPhoto(
  photo: Accessor<Uint8Array | undefined>,
  change: (more: { photo: Uint8Array }) => void,
  setFault: (code: string | undefined) => void,
) {
  const url = createMemo<string | undefined>((last) => {
    if (last !== undefined) URL.revokeObjectURL(last);
    const bytes = photo();
    return bytes && bytes.length > 0
      ? URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: "image/jpeg" }))
      : undefined;
  });
  return {
    url,
    async take(file: Blob): Promise<void> {
      const shrunk = await shrinkPhoto(file);
      setFault(shrunk.ok ? undefined : shrunk.error);
      if (shrunk.ok) change({ photo: shrunk.value });
    },
    drop: (): void => change({ photo: new Uint8Array() }),
  };
}

function shownEntries(
  card: RoundCard | undefined,
  known: {
    readonly draft: Omit<VisitDraft, "pointId">;
    readonly registers: readonly Register[];
    readonly uses: readonly ExpectedUse[];
  },
): readonly ShownEntry[] {
  const [main] = known.registers;
  if (!card || main === undefined) return [];
  const nowMs = Date.now();
  const first: VisitEntry = { register: main, unit: unitOf(card, main), text: "" };
  const typed = known.draft.entries.length > 0 ? known.draft.entries : [first];
  return typed.flatMap(({ register, unit: text, text: digits }) => {
    if (!isRegister(register)) return [];
    const units = unitsOf(register);
    const unit = units.find((one) => one === text) ?? unitOf(card, register);
    const past = pastOf(card, known.uses, { register, unit });
    const proposal = proposalOf(past, nowMs);
    const judged = judgeTyped(digits, register, { past, nowMs });
    return [{ register, unit, text: digits, units, past, proposal, typed: judged }];
  });
}

/** The visit as it goes to the office; `undefined` while something is missing. */
function visitOf(
  card: RoundCard,
  {
    draft,
    entries,
  }: { readonly draft: Omit<VisitDraft, "pointId">; readonly entries: readonly ShownEntry[] },
) {
  const { mode, reason, note } = draft;
  const isFilled = entries.filter(({ text }) => text.trim() !== "");
  if (mode === "read" && (!card.meter || isFilled.length === 0 || isFilled.some(({ typed }) => !typed.value)))
    return undefined;
  if (mode === "none" && !isVisitOutcome(reason)) return undefined;
  const outcome: VisitOutcome = mode === "read" || !isVisitOutcome(reason) ? "read" : reason;
  return {
    id: crypto.randomUUID(),
    pointId: card.pointId,
    meter: card.meter?.key ?? "",
    outcome,
    values:
      mode === "none"
        ? []
        : isFilled.flatMap(({ register, unit, typed }) =>
            typed.value ? [{ register, unit, value: formatScaled(typed.value) }] : [],
          ),
    doubts: mode === "none" ? [] : [...new Set(isFilled.flatMap(({ typed }) => typed.doubt ?? []))],
    note: note.replaceAll(/\s+/g, " ").trim().slice(0, 500),
  };
}
