import type { Words } from "../locales/words.ts";
import type { Span } from "../telegram/lay-out-bytes.ts";

/** A driver's name for a record, as a person would write it. */
export const sayName = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");

/** What a span is called; a layer that is one field has its layer's name. */
export const nameSpan = (words: Words, { layer, field, record }: Span): string =>
  record
    ? sayName(record.name)
    : (words.find(layer === field ? `layer.${layer}` : `byteField.${field}`) ?? field);
