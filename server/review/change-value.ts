import type { Mark, Reading, RegisterValue, Source } from "../../shared/model/reading.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { EditKind, ReadingPlace, ValueEdit } from "../review-ports.ts";

/**
 * What a decision about a value means for the readings that consumption is made of. The measured reading
 * keeps its values for ever; it is marked `implausible` where it must not count. A correction or an
 * estimate is a reading by hand at the same moment, marked `edited` or `estimated`; reverted, that one is
 * marked `implausible` in its turn. What corrects a reading somebody typed is of the source `corrected`: it stands
 * beside that one, which is never written over.
 */
export function readingsAfter(
  edit: Pick<ValueEdit, "kind" | "source" | "values" | "atMs" | "meter" | "by">,
  measured: Reading | undefined,
): readonly Reading[] {
  const own = byHand(edit, measured);
  switch (edit.kind) {
    case "accept":
      return measured ? [withoutMark(measured, "implausible")] : [];
    case "exclude":
      return measured ? [withMark(measured, "implausible")] : [];
    case "correct":
      return measured ? [withMark(measured, "implausible"), own] : [own];
    case "estimate":
      return [own];
  }
}

/** The readings as they were before the edit. */
export function readingsBefore(edit: ValueEdit, measured: Reading | undefined): readonly Reading[] {
  const own = withMark(byHand(edit, measured), "implausible");
  // Old edits do not say what was before: then it was what the edit changed.
  const wasImplausible = edit.wasImplausible ?? edit.kind === "accept";
  const before = (wasImplausible ? withMark : withoutMark)(measured ?? own, "implausible");
  switch (edit.kind) {
    case "accept":
    case "exclude":
      return measured ? [before] : [];
    case "correct":
      return measured ? [before, own] : [own];
    case "estimate":
      return [own];
  }
}

const MARK_OF: Readonly<Partial<Record<EditKind, Mark>>> = { correct: "edited", estimate: "estimated" };

/** The other registers of the measured reading still hold. */
function byHand(
  edit: Pick<ValueEdit, "kind" | "source" | "values" | "atMs" | "meter" | "by">,
  measured: Reading | undefined,
): Reading {
  const { kind, values, atMs, meter, by } = edit;
  const isReplaced = ({ register }: RegisterValue) => values.some((value) => value.register === register);
  const others = (measured?.values ?? []).filter((value) => !isReplaced(value));
  const mark = MARK_OF[kind];
  return {
    meter,
    atMs,
    values: [...others, ...values],
    status: measured?.status ?? [],
    marks: mark ? [mark] : [],
    source: sourceOfEdit(edit),
    receiver: by,
  };
}

/** Where the value an edit brings is kept: beside the reading it is about. */
export const sourceOfEdit = ({ kind, source }: Pick<ValueEdit, "kind" | "source">): Source =>
  kind === "correct" && source === "manual" ? "corrected" : "manual";

const withMark = (reading: Reading, mark: Mark): Reading =>
  reading.marks.includes(mark) ? reading : { ...reading, marks: [...reading.marks, mark] };

const withoutMark = (reading: Reading, mark: Mark): Reading => ({
  ...reading,
  marks: reading.marks.filter((one) => one !== mark),
});

/** The reading of that place; `undefined` where there is none. */
export async function readingAtPlace(
  store: Pick<ReadingStore, "newest">,
  { meter, atMs, source }: ReadingPlace,
): Promise<Reading | undefined> {
  const found = await store.newest(meter, atMs + 1, 5);
  return found.find((one) => one.atMs === atMs && one.source === source);
}

/** What is left of a correction or an estimate that was taken back: it may be written over, and not be brought back. */
export const isTakenBack = ({ source, marks }: Reading): boolean =>
  isOfEdit({ source, marks }) && marks.includes("implausible");

/** Whether a correction or an estimate made this reading: what it was made from stands beside it. */
export const isOfEdit = ({ source, marks }: Pick<Reading, "source" | "marks">): boolean =>
  source === "corrected" ||
  (source === "manual" && (marks.includes("edited") || marks.includes("estimated")));

/** Whether two edits decide about one reading: the measured one, or the one by hand that either wrote. */
export function shareReading(
  a: ReadingPlace & { kind: EditKind },
  b: ReadingPlace & { kind: EditKind },
): boolean {
  if (a.meter !== b.meter || a.atMs !== b.atMs) return false;
  const sources = sourcesOf(a);
  return sourcesOf(b).some((source) => sources.includes(source));
}

const sourcesOf = (edit: ReadingPlace & { kind: EditKind }): readonly Source[] =>
  MARK_OF[edit.kind] ? [edit.source, sourceOfEdit(edit)] : [edit.source];

/** The reading an edit decides about; an estimate stands by itself. */
export const measuredOf = async (
  store: Pick<ReadingStore, "newest">,
  edit: ReadingPlace & { readonly kind: EditKind },
): Promise<Reading | undefined> => (edit.kind === "estimate" ? undefined : readingAtPlace(store, edit));
