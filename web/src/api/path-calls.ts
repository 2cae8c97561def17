import type { PressurePath, WirePaths, WireProfile } from "../../../shared/model/pressure-path.ts";
import { type Answer, call } from "./call.ts";

const pathOf = (id: string): string => `/api/v1/paths/${encodeURIComponent(id)}`;

export const fetchPaths = (signal: AbortSignal): Answer<WirePaths> =>
  call("GET", "/api/v1/paths", { signal });
export const savePath = ({ id, name, stops }: PressurePath): Answer<unknown> =>
  call("PUT", pathOf(id), { body: { name, stops } });
export const removePath = (id: string): Answer<unknown> => call("DELETE", pathOf(id));

export const fetchProfile = (
  { id, fromMs, toMs }: { readonly id: string; readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal,
): Answer<WireProfile> => call("GET", `${pathOf(id)}/profile?from=${fromMs}&to=${toMs}`, { signal });
