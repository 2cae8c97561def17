import type { WireTelegram } from "../../../shared/model/wire.ts";
import type { WireReplayRoundStep, WireReplayStep } from "../../../shared/model/wire-replay.ts";
import { type Answer, call } from "./call.ts";

export const replayTelegrams = (
  telegrams: readonly WireTelegram[],
  signal: AbortSignal,
): Answer<WireReplayStep> => call("POST", "/api/v1/replay/telegrams", { body: telegrams, signal });

export const replayRound = (id: string, from: number, signal: AbortSignal): Answer<WireReplayRoundStep> =>
  call("POST", `/api/v1/replay/rounds/${encodeURIComponent(id)}`, { body: { from }, signal });
