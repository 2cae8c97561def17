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
  "point.number-taken": [409, "Another metering point has this number already. Choose another number."],
  "point.other-area": [403, "You may make metering points in your own areas. Choose one of them."],
  "block.not-found": [404, "There are no readings of this meter in this month."],
  "block.damaged": [
    500,
    "The readings of this month are damaged on the server. Restore the store from a backup or import them again.",
  ],
  "room.not-found": [404, "There is no such room, or it is not open to you."],
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
  "machine-token.wrong": [
    401,
    "The token is missing, wrong or revoked. Send it as: Authorization: Bearer <token>. An administrator makes one under Administration, Machines.",
  ],
  "machine-token.other-scope": [403, "This token is good for something else. Make one for this."],
  "machine-token.not-found": [404, "There is no such token, or it was revoked already."],
  "session.needed": [401, "Sign in first."],
  "session.wrong-credentials": [401, "The user name or the password is not right."],
  "session.wait": [429, "There were too many wrong passwords. Wait a moment, then try again."],
  "session.busy": [503, "Too many people are signing in at this moment. Try again in a few seconds."],
  "session.utility-needed": [
    400,
    "This server holds several utilities. Say in which one you want to sign in.",
  ],
  "access.denied": [403, "Your role does not allow this. An administrator can change what your role may do."],
  "access.undeclared": [403, "This address is not open to anybody yet."],
  "password.too-short": [
    400,
    "The password is too short. Take at least 12 characters; several words are easy to keep.",
  ],
  "password.too-long": [400, "The password is too long. Take at most 256 characters."],
  "password.too-common": [
    400,
    "This password is one of those guessed first. Take several words of your own.",
  ],
  "password.related": [
    400,
    "This password is made of your name or the utility's. Take several words of your own.",
  ],
  "password.wrong": [403, "The current password is not right. The password was not changed."],
  "person.not-found": [404, "There is nobody with this id."],
  "person.user-taken": [409, "Somebody has this user name already. Choose another."],
  "person.last-administrator": [
    409,
    "This is the last administrator who can sign in. Make somebody else an administrator first.",
  ],
  "map.invalid": [400, "The map's settings cannot be: `field` in the details is the one to change."],
  "role.not-found": [404, "There is no such role: there are user, superuser and administrator."],
  "role.fixed": [409, "An administrator may do everything; that cannot be changed."],
  "role.access-control": [409, "Access control stays with administrators; no other role can have it."],
  "customer.none": [409, "Nobody is known to have lived here in this interval."],
  "customer.no-email": [
    409,
    "This customer has no mail address. Enter one, or save the report and hand it over.",
  ],
  "customer.bad-email": [400, "This is not a mail address."],
  "mail.not-set-up": [409, "Mail is not set up yet. An administrator does that under Configuration."],
  "mail.unreachable": [502, "The mail server cannot be reached. Check its name, port and encryption."],
  "mail.refused": [502, "The mail server refused the mail. Its own words say why."],
  "saved-report.not-found": [404, "There is no saved report with this id."],
  "report.not-found": [404, "There is no report of this name."],
  "export.too-many": [
    429,
    "This token's questions are being answered already, as many as it may ask at a time. Ask again after Retry-After.",
  ],
  "export.busy": [
    503,
    "The server answers as many machines as it can at a time. Ask again after Retry-After.",
  ],
  "custom-fields.invalid": [400, "A field of the utility's own is not valid."],
  "firmware-rules.invalid": [
    400,
    "A rule of due updates is not valid: `at` and `part` in the details say which.",
  ],
  "weather.invalid": [400, "The weather is not valid: each day once, with its mean in °C."],
  "report.invalid": [400, "A parameter of the report is not valid."],
  "round.not-found": [404, "There is no round with this id."],
  "order.not-found": [404, "There is no order with this id."],
  "order.no-meter": [409, "No meter is mounted at this point, so there is nothing to order from."],
  "order.ended": [409, "This order has ended already."],
  "path.invalid": [
    400,
    "This path cannot be saved: `field` in the details is the part to change. It needs a name and two to forty points of yours, each once.",
  ],
  "path.not-found": [404, "There is no path with this id."],
  "value.beyond-register": [
    400,
    "No register of this meter has so many digits. Look at the value and its decimals.",
  ],
  "value.below-before": [
    409,
    "The meter said more before that. Look again; send it with isSure where it is right all the same.",
  ],
  "value.above-after": [
    409,
    "The meter said less after that. Look again; send it with isSure where it is right all the same.",
  ],
  "value.too-fast": [
    409,
    "The meter cannot count so much in that time. Look again; send it with isSure where it is right all the same.",
  ],
  "stock.not-found": [404, "There is no such meter in stock."],
  "stock.mounted": [409, "This meter hangs at a point. Exchange it there first."],
  "visit.no-photo": [409, "The photo of this visit has not arrived. Send the photo first, then the visit."],
  "visit.other-meter": [
    409,
    "Another meter hung at this point at that time. Look at the point, then type the reading again.",
  ],
  "exchange.mounted-elsewhere": [
    409,
    "The new meter hangs at another point already, or hung there at that time. Compare its number with its label, and the time, then try again.",
  ],
  "exchange.before-mounting": [409, "The old meter was put up after this exchange. Check the phone's clock."],
  "exchange.before-removal": [
    409,
    "Another meter hung at this point at that moment. Say a moment after it was taken down.",
  ],
  "photo.invalid": [
    400,
    "This is not the JPEG picture its address names, or it is larger than 2 MB. Nothing was kept.",
  ],
  "photo.not-found": [404, "There is no such photo."],
  "phone.not-found": [404, "You have no phone with this id. Pair it again."],
  "phone.revoked": [403, "This phone was revoked. Its keys are gone; what it heard can still be sent."],
  "phone.bad-key": [400, "The phone's public key is not valid. Pair it again."],
  "invitation.invalid": [
    410,
    "This link was used, replaced, or is too old. Ask an administrator for a new one.",
  ],
  "retention.preview-needed": [
    409,
    "Look at what would go with these numbers first (preview), then switch it on within the hour.",
  ],
  "erasure.preview-needed": [
    409,
    "Look at what would be erased first (preview of the same points), then erase within the hour.",
  ],
  "redecoding.running": [409, "Frames are being read anew already. Wait until that is done, or stop it."],
  "redecoding.no-meter": [
    404,
    "No such meter hangs or hung at any of your points: see the meter's key and type on its point's page.",
  ],
  "hold.not-found": [404, "There is no such legal hold any more."],
  "finding.not-found": [404, "There is no such finding."],
  "reading.not-found": [404, "There is no reading of this meter at this moment."],
  "edit.not-found": [404, "There is no such edit, or it was taken back already."],
  "edit.not-newest": [409, "A newer edit of this value stands. Take that one back first."],
  "reading.taken-back": [
    409,
    "This value was taken back and does not count any more. Correct the measured value, or enter an estimate.",
  ],
  "reading.by-hand": [
    409,
    "A reading by hand stands at this moment already. Correct that one, or take back the edit that made it.",
  ],
  "period.locked": [
    409,
    "This moment lies in a period that was billed. An administrator can move the lock back, which is written down.",
  ],
  "period.reason-missing": [
    400,
    "Days that were billed are opened again only with a reason. Say why in `reason`; it is written down.",
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
