import type { WireIngestAnswer, WireTelegram } from "../../../shared/model/wire.ts";
import type {
  WireLease,
  WireNewRound,
  WirePhone,
  WireReader,
  WireRoundHead,
  WireRounds,
} from "../../../shared/model/wire-rounds.ts";
import { type Answer, call, type Method } from "./call.ts";

export const fetchRounds = (isMine: boolean): Answer<WireRounds> =>
  send("GET", `/api/v1/rounds${isMine ? "?mine=1" : ""}`);

export const fetchReaders = (): Answer<{ readonly readers: readonly WireReader[] }> =>
  send("GET", "/api/v1/readers");

export const makeRound = (round: WireNewRound): Answer<WireRoundHead> =>
  send("POST", "/api/v1/rounds", round);

export const sendHearings = (phone: string, telegrams: readonly WireTelegram[]): Answer<WireIngestAnswer> =>
  send("POST", `/api/v1/hearings?phone=${encodeURIComponent(phone)}`, telegrams);

export const askTime = (): Answer<unknown> => send("GET", "/health");

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
