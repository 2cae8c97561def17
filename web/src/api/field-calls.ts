import type { WireIngestAnswer, WireTelegram } from "../../../shared/model/wire.ts";
import type {
  WireLease,
  WireNewRound,
  WirePhone,
  WireReader,
  WireRound,
  WireRoundHead,
  WireRoundRead,
} from "../../../shared/model/wire-rounds.ts";
import { type Answer, call, type Method } from "./call.ts";

export const fetchRounds = (isMine: boolean): Answer<{ readonly rounds: readonly WireRoundHead[] }> =>
  send("GET", `/api/v1/rounds${isMine ? "?mine=1" : ""}`);

export const fetchRound = (id: string): Answer<WireRound> => send("GET", pathOf(id));

export const fetchReaders = (): Answer<{ readonly readers: readonly WireReader[] }> =>
  send("GET", "/api/v1/readers");

export const makeRound = (round: WireNewRound): Answer<WireRoundHead> =>
  send("POST", "/api/v1/rounds", round);

export const setRoundState = (id: string, state: WireRoundHead["state"]): Answer<unknown> =>
  send("PATCH", pathOf(id), { state });

export const assignPoints = (
  id: string,
  pointIds: readonly string[],
  readerId: string | null,
): Answer<{ readonly changed: number }> => send("PUT", `${pathOf(id)}/assigned`, { pointIds, readerId });

export const sendReads = (
  id: string,
  reads: readonly Pick<WireRoundRead, "pointId" | "atMs">[],
): Answer<{ readonly added: number }> => send("POST", `${pathOf(id)}/reads`, { reads });

export const sendHearings = (phone: string, telegrams: readonly WireTelegram[]): Answer<WireIngestAnswer> =>
  send("POST", `/api/v1/hearings?phone=${encodeURIComponent(phone)}`, telegrams);

export const pairPhone = (phone: {
  readonly name: string;
  readonly publicKey: string;
}): Answer<{ readonly phone: WirePhone }> => send("POST", "/api/v1/phones", phone);

export const fetchLease = (phoneId: string): Answer<WireLease> =>
  send("POST", `/api/v1/phones/${encodeURIComponent(phoneId)}/lease`);

/** At the edge of a network a call may hang for ever; what was not answered by then is sent again. */
const PATIENCE_MS = 15_000;

const send = <T>(method: Method, path: string, body?: unknown): Answer<T> =>
  call(method, path, { body, patienceMs: PATIENCE_MS });

const pathOf = (roundId: string): string => `/api/v1/rounds/${encodeURIComponent(roundId)}`;
