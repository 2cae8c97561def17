import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { fetchDoorUses } from "../api/visit-calls.ts";
import type { PointsOwner } from "../store/kept-lists.ts";
import { usedPercent } from "../store/storage-room.ts";
import { UseDatabase, type UsesOfRound } from "../store/use-database.ts";
import type { Field } from "./field.ts";

/** How the use of thirteen months of the rounds' points stands on this phone. */
export type UsesState =
  | { readonly kind: "looking" }
  | { readonly kind: "whole"; readonly points: number; readonly untilMs: number; readonly isOld: boolean }
  /** Of so many rounds; `code`: why fetching ended before; `full`: what is heard needs the room. */
  | {
      readonly kind: "missing";
      readonly rounds: number;
      /** What another round needs is here. */
      readonly isSomeHere: boolean;
      readonly code?: string;
    }
  | { readonly kind: "fetching"; readonly done: number; readonly total: number };

export interface UsePack {
  readonly state: Accessor<UsesState>;
  /** Goes on where it was; what is old is fetched anew. */
  fetch(): void;
  cancel(): void;
}

/** They end with yesterday: a day and a half later a whole day is missing. */
const OLD_MS = 36 * 3_600_000;
/** From here on the room is the journal's. */
const MUCH_PERCENT = 70;

export function createUsePack(
  field: Field,
  language: Accessor<string>,
  owner: Accessor<PointsOwner>,
): UsePack {
  const database = new UseDatabase();
  const [state, setState] = createSignal<UsesState>({ kind: "looking" });
  let stop: AbortController | undefined;
  const ids = (): readonly string[] => (field.rounds() ?? []).map(({ id }) => id);
  let isLeft = false;
  const look = async (code?: string): Promise<void> => {
    if (isLeft) return;
    // Where nothing can be kept, none of it is here.
    const known = await database.rounds.toArray().catch(() => []);
    if (!stop) setState(standingOf(ids(), known, code));
  };
  const fetchRounds = async (signal: AbortSignal): Promise<string | undefined> => {
    const isRefresh = state().kind === "whole";
    await database.own(owner());
    for (const roundId of ids()) {
      const known = await database.rounds.get(roundId);
      const after = isRefresh ? 0 : goesOnAt(known);
      if (after === undefined) continue;
      const code = await fetchRound(
        { database, field, signal, language: language() },
        { roundId, after },
        (done, total) => setState({ kind: "fetching", done, total }),
      );
      if (code !== undefined) return code;
    }
    return undefined;
  };
  const fetchAll = async (): Promise<void> => {
    if (stop) return;
    stop = new AbortController();
    const code = await fetchRounds(stop.signal).catch(() => "full");
    stop = undefined;
    await look(code === "call.aborted" ? undefined : code);
  };
  const drop = (code?: string): Promise<void> =>
    database
      .keepOnly([])
      .catch(() => undefined)
      .then(() => look(code));
  createEffect(
    on(ids, (rounds) => {
      void database
        .keepOnly(rounds)
        .catch(() => undefined)
        .then(() => look());
    }),
  );
  // What was heard comes first; and a phone that was revoked shows nobody's use any more.
  createEffect(
    on([() => field.state()?.journal.isFull, () => field.state()?.phone.kind], ([isFull, phone]) => {
      if (phone === "revoked") void drop();
      else if (isFull) void drop("full");
    }),
  );
  onCleanup(() => {
    isLeft = true;
    stop?.abort();
    database.close();
  });
  return { state, fetch: () => void fetchAll(), cancel: () => stop?.abort() };
}

const isOld = ({ untilMs }: UsesOfRound): boolean => Date.now() - untilMs > OLD_MS;
/** Where to go on with a round; `undefined` where all of it is here. */
const goesOnAt = (known: UsesOfRound | undefined): number | undefined =>
  known && !isOld(known) ? known.next : 0;

function standingOf(
  ids: readonly string[],
  known: readonly UsesOfRound[],
  code: string | undefined,
): UsesState {
  const here = ids.flatMap((id) => known.find(({ roundId }) => roundId === id) ?? []);
  const whole = here.filter(({ next }) => next === undefined);
  if (whole.length < ids.length)
    return {
      kind: "missing",
      rounds: ids.length - whole.length,
      isSomeHere: whole.length > 0,
      ...(code === undefined ? {} : { code }),
    };
  return {
    kind: "whole",
    points: whole.reduce((sum, { total }) => sum + total, 0),
    untilMs: Math.min(...whole.map(({ untilMs }) => untilMs)),
    isOld: code !== undefined || whole.some(isOld),
  };
}

/** The code of why it ended before its end; `undefined` when all of it is here. */
async function fetchRound(
  parts: {
    readonly database: UseDatabase;
    readonly field: Field;
    readonly signal: AbortSignal;
    readonly language: string;
  },
  { roundId, after: from }: { readonly roundId: string; readonly after: number },
  onProgress: (done: number, total: number) => void,
): Promise<string | undefined> {
  const { database, field, signal, language } = parts;
  for (let after: number | undefined = from; after !== undefined; ) {
    if (field.state()?.journal.short || (await usedPercent()) >= MUCH_PERCENT) return "full";
    const answer = await fetchDoorUses(roundId, { after, language, signal });
    if (!answer.ok) return answer.error.code;
    const { total, untilMs, points, publicKey, next } = answer.value;
    const round = {
      roundId,
      total,
      untilMs,
      fetchedAtMs: Date.now(),
      ...(next === undefined ? {} : { next }),
    };
    try {
      await database.keep(round, { points, publicKey });
    } catch {
      return "full";
    }
    onProgress(after + points.length, total);
    after = next;
  }
  return undefined;
}
