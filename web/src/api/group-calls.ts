import type { WireLastImport } from "../../../shared/model/wire-groups.ts";
import { type Answer, call } from "./call.ts";

export const fetchLastImport = (signal: AbortSignal): Answer<WireLastImport> =>
  call("GET", "/api/v1/last-import", { signal });
