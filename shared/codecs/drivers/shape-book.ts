/**
 * A driver's view of record headers: which field a header is, what it is called, which register it
 * feeds, which status bits it holds. Each header is matched once; after that its shape is looked up
 * by the header's index.
 */
import type { Medium } from "../../model/medium.ts";
import type { Register } from "../../model/register.ts";
import { type RecordShape, type ShapeBook, TRAIT_PROFILE } from "../mbus/data-record.ts";
import type { RecordHeader } from "../mbus/record-header.ts";
import type { Driver, Field, FieldMatch, NumberMatch, StatusTable } from "./driver.ts";
import { genericName } from "./generic-name.ts";

/** A record's shape as one driver sees it. */
export interface DriverShape extends RecordShape {
  readonly register: Register | undefined;
  readonly status: StatusTable | undefined;
  /** The exponent is that of the telegram's volume resolution plus two (E8, E9). */
  readonly followsVolume: boolean;
}

/** The record holds status bits. */
export const TRAIT_STATUS = 2;
/** The record's scale is that of another record. */
export const TRAIT_FOLLOWS_VOLUME = 4;

export interface DriverOfMedium {
  readonly driver: Driver;
  readonly fallback: Driver;
  readonly medium: Medium;
}

/** Shapes of one driver for one medium; `fallback` names what the driver itself does not. */
export class DriverBook implements ShapeBook<DriverShape> {
  readonly #shapes: (DriverShape | undefined)[] = [];
  readonly #statusTables: readonly StatusTable[];
  readonly #fields: readonly Field[];
  readonly #medium: Medium;
  #registers: ReadonlyMap<string, Register> | undefined;

  constructor({ driver, fallback, medium }: DriverOfMedium) {
    this.#statusTables = driver.status ?? fallback.status ?? [];
    this.#fields = driver === fallback ? driver.fields : [...driver.fields, ...fallback.fields];
    this.#medium = medium;
  }

  shapeOf(header: RecordHeader): DriverShape {
    const known = this.#shapes[header.index];
    if (known !== undefined) return known;
    const shape = this.#makeShape(header);
    // Filled without gaps: engines look up dense arrays faster.
    while (this.#shapes.length < header.index) this.#shapes.push(undefined);
    if (header.index >= 0) this.#shapes[header.index] = shape;
    return shape;
  }

  /** The register a field's name stands for. */
  registerOf(name: string): Register | undefined {
    this.#registers ??= registersByName(this.#fields, this.#medium);
    return this.#registers.get(name);
  }

  /** Name of a record by its header alone: what fields and the generic rules make of it. */
  #makeShape(header: RecordHeader): DriverShape {
    const field = this.#fields.find(({ match }) => isMatch(match, header, this.#medium));
    const reads = field?.reads;
    const followsVolume = reads?.exponent === "volume-resolution";
    const status = this.#statusTables.find(({ match }) => isStatusMatch(match, header));
    const exponent = typeof reads?.exponent === "number" ? reads.exponent : undefined;
    return {
      header,
      name: field ? filledName(field.name, header) : genericName(header),
      quantity: reads?.quantity ?? header.quantity,
      unit: reads?.unit ?? header.unit,
      exponent: exponent ?? (reads ? 0 : header.exponent),
      type: reads?.type ?? header.type,
      absentCount: field?.absentCount,
      register: field?.register,
      status,
      followsVolume,
      traits:
        (header.profile === undefined ? 0 : TRAIT_PROFILE) |
        (status === undefined ? 0 : TRAIT_STATUS) |
        (followsVolume ? TRAIT_FOLLOWS_VOLUME : 0),
    };
  }
}

function registersByName(fields: readonly Field[], medium: Medium): ReadonlyMap<string, Register> {
  const registers = new Map<string, Register>();
  for (const { name, register, match } of fields) {
    if (register === undefined || (match.media && !match.media.includes(medium))) continue;
    const subunit = typeof match.subunit === "number" ? String(match.subunit) : "";
    const plainName = name.replace("{subunit}", subunit);
    if (!registers.has(plainName)) registers.set(plainName, register);
  }
  return registers;
}

const NO_MODIFIERS: readonly string[] = [];

function isMatch(match: FieldMatch, header: RecordHeader, medium: Medium): boolean {
  if (match.media && !match.media.includes(medium)) return false;
  if (match.header !== undefined) return match.header === header.hex;
  if (match.vib !== undefined) {
    if (match.vib !== header.vib) return false;
  } else if (
    match.meaning !== header.meaning ||
    !isSameList(match.modifiers ?? NO_MODIFIERS, header.modifiers)
  ) {
    return false;
  }
  return (
    (match.function ?? "instant") === header.function &&
    isNumberMatch(match.storage ?? 0, header.storage) &&
    isNumberMatch(match.tariff ?? 0, header.tariff) &&
    isNumberMatch(match.subunit ?? 0, header.subunit)
  );
}

const isStatusMatch = (match: StatusTable["match"], header: RecordHeader): boolean =>
  match.header === undefined
    ? header.function === "instant" &&
      header.storage === 0 &&
      (match.vib === undefined ? match.meaning === header.meaning : match.vib === header.vib)
    : match.header === header.hex;

const isNumberMatch = (match: NumberMatch, value: number): boolean =>
  typeof match === "number" ? match === value : match[0] <= value && value <= match[1];

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

const filledName = (template: string, header: RecordHeader): string =>
  template
    .replace("{storage}", String(header.storage))
    .replace("{storage-1}", String(header.storage - 1))
    .replace("{tariff}", String(header.tariff))
    .replace("{subunit}", String(header.subunit));
