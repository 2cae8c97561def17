import { forgetOldChoices } from "./forget-old-choices.ts";
import { answersCacheName, isForgotten, type PointsOwner } from "./kept-lists.ts";

/** What the server answered, and when that was, UTC milliseconds. */
export interface KeptAnswer {
  readonly answer: Response;
  readonly asOfMs: number;
}

/** Answers of the server as this person had them last, in the browser's own cache: the server can give all of them again. */
export interface LocalAnswers {
  /** The newest answer of this name; of each kind (what stands before the first `/`) the oldest go beyond `most`. */
  keep(name: string, answer: Response): Promise<void>;
  find(name: string): Promise<KeptAnswer | undefined>;
  /** The same for an answer that was read already. */
  keepValue(name: string, value: unknown): Promise<void>;
  findValue<T>(name: string): Promise<{ readonly value: T; readonly asOfMs: number } | undefined>;
  /** Names of a kind, the last one kept first. */
  names(kind: string): Promise<readonly string[]>;
}

const MOST = 200;
const AS_OF = "x-as-of";

// These answers stand in their place; a page that keeps none has no need to look.
try {
  forgetOldChoices(localStorage);
} catch {
  // Storage is blocked: there is nothing of ours in it.
}

/** Without a secure connection a browser has no cache: nothing is kept then, and nothing found. */
export function openLocalAnswers(owner: PointsOwner, most = MOST): LocalAnswers {
  const open = (): Promise<Cache | undefined> =>
    "caches" in globalThis && !isForgotten(owner)
      ? caches.open(answersCacheName(owner)).catch(() => undefined)
      : Promise.resolve(undefined);
  const names = async (kind: string): Promise<readonly string[]> => {
    const keys = (await (await open())?.keys()) ?? [];
    return keys
      .map(({ url }) => decodeURIComponent(new URL(url).pathname.slice(PLACE.length)))
      .filter((name) => kindOf(name) === kind)
      .reverse();
  };
  const keep = async (name: string, answer: Response): Promise<void> => {
    const cache = await open();
    const headers = { "content-type": "application/json", [AS_OF]: String(Date.now()) };
    await cache?.put(keyOf(name), new Response(answer.body, { headers }));
    for (const old of (await names(kindOf(name))).slice(most)) await cache?.delete(keyOf(old));
  };
  const find = async (name: string): Promise<KeptAnswer | undefined> => {
    const answer = await (await open())?.match(keyOf(name));
    return answer && { answer, asOfMs: Number(answer.headers.get(AS_OF)) };
  };
  return {
    keep,
    find,
    keepValue: (name, value) => keep(name, new Response(JSON.stringify(value))),
    async findValue<T>(name: string) {
      const kept = await find(name);
      // Written by `keepValue`, from what the server had answered.
      return kept && { value: (await kept.answer.json()) as T, asOfMs: kept.asOfMs };
    },
    names,
  };
}

/** No such page exists: a name becomes a key. */
const PLACE = "/kept-answers/";
const keyOf = (name: string): string => PLACE + encodeURIComponent(name);
const kindOf = (name: string): string => name.split("/", 1)[0] ?? "";
