import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { isRegister, type Register } from "../../../shared/model/register.ts";
import type { Unit } from "../../../shared/model/unit.ts";
import type { EntryDoubt, EntryPast, ExpectedUse } from "../../../shared/model/visit.ts";
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
import { TRAINING_DRAFTS, VisitDrafts, type VisitEntry } from "../store/visit-drafts.ts";
import type { Field } from "./field.ts";
import type { PointPlace } from "./point-card.ts";

/** One register as it is typed, with what is known of it. */
export interface ShownEntry {
  readonly register: Register;
  readonly unit: Unit;
  readonly text: string;
  readonly units: readonly Unit[];
  readonly past: EntryPast;
  /** What it should say about now. */
  readonly proposal: string | undefined;
  readonly typed: Omit<TypedValue, "doubt"> & { readonly doubt?: Exclude<EntryDoubt, "unknown-meter"> };
}

/** What this point uses, as the office told at the last Send/Receive. */
export function createUses(field: Field, place: PointPlace): Accessor<readonly ExpectedUse[]> {
  const [uses, setUses] = createSignal<readonly ExpectedUse[]>([]);
  createEffect(
    on([place.roundId, place.pointId], async ([roundId, pointId]) => {
      const answer = await field.ask({ kind: "expected-use", roundId, pointId });
      if (typeof answer === "object" && "uses" in answer) setUses(answer.uses);
    }),
  );
  return uses;
}

/** The registers as they are typed and judged. */
export function createTyping(
  card: Accessor<RoundCard | undefined>,
  from: {
    readonly entries: Accessor<readonly VisitEntry[]>;
    readonly change: (entries: readonly VisitEntry[]) => void;
    readonly uses: Accessor<readonly ExpectedUse[]>;
    readonly languageTag: Accessor<string>;
    /** Registers that stand there beside the one a bill rests on, before anything is typed. */
    readonly beside?: Accessor<readonly Register[]>;
  },
) {
  const [isConfirmed, confirm] = createSignal(false);
  const registers = createMemo(() => {
    const here = card();
    return here ? registersOf(here) : [];
  });
  const entries = createMemo(() =>
    shownEntries(card(), {
      typed: from.entries(),
      first: [...registers().slice(0, 1), ...(from.beside?.() ?? [])],
      uses: from.uses(),
      languageTag: from.languageTag(),
    }),
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
      from.change(typed().map((one) => (one.register === register ? { ...one, ...more } : one)));
    },
    add(register: Register): void {
      const here = card();
      if (here) from.change([...typed(), { register, unit: unitOf(here, register), text: "" }]);
    },
  };
}

/** Where half-typed things of one kind lie. */
interface DraftTable<T> {
  get(pointId: string): PromiseLike<T | undefined>;
  put(draft: T): PromiseLike<unknown>;
  delete(pointId: string): PromiseLike<void>;
}

const SAVE_AFTER_MS = 200;

/** A draft, in the phone's own database as it is typed. */
export function createDraft<T extends { readonly pointId: string }>(from: {
  readonly of: (database: VisitDrafts) => DraftTable<T>;
  readonly empty: Omit<T, "pointId">;
  readonly at: { readonly field: Field; readonly place: PointPlace };
}) {
  const { field, place } = from.at;
  const database = new VisitDrafts(field.isTraining ? TRAINING_DRAFTS : undefined);
  const table = from.of(database);
  const [draft, setDraft] = createSignal<Omit<T, "pointId">>(from.empty);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    await table.put({ ...draft(), pointId: place.pointId() } as T);
  };
  createEffect(
    on(place.pointId, async (id) => {
      const known = await table.get(id);
      if (timer === undefined) setDraft(() => known ?? from.empty);
    }),
  );
  onCleanup(() => {
    const isWaiting = timer !== undefined;
    void (isWaiting ? save() : Promise.resolve()).finally(() => database.close());
  });
  return {
    draft,
    change(more: Partial<T>): void {
      setDraft((was) => ({ ...was, ...more }));
      clearTimeout(timer);
      timer = setTimeout(() => void save().catch(() => undefined), SAVE_AFTER_MS);
    },
    async clear(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      setDraft(() => from.empty);
      await table.delete(place.pointId());
    },
  };
}

/** A photo, small enough to be sent; an empty one is none. */
export function createPhoto(
  photo: Accessor<Uint8Array | undefined>,
  keep: (photo: Uint8Array) => void,
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
      if (shrunk.ok) keep(shrunk.value);
    },
    drop: (): void => keep(new Uint8Array()),
  };
}

function shownEntries(
  card: RoundCard | undefined,
  known: {
    readonly typed: readonly VisitEntry[];
    readonly first: readonly Register[];
    readonly uses: readonly ExpectedUse[];
    readonly languageTag: string;
  },
): readonly ShownEntry[] {
  if (!card) return [];
  const nowMs = Date.now();
  const first = [...new Set(known.first)].map((register) => ({
    register,
    unit: unitOf(card, register),
    text: "",
  }));
  const typed: readonly VisitEntry[] = known.typed.length > 0 ? known.typed : first;
  return typed.flatMap(({ register, unit: text, text: digits }) => {
    if (!isRegister(register)) return [];
    const units = unitsOf(register);
    const unit = units.find((one) => one === text) ?? unitOf(card, register);
    const past = pastOf(card, known.uses, { register, unit });
    const proposal = proposalOf(past, nowMs);
    const judged = judgeTyped(digits, register, { past, nowMs, languageTag: known.languageTag });
    return [{ register, unit, text: digits, units, past, proposal, typed: judged }];
  });
}
