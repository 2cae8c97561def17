import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Answer, CallError } from "../api/call-server.ts";

/** The answer to a question that may change. The last answer stays in sight until the next one is there. */
export interface Call<Q, T> {
  readonly answered: Accessor<{ readonly question: Q; readonly value: T } | undefined>;
  readonly error: Accessor<CallError | undefined>;
  readonly isLoading: Accessor<boolean>;
  /** Asks the same again, quietly: what is shown stays until the new answer is there. */
  reload(): void;
}

export function createCall<Q, T>(
  question: Accessor<Q | undefined>,
  ask: (question: Q, signal: AbortSignal) => Answer<T>,
): Call<Q, T> {
  const [answered, setAnswered] = createSignal<{ question: Q; value: T }>();
  const [error, setError] = createSignal<CallError>();
  const [isLoading, setLoading] = createSignal(false);
  let aborter = new AbortController();

  const run = async (asked: Q): Promise<void> => {
    aborter.abort();
    aborter = new AbortController();
    const { signal } = aborter;
    setLoading(true);
    const answer = await ask(asked, signal);
    if (signal.aborted) return;
    setLoading(false);
    if (answer.ok) {
      setError(undefined);
      setAnswered({ question: asked, value: answer.value });
    } else {
      setError(answer.error);
    }
  };

  createEffect(
    on(question, (asked) => {
      if (asked !== undefined) void run(asked);
    }),
  );
  onCleanup(() => aborter.abort());
  return {
    answered,
    error,
    isLoading,
    reload() {
      const asked = question();
      if (asked !== undefined) void run(asked);
    },
  };
}
