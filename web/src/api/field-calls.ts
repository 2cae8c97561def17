import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { WireError, WireIngestAnswer, WireTelegram } from "../../../shared/model/wire.ts";
import type {
  WireLease,
  WireNewRound,
  WirePhone,
  WireReader,
  WireRound,
  WireRoundHead,
  WireRoundRead,
} from "../../../shared/model/wire-rounds.ts";
import { noteRefusal } from "./session-watch.ts";

export interface FieldCallError {
  /** The server's dotted code, or `call.unreachable`, `call.unreadable`. */
  readonly code: string;
}

type Answer<T> = Promise<Result<T, FieldCallError>>;

export const fetchRounds = (isMine: boolean): Answer<{ readonly rounds: readonly WireRoundHead[] }> =>
  call("GET", `/api/v1/rounds${isMine ? "?mine=1" : ""}`);

export const fetchRound = (id: string): Answer<WireRound> => call("GET", pathOf(id));

export const fetchReaders = (): Answer<{ readonly readers: readonly WireReader[] }> =>
  call("GET", "/api/v1/readers");

export const makeRound = (round: WireNewRound): Answer<WireRoundHead> =>
  call("POST", "/api/v1/rounds", round);

export const setRoundState = (id: string, state: WireRoundHead["state"]): Answer<unknown> =>
  call("PATCH", pathOf(id), { state });

export const assignPoints = (
  id: string,
  pointIds: readonly string[],
  readerId: string | null,
): Answer<{ readonly changed: number }> => call("PUT", `${pathOf(id)}/assigned`, { pointIds, readerId });

export const sendReads = (
  id: string,
  reads: readonly Pick<WireRoundRead, "pointId" | "atMs">[],
): Answer<{ readonly added: number }> => call("POST", `${pathOf(id)}/reads`, { reads });

export const sendHearings = (phone: string, telegrams: readonly WireTelegram[]): Answer<WireIngestAnswer> =>
  call("POST", `/api/v1/hearings?phone=${encodeURIComponent(phone)}`, telegrams);

export const pairPhone = (phone: {
  readonly name: string;
  readonly publicKey: string;
}): Answer<{ readonly phone: WirePhone }> => call("POST", "/api/v1/phones", phone);

export const fetchLease = (phoneId: string): Answer<WireLease> =>
  call("POST", `/api/v1/phones/${encodeURIComponent(phoneId)}/lease`);

/** At the edge of a network a call may hang for ever; what was not answered by then is sent again. */
const PATIENCE_MS = 15_000;

const pathOf = (roundId: string): string => `/api/v1/rounds/${encodeURIComponent(roundId)}`;

async function call<T>(method: string, path: string, body?: unknown): Answer<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return err({ code: "call.unreachable" });
  }
  try {
    const text = await answer.text();
    // Both ends are built from the same wire shapes and served together: they are not checked again here.
    if (answer.ok) return ok((text === "" ? undefined : JSON.parse(text)) as T);
    const code = (JSON.parse(text) as Partial<WireError>).error?.code ?? "call.unreadable";
    noteRefusal(code);
    return err({ code });
  } catch {
    return err({ code: "call.unreadable" });
  }
}
