import { type Accessor, batch, createEffect, createSignal, on, onCleanup, useContext } from "solid-js";
import type { Answer, CallError } from "../api/call-server.ts";
import { OfficeContext } from "./office.ts";

/** The answer to a question that may change. The last answer stays in sight until the next one is there. */
export interface Call<Q, T> {
  readonly answered: Accessor<{ readonly question: Q; readonly value: T } | undefined>;
  readonly error: Accessor<CallError | undefined>;
  readonly isLoading: Accessor<boolean>;
  /** Asks the same again, quietly: what is shown stays until the new answer is there. */
  reload(): void;
}

/** How an answer is kept on this device: without the server the last one is shown instead of an error. */
export interface Keeping<Q> {
  /** `kind` or `kind/which`: one name for each question, apart from those of other calls. */
  readonly as: (question: Q) => string;
  /** The page says itself how old what it shows is, or this is only beside it. */
  readonly isQuiet?: boolean;
}

export function createCall<Q, T>(
  question: Accessor<Q | undefined>,
  ask: (question: Q, signal: AbortSignal) => Answer<T>,
  keeping?: Keeping<Q>,
): Call<Q, T> {
  const kept = keeping && useContext(OfficeContext)?.answers;
  const [answered, setAnswered] = createSignal<{ question: Q; value: T }>();
  const [error, setError] = createSignal<CallError>();
  const [isLoading, setLoading] = createSignal(false);
  let aborter = new AbortController();
  let hide = (): void => undefined;

  const take = (asked: Q, value: T, asOfMs?: number): void =>
    batch(() => {
      hide();
      hide =
        asOfMs === undefined || keeping?.isQuiet ? () => undefined : (kept?.show(asOfMs, reload) ?? hide);
      setLoading(false);
      setError(undefined);
      setAnswered({ question: asked, value });
    });
  // A full disk keeps nothing: the next answer comes from the server as this one did.
  const keep = async (asked: Q, value: T): Promise<void> => {
    if (keeping) await (await kept?.shelf())?.keepValue(keeping.as(asked), value).catch(() => undefined);
  };
  const find = async (asked: Q) =>
    keeping && (await kept?.shelf())?.findValue<T>(keeping.as(asked)).catch(() => undefined);
  const run = async (asked: Q): Promise<void> => {
    aborter.abort();
    aborter = new AbortController();
    const { signal } = aborter;
    setLoading(true);
    const answer = await ask(asked, signal);
    if (signal.aborted) return;
    if (answer.ok) {
      void keep(asked, answer.value);
      return take(asked, answer.value);
    }
    const last = answer.error.code === "call.unreachable" ? await find(asked) : undefined;
    if (signal.aborted) return;
    if (last) return take(asked, last.value, last.asOfMs);
    batch(() => {
      setLoading(false);
      setError(answer.error);
    });
  };
  const reload = (): void => {
    const asked = question();
    if (asked !== undefined) void run(asked);
  };

  createEffect(
    on(question, (asked) => {
      if (asked !== undefined) void run(asked);
    }),
  );
  onCleanup(() => {
    aborter.abort();
    hide();
  });
  return { answered, error, isLoading, reload };
}
