import { type Accessor, createMemo, createSignal, onCleanup, onMount } from "solid-js";
import type {
  WireNewRound,
  WireReader,
  WireRoundHead,
  WireRounds,
} from "../../../shared/model/wire-rounds.ts";
import { fetchReaders, fetchRounds, makeRound } from "../api/field-calls.ts";
import { createRoomsOwner } from "./create-rooms-owner.ts";
import { keptRoundsOf, ownerOf, useOffice } from "./office.ts";
import type { RoomsOwner } from "./people-rooms.ts";
import type { StoredChoice } from "./stored-choice.ts";

/** The office's rounds: which there are and how far each is. */
export interface Rounds {
  readonly rounds: Accessor<readonly WireRoundHead[] | undefined>;
  readonly owner: Accessor<RoomsOwner | undefined>;
  readonly readers: Accessor<readonly WireReader[]>;
  /** The code of what went wrong last. */
  readonly failure: Accessor<string | undefined>;
  /** When the list is from, while the server does not give a newer one. */
  readonly asOfMs: Accessor<number | undefined>;
  /** Returns the round's id, or nothing where the server refused; `failure` says why. */
  make(round: WireNewRound): Promise<string | undefined>;
  reload(): Promise<void>;
}

/** The round that is looked at is live; the others are counted again now and then. */
const LOOK_AGAIN_MS = 5000;

interface KeptRounds {
  readonly atMs: number;
  readonly list: WireRounds;
}

export function createRounds(): Rounds {
  const { session } = useOffice();
  const kept = keptRoundsOf(ownerOf(session));
  const before = readKept(kept);
  const signedIn = createRoomsOwner();
  const [listed, setListed] = createSignal(before?.list);
  const [listedAtMs, setListedAtMs] = createSignal(before?.atMs);
  const [readers, setReaders] = createSignal<readonly WireReader[]>([]);
  const [failure, setFailure] = createSignal<string>();

  const reload = async (): Promise<void> => {
    const answer = await fetchRounds(false);
    setFailure(answer.ok ? undefined : answer.error.code);
    if (!answer.ok) return;
    const atMs = Date.now();
    kept.write(JSON.stringify({ atMs, list: answer.value } satisfies KeptRounds));
    setListed(answer.value);
    setListedAtMs(atMs);
  };
  onMount(() => {
    void fetchReaders().then((people) => people.ok && setReaders(people.value.readers));
    void reload();
  });
  const timer = setInterval(() => {
    if (!document.hidden) void reload();
  }, LOOK_AGAIN_MS);
  onCleanup(() => clearInterval(timer));

  return {
    rounds: () => listed()?.rounds,
    // The same person every time: nobody's rooms are opened anew because a list was counted again.
    owner: createMemo<RoomsOwner | undefined>(
      () => {
        // Without the server it is known who signed in here; where nobody signs in, the list says who one is.
        const { utility, personId } = signedIn() ?? listed() ?? {};
        return utility === undefined || personId === undefined ? undefined : { utility, personId };
      },
      undefined,
      { equals: (a, b) => a?.utility === b?.utility && a?.personId === b?.personId },
    ),
    readers,
    failure,
    asOfMs: () => (failure() === undefined ? undefined : listedAtMs()),
    async make(round) {
      const answer = await makeRound(round);
      setFailure(answer.ok ? undefined : answer.error.code);
      if (!answer.ok) return undefined;
      await reload();
      return answer.value.id;
    },
    reload,
  };
}

function readKept(kept: StoredChoice): KeptRounds | undefined {
  const text = kept.read();
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as KeptRounds;
  } catch {
    return undefined;
  }
}
