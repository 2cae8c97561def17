import type { WireDoorUses } from "../../../shared/model/wire-door-uses.ts";
import type {
  WireExpected,
  WireNewVisit,
  WireSpareMeters,
  WireVisit,
  WireVisitAnswer,
} from "../../../shared/model/wire-visits.ts";
import { type Answer, call } from "./call.ts";

/** At the edge of a network a call may hang for ever; what was not answered by then is sent again. */
const PATIENCE_MS = 15_000;
/** A photo of half a megabyte over a slow line. */
const PHOTO_PATIENCE_MS = 60_000;

const pointPath = (id: string): string => `/api/v1/points/${encodeURIComponent(id)}`;

export const photoPath = (pointId: string, hash: string): string => `${pointPath(pointId)}/photos/${hash}`;

export const sendPhoto = (
  pointId: string,
  { hash, bytes }: { readonly hash: string; readonly bytes: Uint8Array },
): Answer<unknown> =>
  call("PUT", photoPath(pointId, hash), {
    file: new Blob([Uint8Array.from(bytes)], { type: "image/jpeg" }),
    patienceMs: PHOTO_PATIENCE_MS,
  });

export const sendVisit = (visit: WireNewVisit): Answer<WireVisitAnswer> =>
  call("POST", "/api/v1/visits", { body: visit, patienceMs: PATIENCE_MS });

export const fetchExpected = (roundId: string): Answer<WireExpected> =>
  call("GET", `/api/v1/rounds/${encodeURIComponent(roundId)}/expected`, { patienceMs: PATIENCE_MS });

export const fetchSpareMeters = (): Answer<WireSpareMeters> =>
  call("GET", "/api/v1/spare-meters", { patienceMs: PATIENCE_MS });

export const fetchVisits = (
  pointId: string,
  signal: AbortSignal,
): Answer<{ readonly visits: readonly WireVisit[] }> =>
  call("GET", `${pointPath(pointId)}/visits`, { signal });

/** A piece of a round's uses takes the server a second or two. */
const USES_PATIENCE_MS = 60_000;

export const fetchDoorUses = (
  roundId: string,
  {
    after,
    language,
    signal,
  }: { readonly after: number; readonly language: string; readonly signal: AbortSignal },
): Answer<WireDoorUses> =>
  call("GET", `/api/v1/rounds/${encodeURIComponent(roundId)}/uses?after=${after}&language=${language}`, {
    patienceMs: USES_PATIENCE_MS,
    signal,
  });
