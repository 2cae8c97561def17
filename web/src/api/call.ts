import { PROTOCOL, PROTOCOL_HEADER } from "../../../shared/model/protocol.ts";
import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { WireError } from "../../../shared/model/wire.ts";
import { askedNow, noteServerTime } from "./server-clock.ts";
import { noteRefusal } from "./session-watch.ts";

export interface CallError {
  /** The server's dotted code, or `call.unreachable`, `call.unreadable`, `call.aborted`. */
  readonly code: string;
  /** How long sign-in is held up (`session.wait`). */
  readonly waitMs?: number;
}

/** What was answered, or why not: never rejects. */
export type Answer<T> = Promise<Result<T, CallError>>;

export interface CallOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, by its own type, instead. */
  readonly file?: Blob;
  /** Giving a call up is `call.aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** At the edge of a network a call may hang for ever; one not answered by then counts as unreachable. */
  readonly patienceMs?: number;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One call to our own server, JSON both ways; an empty answer is `undefined`. */
export const call = <T>(method: Method, path: string, options: CallOptions = {}): Answer<T> =>
  callAs(method, path, options, async (answer) => {
    const text = await answer.text();
    // Both ends are built from the same wire shapes and served together: they are not checked again here.
    return (text === "" ? undefined : JSON.parse(text)) as T;
  });

/** One call whose answer is taken as `read` takes it: bytes, or what stands in its headers. */
export async function callAs<T>(
  method: Method,
  path: string,
  { body, file, signal, patienceMs }: CallOptions,
  read: (answer: Response) => Promise<T>,
): Answer<T> {
  const patience = patienceMs === undefined ? [] : [AbortSignal.timeout(patienceMs)];
  const signals = [...(signal ? [signal] : []), ...patience];
  const failed = (code: string) => err({ code: signal?.aborted ? "call.aborted" : code });
  const asked = askedNow();
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file ? { body: file } : {}),
    });
  } catch {
    return failed("call.unreachable");
  }
  noteServerTime(answer.headers.get("date"), Date.now(), asked);
  // A newer server may mean something else by the same words: nothing is believed until the app is newer too.
  if (Number(answer.headers.get(PROTOCOL_HEADER) ?? PROTOCOL) > PROTOCOL)
    return err({ code: "call.newer-server" });
  try {
    if (answer.ok) return ok(await read(answer));
    return err(refusalOf((await answer.json()) as Partial<WireError>));
  } catch {
    return failed("call.unreadable");
  }
}

function refusalOf({ error }: Partial<WireError>): CallError {
  const code = error?.code ?? "call.unreadable";
  noteRefusal(code);
  const waitMs = (error?.details as { readonly waitMs?: number } | undefined)?.waitMs;
  return waitMs === undefined ? { code } : { code, waitMs };
}
