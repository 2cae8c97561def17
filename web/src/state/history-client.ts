import type { ProofQuestion, WireProof } from "../../../shared/analysis/prove-use.ts";
import type { Register } from "../../../shared/model/register.ts";
import type { Result } from "../../../shared/model/result.ts";
import type { Step, WireConsumption, WireReadings } from "../../../shared/model/wire.ts";
import type { Answer } from "../api/call-server.ts";
import { noteRefusal } from "../api/session-watch.ts";
import type {
  HistoryAnswer,
  HistoryAnswers,
  HistoryCall,
  HistoryQuestion,
  KeptDetail,
  KeptSeries,
  Span,
} from "../history-protocol.ts";
import type { PointsOwner } from "../store/kept-lists.ts";
import { ownerOf, useOffice } from "./office.ts";

/** A point's page and readings, from the server or from what this browser kept of them. */
export interface History {
  point(id: string): Answer<KeptDetail>;
  consumption(
    id: string,
    query: Span & { readonly register: Register; readonly step: Step },
  ): Answer<WireConsumption>;
  series(id: string, query: Span & { readonly registers: readonly Register[] }): Answer<KeptSeries>;
  /** Only from what this browser kept: the server's own answer is asked for first. */
  proof(id: string, question: ProofQuestion): Answer<WireProof>;
  readings(
    id: string,
    query: { readonly limit: number; readonly beforeMs?: number | undefined },
  ): Answer<WireReadings>;
}

let shared: History | undefined;

/** Readings and what is reckoned from them, here without network too; one worker for all screens. */
export function useHistory(): History {
  const { session } = useOffice();
  shared ??= createHistory(() => ownerOf(session));
  return shared;
}

/** The worker begins with the first question. */
function createHistory(owner: () => PointsOwner): History {
  const waiting = new Map<number, (answer: HistoryAnswer["answer"]) => void>();
  let worker: Worker | undefined;
  let lastId = 0;

  const start = (): Worker => {
    const started = new Worker(new URL("../readings-worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<HistoryAnswer>) => {
      if (!data.answer.ok) noteRefusal(data.answer.error.code);
      waiting.get(data.id)?.(data.answer);
      waiting.delete(data.id);
    });
    // It could not be fetched, or broke: whoever waits is told, and the next question starts another.
    started.addEventListener("error", () => {
      worker = undefined;
      for (const [id, answer] of waiting) {
        waiting.delete(id);
        answer({ ok: false, error: { code: "call.unreachable" } });
      }
    });
    return started;
  };
  const ask = <Kind extends keyof HistoryAnswers>(
    question: Extract<HistoryQuestion, { readonly kind: Kind }>,
  ): Answer<HistoryAnswers[Kind]> => {
    worker ??= start();
    lastId += 1;
    const id = lastId;
    worker.postMessage({ id, owner: owner(), question } satisfies HistoryCall);
    return new Promise((resolve) => {
      waiting.set(id, (answer) => resolve(answer as Result<HistoryAnswers[Kind], { readonly code: string }>));
    });
  };

  return {
    point: (pointId) => ask({ kind: "detail", pointId }),
    consumption: (pointId, { register, step, fromMs, toMs }) =>
      ask({ kind: "consumption", pointId, register, step, fromMs, toMs }),
    series: (pointId, { registers, fromMs, toMs }) =>
      ask({ kind: "series", pointId, registers: [...registers], fromMs, toMs }),
    proof: (pointId, { register, step, fromMs, toMs }) =>
      ask({ kind: "proof", pointId, register, step, fromMs, toMs }),
    readings: (pointId, { limit, beforeMs }) => ask({ kind: "readings", pointId, limit, beforeMs }),
  };
}
