import type { ProofQuestion, WireProof } from "../../../shared/analysis/prove-use.ts";
import type { WireHeardMeter, WireRegistersAt, WireTelegramView } from "../../../shared/model/wire.ts";
import { type Answer, call } from "./call.ts";

export type { Answer, CallError } from "./call.ts";

/** `isNoted`: registers noted when somebody moved count too, as they do in a report. */
export const fetchProof = (
  id: string,
  query: ProofQuestion & { readonly isNoted?: boolean },
  signal: AbortSignal,
): Answer<WireProof> => {
  const { register, step, fromMs, toMs, isNoted } = query;
  const search = new URLSearchParams({ register, step, from: String(fromMs), to: String(toMs) });
  if (isNoted) search.set("noted", "yes");
  return get(`${pathOf(id)}/proof?${search}`, signal);
};

export const fetchRegistersAt = (
  { id, atMs }: { readonly id: string; readonly atMs: number },
  signal: AbortSignal,
): Answer<WireRegistersAt> => get(`${pathOf(id)}/registers?at=${atMs}`, signal);

export const fetchTelegram = (seq: number, signal: AbortSignal): Answer<WireTelegramView> =>
  get(`/api/v1/telegrams/${seq}`, signal);

export const fetchHeard = (signal: AbortSignal): Answer<{ readonly heard: readonly WireHeardMeter[] }> =>
  get("/api/v1/heard", signal);

const pathOf = (pointId: string): string => `/api/v1/points/${encodeURIComponent(pointId)}`;

const get = <T>(path: string, signal: AbortSignal): Answer<T> => call("GET", path, { signal });
