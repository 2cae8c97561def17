import { type Accessor, createMemo, createSignal } from "solid-js";
import { formatScaled } from "../../../shared/model/scaled.ts";
import { isVisitOutcome, type VisitOutcome } from "../../../shared/model/visit.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import type { StoredVisit } from "../store/local-database.ts";
import type { VisitDraft } from "../store/visit-drafts.ts";
import { createVisits } from "./create-visits.ts";
import type { Field } from "./field.ts";
import { cardAt, type PointPlace } from "./point-card.ts";
import { createDraft, createPhoto, createTyping, createUses, type ShownEntry } from "./visit-typing.ts";

const EMPTY: Omit<VisitDraft, "pointId"> = { mode: "read", entries: [], reason: "", note: "" };

/** What somebody types at a door: kept as it is typed, until it is said to be right. */
export function createVisit(field: Field, place: PointPlace, languageTag: Accessor<string>) {
  const card = cardAt(field, place.pointId);
  const { draft, change, clear } = createDraft<VisitDraft>({
    of: ({ drafts }) => drafts,
    empty: EMPTY,
    at: { field, place },
  });
  const typing = createTyping(card, {
    entries: () => draft().entries,
    change: (entries) => change({ entries }),
    uses: createUses(field, place),
    languageTag,
  });
  const visits = createVisits(field);
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  const photo = createPhoto(
    () => draft().photo,
    (kept) => change({ photo: kept }),
    setFault,
  );
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
    async settle(id: string): Promise<void> {
      await field.ask({ kind: "settle-visit", id });
    },
  };
}

export type VisitForm = ReturnType<typeof createVisit>;

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
