import type { WireError } from "../shared/model/wire.ts";

/** Every way the API refuses, by its dotted code. The code is the contract; the web translates it. */
const HTTP_ERRORS = {
  "request.not-json": [
    400,
    "The body is not valid JSON. Send a JSON document with Content-Type application/json.",
  ],
  "request.too-large": [413, "The body is too large. Send at most 4 MiB at a time."],
  "request.invalid": [400, "A value in the request is not valid."],
  "request.foreign-origin": [403, "This request comes from another web site and was refused."],
  "request.foreign-host": [421, "This server does not answer for that host name."],
  "route.not-found": [404, "There is nothing at this address."],
  "point.not-found": [404, "There is no metering point with this id."],
  "telegram.not-found": [404, "There is no telegram with this number; frames are kept for 35 days."],
  "gateway.wrong-token": [
    401,
    "The gateway token is missing or wrong. Send it as: Authorization: Bearer <token>.",
  ],
  "ingest.not-hex": [400, "A telegram is not hexadecimal text. Nothing of this request was accepted."],
  "ingest.bad-time": [400, "A telegram has no valid rxAt. Send ISO 8601 with a zone, or UTC milliseconds."],
  "ingest.too-many": [413, "Too many telegrams at once. Send at most 1,000 in one request."],
  "ingest.disk-full": [507, "The server's disk is full. Keep the telegrams and send them again later."],
  "ingest.overloaded": [
    503,
    "The server is catching up. Keep the telegrams and send them again in a moment.",
  ],
  "server.failed": [500, "The server failed at this request. It has been logged."],
} as const satisfies Record<string, readonly [number, string]>;

export type HttpErrorCode = keyof typeof HTTP_ERRORS;

export function wireErrorOf(code: HttpErrorCode, details?: unknown): WireError {
  const [, message] = HTTP_ERRORS[code];
  return { error: details === undefined ? { code, message } : { code, message, details } };
}

export const statusOf = (code: HttpErrorCode): (typeof HTTP_ERRORS)[HttpErrorCode][0] => HTTP_ERRORS[code][0];

/** Throw this inside a route; `createApp` turns it into the answer. */
export class HttpError extends Error {
  readonly code: HttpErrorCode;
  readonly details: unknown;
  constructor(code: HttpErrorCode, details?: unknown) {
    super(HTTP_ERRORS[code][1]);
    this.code = code;
    this.details = details;
  }
}
