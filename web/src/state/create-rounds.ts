import { type Accessor, createMemo, createSignal, onCleanup, onMount } from "solid-js";
import type { WireReader, WireRoundHead } from "../../../shared/model/wire-rounds.ts";
import {
  assignPoints,
  fetchReaders,
  fetchRound,
  fetchRounds,
  makeRound,
  setRoundState,
} from "../api/field-calls.ts";
import { filterPoints } from "../points/filter-points.ts";
import { readCriteria } from "../points/point-criteria.ts";
import { type Office, useOffice } from "./office.ts";

/** The office's rounds: who reads what, how far they are, and a new one from the list as it is filtered. */
export interface Rounds {
  readonly rounds: Accessor<readonly WireRoundHead[] | undefined>;
  readonly readers: Accessor<readonly WireReader[]>;
  /** The code of what went wrong last. */
  readonly failure: Accessor<string | undefined>;
  /** Points of the list as it is filtered now, in its street order. */
  readonly chosen: Accessor<readonly string[]>;
  /** The list with that filter. */
  readonly listHref: Accessor<string>;
  make(name: string, readerId: string): Promise<boolean>;
  setState(id: string, state: WireRoundHead["state"]): Promise<void>;
  /** Every second point that is left of a round becomes this reader's. */
  giveHalf(id: string, readerId: string): Promise<void>;
  reload(): Promise<void>;
}

const LOOK_AGAIN_MS = 3000;

export function createRounds(): Rounds {
  const office = useOffice();
  const [rounds, setRounds] = createSignal<readonly WireRoundHead[]>();
  const [readers, setReaders] = createSignal<readonly WireReader[]>([]);
  const [failure, setFailure] = createSignal<string>();
  const chosen = createMemo(() => chosenIds(office));

  const reload = async (): Promise<void> => {
    const answer = await fetchRounds(false);
    setFailure(answer.ok ? undefined : answer.error.code);
    if (answer.ok) setRounds(answer.value.rounds);
  };
  const settle = async (answer: { ok: true } | { ok: false; error: { code: string } }): Promise<boolean> => {
    if (answer.ok) await reload();
    else setFailure(answer.error.code);
    return answer.ok;
  };
  const begin = async (): Promise<void> => {
    const people = await fetchReaders();
    if (people.ok) setReaders(people.value.readers);
    await reload();
  };
  onMount(() => {
    if (office.points.loading().kind === "idle") void office.points.load();
    void begin();
  });
  const timer = setInterval(() => {
    if (!document.hidden) void reload();
  }, LOOK_AGAIN_MS);
  onCleanup(() => clearInterval(timer));

  return {
    rounds,
    readers,
    failure,
    chosen,
    listHref: () => `/points${office.place.query()}`,
    make: async (name, readerId) =>
      settle(await makeRound({ name, pointIds: chosen(), ...(readerId === "" ? {} : { readerId }) })),
    async setState(id, state) {
      await settle(await setRoundState(id, state));
    },
    async giveHalf(id, readerId) {
      const round = await fetchRound(id);
      if (!round.ok) {
        setFailure(round.error.code);
        return;
      }
      const read = new Set(round.value.reads.map(({ pointId }) => pointId));
      const left = round.value.cards.filter(({ pointId }) => !read.has(pointId));
      const half = left.slice(Math.ceil(left.length / 2)).map(({ pointId }) => pointId);
      await settle(await assignPoints(id, half, readerId === "" ? null : readerId));
    },
    reload,
  };
}

/** Streets stay together, so that a round is a way and not a scatter. */
function chosenIds({ points, place, words }: Office): readonly string[] {
  const all = points.all();
  const criteria = readCriteria(Object.fromEntries(new URLSearchParams(place.query())));
  const { keeps } = filterPoints(all, criteria, Date.now());
  const collator = new Intl.Collator(words.formats().languageTag, { numeric: true });
  return all.points
    .filter((_, row) => keeps[row] === 1)
    .map(({ id, postalCode, address }) => ({ id, key: `${postalCode} ${address}` }))
    .sort((a, b) => collator.compare(a.key, b.key))
    .map(({ id }) => id);
}
