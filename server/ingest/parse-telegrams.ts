import { type Hearing, LINKS, type Link } from "../../shared/model/hearing.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";

/** Why a gateway's request is refused; `index` is the telegram's place in the array. */
export interface TelegramRefusal {
  readonly code: "request.invalid" | "ingest.not-hex" | "ingest.bad-time" | "ingest.too-many";
  readonly index?: number;
  readonly field?: string;
}

const MAX_TELEGRAMS = 1000;
const MAX_TELEGRAM_BYTES = 4096;
const HEX = /^(?:[0-9a-fA-F]{2})+$/;

/** Reads the body of `POST /ingest/v1/telegrams`: all of it or none of it. */
export function parseTelegrams(body: unknown, gateway: string): Result<readonly Hearing[], TelegramRefusal> {
  if (!Array.isArray(body)) return err({ code: "request.invalid", field: "body" });
  if (body.length > MAX_TELEGRAMS) return err({ code: "ingest.too-many" });
  const hearings: Hearing[] = [];
  for (const [index, item] of body.entries()) {
    const hearing = parseTelegram(item, gateway);
    if (!hearing.ok) return err({ ...hearing.error, index });
    hearings.push(hearing.value);
  }
  return ok(hearings);
}

function parseTelegram(item: unknown, gateway: string): Result<Hearing, TelegramRefusal> {
  if (typeof item !== "object" || item === null) return err({ code: "request.invalid", field: "telegram" });
  const fields = new Map<string, unknown>(Object.entries(item));
  const raw = fields.get("raw");
  if (typeof raw !== "string" || raw.length > 2 * MAX_TELEGRAM_BYTES || !HEX.test(raw)) {
    return err({ code: "ingest.not-hex", field: "raw" });
  }
  const rxAtMs = parseTime(fields.get("rxAt"));
  if (rxAtMs === undefined) return err({ code: "ingest.bad-time", field: "rxAt" });
  const link = parseLink(fields.get("medium"));
  if (!link) return err({ code: "request.invalid", field: "medium" });
  const rest = parseOptional(fields, gateway);
  if (!rest.ok) return rest;
  return ok({ rxAtMs, link, bytes: Uint8Array.from(Buffer.from(raw, "hex")), ...rest.value });
}

type Optional = Pick<Hearing, "receiver" | "rssiDbm" | "position">;

function parseOptional(
  fields: ReadonlyMap<string, unknown>,
  gateway: string,
): Result<Optional, TelegramRefusal> {
  const receiver = fields.get("gatewayId") ?? gateway;
  if (typeof receiver !== "string" || receiver.length === 0 || receiver.length > 200) {
    return err({ code: "request.invalid", field: "gatewayId" });
  }
  const rssiDbm = fields.get("rssiDbm");
  if (rssiDbm !== undefined && !isBetween(rssiDbm, -200, 50))
    return err({ code: "request.invalid", field: "rssiDbm" });
  const position = parsePosition(fields.get("position"));
  if (position === null) return err({ code: "request.invalid", field: "position" });
  return ok({
    receiver,
    ...(rssiDbm === undefined ? {} : { rssiDbm }),
    ...(position === undefined ? {} : { position }),
  });
}

const isBetween = (value: unknown, low: number, high: number): value is number =>
  typeof value === "number" && value >= low && value <= high;

/** `null` when it is there and wrong. */
function parsePosition(value: unknown): Hearing["position"] | null {
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null || !("lat" in value) || !("lon" in value)) return null;
  const { lat, lon } = value;
  return isBetween(lat, -90, 90) && isBetween(lon, -180, 180) ? { lat, lon } : null;
}

function parseLink(value: unknown): Link | undefined {
  return value === undefined ? "wmbus" : LINKS.find((link) => link === value);
}

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

function parseTime(value: unknown): number | undefined {
  const atMs =
    typeof value === "number"
      ? value
      : typeof value === "string" && ZONED.test(value)
        ? Date.parse(value)
        : Number.NaN;
  return Number.isInteger(atMs) && atMs > 0 && atMs < 8.64e15 ? atMs : undefined;
}
