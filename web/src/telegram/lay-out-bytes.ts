import type { WireRecord, WireTelegramView } from "../../../shared/model/wire.ts";
import { placeReceivedBytes } from "./place-checksums.ts";

/** `plain`: decrypted · `normalised`: as sent, without checksums · `raw`: exactly as received. */
export const BYTE_VIEWS = ["plain", "normalised", "raw"] as const;
export type ByteView = (typeof BYTE_VIEWS)[number];

export interface ShownByte {
  readonly hex: string;
  /** Layer whose colour it has; `crc` for the link's checksums, the empty text for unknown bytes. */
  readonly layer: string;
  /** Which span it belongs to; −1 for none. */
  readonly span: number;
}

/** A field of a header, or a data record: what is pointed at as one. */
export interface Span {
  readonly layer: string;
  /** Name of the field without its layer: `manufacturer`, `session`. */
  readonly field: string;
  readonly at: readonly [first: number, length: number];
  /** Its bytes as decrypted. */
  readonly hex: string;
  readonly record: WireRecord | undefined;
}

/** A telegram as it is shown: of one that nobody received, there is no time and no receiver. */
export type ShownTelegram = Pick<WireTelegramView, "link" | "raw" | "decoded" | "error"> &
  Partial<Pick<WireTelegramView, "rxAtMs" | "receiver" | "rssiDbm">>;

export function listSpans({ decoded }: ShownTelegram): readonly Span[] {
  if (!decoded) return [];
  return decoded.layers.map(({ layer, field, at }) => {
    const [, name = field] = /^[^.]+\.(.+)$/.exec(field) ?? [];
    return {
      layer,
      field: name,
      at,
      hex: decoded.plain.slice(at[0] * 2, (at[0] + at[1]) * 2),
      record: layer === "record" ? decoded.records[Number(name)] : undefined,
    };
  });
}

/** Verdicts of telegrams that nothing was decrypted of. */
const SEALED: readonly string[] = ["wrong-key", "no-key", "unsupported"];

/** Views that show something of their own: without encryption or checksums, some are the same. */
export function listByteViews({ raw, decoded }: ShownTelegram): readonly ByteView[] {
  if (!decoded) return ["raw"];
  const isSealed = SEALED.includes(decoded.security.verdict);
  const isOffered: Readonly<Record<ByteView, boolean>> = {
    plain: !isSealed,
    normalised: isSealed || decoded.normalised !== decoded.plain,
    raw: raw !== decoded.normalised,
  };
  return BYTE_VIEWS.filter((view) => isOffered[view]);
}

export function layOutBytes(telegram: ShownTelegram, view: ByteView): readonly ShownByte[] {
  const { decoded, raw } = telegram;
  if (!decoded) return bytesOf(raw).map((hex) => ({ hex, layer: "", span: -1 }));
  const spans = listSpans(telegram);
  const spanAt = new Array<number>(decoded.plain.length / 2).fill(-1);
  for (const [i, { at }] of spans.entries()) spanAt.fill(i, at[0], at[0] + at[1]);
  const shown = view === "raw" ? bytesOf(raw) : bytesOf(decoded[view]);
  const places =
    view === "raw"
      ? placeReceivedBytes(decoded.framing, shown.length, spanAt.length)
      : shown.map((_, at): number | undefined => at);
  return shown.map((hex, at) => {
    const place = places[at];
    const span = place === undefined ? -1 : (spanAt[place] ?? -1);
    const layer = place === undefined ? "crc" : (spans[span]?.layer ?? "");
    return { hex, layer, span };
  });
}

const bytesOf = (hex: string): readonly string[] => hex.match(/../g) ?? [];

/** Layers in the order they come, each once. */
export const listLayers = (bytes: readonly ShownByte[]): readonly string[] => [
  ...new Set(bytes.map(({ layer }) => layer).filter((layer) => layer !== "")),
];
