import type {
  WireRedecodePreview,
  WireRedecodeWish,
  WireRedecodingNow,
} from "../../../shared/model/wire-redecode.ts";
import type {
  WireErasure,
  WireErasurePreview,
  WireRemovedPoints,
  WireRetention,
  WireRetentionPreview,
  WireRetentionSettings,
} from "../../../shared/model/wire-retention.ts";
import type {
  WireEdit,
  WireFindingDetail,
  WireFindings,
  WireNewEdit,
  WirePeriodLock,
} from "../../../shared/model/wire-review.ts";
import { type Answer, call } from "./call.ts";

/** The numbers of a retention rule, without the switch. */
export type RetentionRule = Omit<WireRetentionSettings, "isOn">;

export const fetchRetention = (): Answer<WireRetention> => call("GET", "/api/v1/retention");
export const previewRetention = (rule: RetentionRule): Answer<WireRetentionPreview> =>
  call("POST", "/api/v1/retention/preview", { body: rule });
export const saveRetention = (settings: WireRetentionSettings): Answer<WireRetention> =>
  call("PUT", "/api/v1/retention", { body: settings });
export const placeHold = (hold: { readonly point: string; readonly reason: string }): Answer<WireRetention> =>
  call("POST", "/api/v1/holds", { body: hold });
export const releaseHold = (id: string): Answer<WireRetention> =>
  call("DELETE", `/api/v1/holds/${encodeURIComponent(id)}`);

export const fetchRemovedPoints = (): Answer<WireRemovedPoints> => call("GET", "/api/v1/removed-points");
export const previewErasure = (ids: readonly string[]): Answer<WireErasurePreview> =>
  call("POST", "/api/v1/removed-points/preview", { body: { ids } });
export const eraseRemovedPoints = (ids: readonly string[]): Answer<WireErasure> =>
  call("POST", "/api/v1/removed-points/erase", { body: { ids } });

export const fetchRedecoding = (): Answer<WireRedecodingNow> => call("GET", "/api/v1/redecoding");
export const previewRedecoding = (wish: WireRedecodeWish): Answer<WireRedecodePreview> =>
  call("POST", "/api/v1/redecoding/preview", { body: wish });
export const startRedecoding = (wish: WireRedecodeWish): Answer<WireRedecodingNow> =>
  call("POST", "/api/v1/redecoding", { body: wish });
export const cancelRedecoding = (): Answer<WireRedecodingNow> => call("DELETE", "/api/v1/redecoding");

export const fetchFindings = (
  state: "open" | "decided" = "open",
  signal?: AbortSignal,
): Answer<WireFindings> => call("GET", `/api/v1/review?state=${state}&limit=1000`, { signal });
export const fetchEdits = (
  pointId: string,
  signal: AbortSignal,
): Answer<{ readonly edits: readonly WireEdit[] }> =>
  call("GET", `/api/v1/points/${encodeURIComponent(pointId)}/edits`, { signal });
export const takeEditBack = (id: string, reason: string): Answer<unknown> =>
  call("DELETE", `/api/v1/edits/${encodeURIComponent(id)}`, { body: { reason } });
export const fetchFinding = (id: string, signal: AbortSignal): Answer<WireFindingDetail> =>
  call("GET", `/api/v1/review/${encodeURIComponent(id)}`, { signal });
export const decideFinding = (
  id: string,
  decision: {
    readonly kind: "accept" | "exclude" | "correct";
    readonly reason: string;
    readonly values?: readonly { readonly register: string; readonly value: string; readonly unit: string }[];
    readonly isSure?: true;
  },
): Answer<unknown> => call("POST", `/api/v1/review/${encodeURIComponent(id)}/decision`, { body: decision });

export const changeReading = (pointId: string, edit: WireNewEdit): Answer<unknown> =>
  call("POST", `/api/v1/points/${encodeURIComponent(pointId)}/edits`, { body: edit });

export const fetchPeriodLock = (signal?: AbortSignal): Answer<WirePeriodLock> =>
  call("GET", "/api/v1/period-lock", { signal });
export const movePeriodLock = (lock: {
  readonly lockedBeforeMs: number;
  /** Absent: the utility's lock. */
  readonly area?: string;
  readonly reason: string;
}): Answer<WirePeriodLock> => call("PUT", "/api/v1/period-lock", { body: lock });
