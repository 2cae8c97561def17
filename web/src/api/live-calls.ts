import type { Register } from "../../../shared/model/register.ts";
import type { WireLive, WireTrends } from "../../../shared/model/wire-live.ts";
import { type Answer, call } from "./call.ts";

export const fetchLive = (signal: AbortSignal): Answer<WireLive> => call("GET", "/api/v1/live", { signal });

export const fetchTrends = (
  { register, hours }: { readonly register: Register; readonly hours: number },
  signal: AbortSignal,
): Answer<WireTrends> =>
  call("GET", `/api/v1/live/trends?register=${encodeURIComponent(register)}&hours=${hours}`, { signal });
