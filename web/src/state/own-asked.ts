import { type Accessor, batch, createSignal } from "solid-js";
import { OwnColumns } from "../points/own-columns.ts";
import type { PointsCommand, PointsEvent } from "../points-protocol.ts";

export interface OwnAsked {
  readonly columns: OwnColumns;
  readonly missing: Accessor<readonly string[] | undefined>;
  take(news: OwnNews, place: (columns: OwnNews["columns"]) => void): void;
  askAgain(): void;
}

type OwnNews = Extract<PointsEvent, { kind: "own" }>;

/** Own fields are asked for by looking at them, and again when another language puts them in another order. */
export function createOwnAsked(ask: (command: PointsCommand) => void): OwnAsked {
  let isFollowed = false;
  const [missing, setMissing] = createSignal<readonly string[] | undefined>([]);
  const askAgain = (): void => {
    const fields = columns.wanted();
    if (fields.length === 0) return;
    if (!isFollowed) followLanguage(askAgain);
    isFollowed = true;
    setMissing(columns.isBehind() ? undefined : []);
    ask({ kind: "own", fields, languageTag: document.documentElement.lang });
  };
  // While rows are filtered and put in order nothing may change of what they are put in order by.
  const columns = new OwnColumns(() => queueMicrotask(askAgain));
  return {
    columns,
    missing,
    askAgain,
    take: (news, place) =>
      batch(() => {
        place(news.columns);
        setMissing(columns.isBehind() && news.failed.length === 0 ? undefined : news.failed);
      }),
  };
}

const followLanguage = (onChange: () => void): void =>
  new MutationObserver(onChange).observe(document.documentElement, { attributeFilter: ["lang"] });
