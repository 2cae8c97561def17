import type { ProofQuestion, WireProof } from "../../../shared/analysis/prove-use.ts";
import type { Register } from "../../../shared/model/register.ts";
import type {
  Step,
  WireConsumption,
  WireHeardMeter,
  WirePointDetail,
  WireReadings,
  WireRegistersAt,
  WireSeries,
  WireTelegramView,
} from "../../../shared/model/wire.ts";
import { type Answer, call } from "./call.ts";

export type { Answer, CallError } from "./call.ts";

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export const fetchPoint = (id: string, signal: AbortSignal): Answer<WirePointDetail> =>
  get(pathOf(id), signal);

export const fetchConsumption = (
  id: string,
  query: Span & { readonly register: Register; readonly step: Step },
  signal: AbortSignal,
): Answer<WireConsumption> =>
  get(
    `${pathOf(id)}/consumption?${search({
      register: query.register,
      step: query.step,
      from: query.fromMs,
      to: query.toMs,
    })}`,
    signal,
  );

export const fetchProof = (id: string, query: ProofQuestion, signal: AbortSignal): Answer<WireProof> =>
  get(
    `${pathOf(id)}/proof?${search({
      register: query.register,
      step: query.step,
      from: query.fromMs,
      to: query.toMs,
    })}`,
    signal,
  );

export const fetchSeries = (
  id: string,
  query: Span & { readonly registers: readonly Register[] },
  signal: AbortSignal,
): Answer<WireSeries> =>
  get(
    `${pathOf(id)}/series?${search({
      registers: query.registers.join(","),
      from: query.fromMs,
      to: query.toMs,
    })}`,
    signal,
  );

export const fetchReadings = (
  id: string,
  query: Span & { readonly limit: number; readonly beforeMs?: number | undefined },
  signal: AbortSignal,
): Answer<WireReadings> =>
  get(
    `${pathOf(id)}/readings?${search({
      from: query.fromMs,
      to: query.toMs,
      limit: query.limit,
      before: query.beforeMs,
    })}`,
    signal,
  );

export const fetchRegistersAt = (
  { id, atMs }: { readonly id: string; readonly atMs: number },
  signal: AbortSignal,
): Answer<WireRegistersAt> => get(`${pathOf(id)}/registers?at=${atMs}`, signal);

export const fetchTelegram = (seq: number, signal: AbortSignal): Answer<WireTelegramView> =>
  get(`/api/v1/telegrams/${seq}`, signal);

export const fetchHeard = (signal: AbortSignal): Answer<{ readonly heard: readonly WireHeardMeter[] }> =>
  get("/api/v1/heard", signal);

const pathOf = (pointId: string): string => `/api/v1/points/${encodeURIComponent(pointId)}`;

function search(query: Readonly<Record<string, string | number | undefined>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, String(value));
  }
  return params.toString();
}

const get = <T>(path: string, signal: AbortSignal): Answer<T> => call("GET", path, { signal });
