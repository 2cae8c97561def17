import { createSignal } from "solid-js";
import type { Result } from "../../../shared/model/result.ts";
import type { Answer, CallError } from "../api/call-server.ts";

/** Answers by question: each is asked once, and again only after it failed. */
export function createAnswers<T>(ask: (key: string) => Answer<T>): {
  want(key: string): void;
  get(key: string): Result<T, CallError> | undefined;
} {
  const [answers, setAnswers] = createSignal<ReadonlyMap<string, Result<T, CallError>>>(new Map());
  const asked = new Set<string>();
  return {
    want(key) {
      if (asked.has(key)) return;
      asked.add(key);
      void ask(key).then((answer) => {
        if (!answer.ok) asked.delete(key);
        setAnswers((known) => new Map([...known, [key, answer]]));
      });
    },
    get: (key) => answers().get(key),
  };
}
