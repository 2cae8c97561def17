import { type Accessor, createMemo, createSignal } from "solid-js";
import { formatHex } from "../../../shared/codecs/bytes/hex.ts";
import type { Register } from "../../../shared/model/register.ts";
import { ok } from "../../../shared/model/result.ts";
import type { EntryDoubt } from "../../../shared/model/visit.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { Answer } from "../api/call.ts";
import { sendPhoto, sendVisit } from "../api/visit-calls.ts";
import { readDecimal, type TypedDecimal } from "../format/read-decimal.ts";
import {
  type ExchangeLine,
  exchangeLines,
  firstLines,
  typedWhen,
  wireLines,
} from "../rounds/office-exchange.ts";
import { createCommandId } from "./command-id.ts";
import { createSure, createTold } from "./create-told.ts";
import { createPhoto } from "./visit-typing.ts";

/** A text that was typed and is no number, or could be two. */
export interface Misread {
  readonly text: string;
  readonly read: TypedDecimal;
}

interface TypedFrom {
  readonly point: Accessor<WirePoint>;
  readonly atMs: Accessor<number | undefined>;
  readonly languageTag: Accessor<string>;
}

/**
 * A reading that a customer told, or that stands on a photo they sent, typed at a desk: the same command as the
 * phone's. What is typed is held against what the meter said before and after that moment.
 */
export function createTypedReading(from: TypedFrom) {
  const [typed, setTyped] = createSignal<Typed>({});
  const [isSure, setSure] = createSure(from.atMs);
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [isDone, setDone] = createSignal(false);
  const [bytes, setBytes] = createSignal<Uint8Array>();
  const photo = createPhoto(bytes, setBytes, setFault);
  const { reads, lines, complete, doubts, isAsking } = createLines(from, typed);
  const idOf = createCommandId();
  const misread = (): Misread | undefined => reads().find(({ read }) => read.kind !== "number");
  const isReady = (): boolean =>
    !isBusy() &&
    !isAsking() &&
    from.atMs() !== undefined &&
    complete().length > 0 &&
    complete().length === reads().length &&
    (doubts().length === 0 || isSure());
  return {
    typed,
    type(register: Register, text: string): void {
      setSure(false);
      setFault(undefined);
      setTyped((now) => ({ ...now, [register]: text }));
    },
    lines,
    doubts,
    misread,
    isSure,
    sure: setSure,
    isBusy,
    isReady,
    fault,
    isDone,
    photo,
    async send(note: string): Promise<void> {
      const [atMs, { id: pointId, meter }] = [from.atMs(), from.point()];
      if (!isReady() || atMs === undefined || !meter) return;
      const visit = {
        ...{ pointId, meter: meter.key, atMs, outcome: "read" as const },
        values: wireLines(complete(), "end"),
        doubts: doubts(),
        note: note.replaceAll(/\s+/g, " ").trim(),
      };
      setBusy(true);
      const taken = await sendPhotoOf(pointId, bytes());
      const answer = taken.ok
        ? await sendVisit({ id: idOf({ ...visit, ...taken.value }), ...visit, ...taken.value })
        : taken;
      setBusy(false);
      if (answer.ok) setDone(true);
      else setFault(answer.error.code);
    },
  };
}

type Typed = Readonly<Partial<Record<Register, string>>>;

/** The registers as they are typed, each beside what the meter said around that moment. */
function createLines(from: TypedFrom, typed: Accessor<Typed>) {
  const told = createTold(() => from.point().id, from.atMs);
  const reads = createMemo(() =>
    Object.entries(typed()).flatMap(([register, text]) =>
      text.trim() === "" ? [] : [{ register, text, read: readDecimal(text, from.languageTag()) }],
    ),
  );
  const lines = createMemo(() => {
    const { latest, medium } = from.point();
    const draft = { start: {}, next: undefined, languageTag: from.languageTag() };
    const own = exchangeLines(latest?.values ?? [], told.values(), {
      ...draft,
      end: typed(),
      ...typedWhen(from.point(), from.atMs()),
    });
    if (own.length > 0) return own;
    // A meter that never said anything: what those of its kind count.
    const first = firstLines(medium, { ...draft, start: typed(), end: {} });
    return first.map(({ start, ...line }) => ({ ...line, end: start, start: undefined }));
  });
  const complete = (): readonly ExchangeLine[] => lines().filter(({ end }) => end);
  const doubts = createMemo((): readonly EntryDoubt[] => [
    ...new Set(complete().flatMap(({ doubt }) => doubt ?? [])),
  ]);
  return { reads, lines, complete, doubts, isAsking: told.isAsking };
}

export type TypedReading = ReturnType<typeof createTypedReading>;

/** The photo goes first: a visit names it by its hash. */
async function sendPhotoOf(
  pointId: string,
  bytes: Uint8Array | undefined,
): Answer<{ readonly photo?: string }> {
  if (!bytes || bytes.length === 0) return ok({});
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  const hash = formatHex(new Uint8Array(digest)).toLowerCase();
  const sent = await sendPhoto(pointId, { hash, bytes });
  return sent.ok ? ok({ photo: hash }) : sent;
}
