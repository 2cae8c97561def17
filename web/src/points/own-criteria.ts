import { foldText } from "./fold-text.ts";

/** A field of the utility's own as a column of the list, by the field's id. */
export type OwnColumnName = `own.${string}`;

export const ownColumnOf = (field: string): OwnColumnName => `own.${field}`;

const COLUMN = /^own\.([a-z0-9-]{1,40})$/;

/** The field a column shows; `undefined` for a column that every list has. */
export const fieldOfColumn = (column: string): string | undefined => COLUMN.exec(column)?.[1];

export const isOwnColumn = (column: string): column is OwnColumnName => COLUMN.test(column);

/** What points shall say in one field of the utility's own. Of its parts one is there, of a range at least one end. */
export interface OwnFilter {
  readonly field: string;
  /** One of these texts; the empty one stands for points that say nothing. */
  readonly texts?: readonly string[];
  /** Inclusive ends: decimals with a point, or days as `2026-11-29`. */
  readonly from?: string;
  readonly to?: string;
  /** Somewhere in the text, in small or capital letters. */
  readonly part?: string;
}

/** Several texts stand in one parameter of the address, a bar between them. */
const escapeText = (text: string): string => text.replace(/[%|]/g, encodeURIComponent);

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `is:steel|copper`, `10..20`, `2026-01-01..`, `~part of it` */
export function writeOwnFilter({ texts, from = "", to = "", part = "" }: OwnFilter): string {
  if (texts) return `is:${texts.map(escapeText).join("|")}`;
  return part === "" ? `${from}..${to}` : `~${part}`;
}

const END = String.raw`(\d{4}-\d\d-\d\d|-?\d+(?:\.\d+)?)?`;
const RANGE = new RegExp(`^${END}\\.\\.${END}$`);

/** `undefined` for a text that asks for nothing. */
export function readOwnFilter(field: string, text: string): OwnFilter | undefined {
  if (text.startsWith("is:")) return { field, texts: text.slice(3).split("|").map(unescapeText) };
  if (text.startsWith("~")) return text.length > 1 ? { field, part: text.slice(1) } : undefined;
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from === undefined && to === undefined) return undefined;
  return { field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Whether what a point says passes; the empty text is a point that says nothing. */
export function ownTest({ texts, from, to, part }: OwnFilter): (text: string) => boolean {
  if (texts) return (text) => texts.includes(text);
  if (part !== undefined) {
    const wanted = foldText(part);
    return (text) => foldText(text).includes(wanted);
  }
  const isDay = isDayText(from ?? to ?? "");
  const place = (text: string): number =>
    isDay ? (isDayText(text) ? Date.parse(text) : Number.NaN) : decimalOf(text);
  const low = from === undefined ? Number.NEGATIVE_INFINITY : place(from);
  const high = to === undefined ? Number.POSITIVE_INFINITY : place(to);
  return (text) => {
    const at = place(text);
    return at >= low && at <= high;
  };
}

const isDayText = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
const decimalOf = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
