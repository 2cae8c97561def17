/** One field of an audit entry, before and after, as text. */
export interface FieldChange {
  /** Dotted. */
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** What differs between two pieces of plain JSON, field by field; lists are one field. */
export function diffJson(before: unknown, after: unknown): readonly FieldChange[] {
  const [old, fresh] = [new Map(fieldsOf(before)), new Map(fieldsOf(after))];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((field) => old.get(field) !== fresh.get(field))
    .map((field) => {
      const [was, is] = [old.get(field), fresh.get(field)];
      return {
        field,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      };
    });
}

type Field = readonly [field: string, text: string];

function fieldsOf(value: unknown, prefix = ""): readonly Field[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [[prefix, textOf(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    fieldsOf(inner, prefix === "" ? key : `${prefix}.${key}`),
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
